# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.crm_policy.uninstall import forget


def post_init_hook(env):
    """Each company numbers its complaints by itself."""
    env["res.company"]._create_missing_policy_sequences()


def uninstall_hook(env):
    """Take away what Odoo would leave, or stumble over."""
    forget(env, "crm_complaints")
