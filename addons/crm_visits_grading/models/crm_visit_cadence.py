# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitCadence(models.Model):
    """Contacts by the account team (VIS-05)."""

    _inherit = "crm.visit.cadence"

    role = fields.Selection(
        selection_add=[
            ("key_account", "Key-Account Manager of the Customer"),
            ("executive", "Executive of the Customer"),
        ],
        ondelete={"key_account": "set default", "executive": "set default"},
    )
