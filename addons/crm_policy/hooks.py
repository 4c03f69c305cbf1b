# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def uninstall_hook(env):
    """The sequences of the companies are no data of a file: Odoo would leave them."""
    env["ir.sequence"].search([("code", "=", "crm.improvement")]).unlink()
