# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.crm_policy.uninstall import forget


def post_init_hook(env):
    """Every company starts with the written policy's scheme (GRD-01)."""
    env["res.company"].search([("parent_id", "=", False)])._install_grading_scheme()


def uninstall_hook(env):
    """Take away what Odoo would leave, and what another addon's record was given."""
    menu = env.ref("crm_policy.menu_root", raise_if_not_found=False)
    if menu:
        menu.group_ids -= env.ref("account.group_account_readonly")
    forget(env, "crm_grading")
