# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from .engine.keys_sql import add_partner_keys
from .uninstall import forget


def pre_init_hook(env):
    """Customers who are there already are compared from the first day."""
    add_partner_keys(env.cr)


def uninstall_hook(env):
    """Take away what Odoo would leave, or stumble over."""
    forget(env, "crm_policy")
