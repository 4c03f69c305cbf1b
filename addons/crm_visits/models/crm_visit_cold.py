# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmVisit(models.Model):
    """A cold visit asks why the customer has not closed yet (VIS-15)."""

    _inherit = "crm.visit"

    is_cold = fields.Boolean(
        string="Cold Visit",
        compute="_compute_is_cold",
        help="The type of the visit is a cold one, or the customer came by one.",
    )
    cold_reason_id = fields.Many2one(
        "crm.visit.cold.reason",
        string="Why Not Closed",
        ondelete="restrict",
        copy=False,
        help="Becomes the reason on the customer when the form is closed.",
    )
    cold_note = fields.Text(string="Reason in Detail", copy=False)

    @api.depends("type_id", "partner_id")
    def _compute_is_cold(self):
        for visit in self:
            by_source = visit.partner_id.customer_source_id.code == "cold_visit"
            visit.is_cold = visit.type_id.is_cold or by_source

    def _after_done(self):
        result = super()._after_done()
        for visit in self.filtered("cold_reason_id"):
            visit.partner_id._set_cold_reason(
                visit.cold_reason_id, visit.cold_note, visit.user_id
            )
        return result
