# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.crm_policy.uninstall import forget

from .engine import access_sql


def post_init_hook(env):
    """The ledger opens from today's salespeople; nothing else is touched (ALC-13)."""
    env["crm.ownership"]._open_ledger()


def uninstall_hook(env):
    """Take away what Odoo would leave, or stumble over."""
    # raw SQL: the function of a trigger belongs to no table
    env.cr.execute(access_sql.unmark())
    forget(env, "crm_allocation")
