# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmComplaint(models.Model):
    """Whether the customer was right (CMP-11)."""

    _inherit = "crm.complaint"

    judgement = fields.Selection(
        [
            ("justified", "Justified"),
            ("partly", "Partly Justified"),
            ("unjustified", "Not Justified"),
            ("unfair", "Unfair Claim"),
        ],
        tracking=True,
        index="btree_not_null",
        help="What the investigation found. Unfair claims are made against better "
        "knowledge; they count for the mark of problem customers.",
    )

    @api.model
    def _get_content_fields(self):
        return super()._get_content_fields() | {"judgement"}
