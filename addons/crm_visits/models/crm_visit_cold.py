# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmVisit(models.Model):
    """A cold visit asks why the customer has not closed yet (VIS-15)."""

    _inherit = "crm.visit"

    is_cold = fields.Boolean(
        string="Cold Visit",
        compute="_compute_is_cold",
        compute_sudo=True,
        help="The type of the visit is a cold one, or the customer came by one.",
    )
    cold_reason_id = fields.Many2one(
        "crm.visit.cold.reason",
        string="Why Not Closed",
        ondelete="restrict",
        copy=False,
        help="Becomes the reason on the customer when the form is closed.",
    )
    is_cold_reason_asked = fields.Boolean(
        compute="_compute_is_cold_reason_asked",
        help="A cold visit, or the channel requires the reason.",
    )
    cold_note = fields.Text(string="Reason in Detail", copy=False)

    @api.depends("type_id", "partner_id")
    def _compute_is_cold(self):
        for visit in self:
            by_source = visit.partner_id.customer_source_id.code == "cold_visit"
            visit.is_cold = visit.type_id.is_cold or by_source

    @api.depends("is_cold", "channel_id.required_content_ids")
    def _compute_is_cold_reason_asked(self):
        for visit in self:
            codes = visit.channel_id.required_content_ids.mapped("code")
            visit.is_cold_reason_asked = visit.is_cold or "cold_reason_id" in codes

    def _get_missing_contents(self):
        """A visit of a cold type names the reason, whatever its channel requires."""
        missing = super()._get_missing_contents()
        if self.type_id.is_cold and not self.cold_reason_id:
            missing |= missing.search([("code", "=", "cold_reason_id")])
        return missing

    def _get_content_dependencies(self):
        names = ["type_id.is_cold", "cold_reason_id"]
        return super()._get_content_dependencies() + names

    def _after_done(self):
        result = super()._after_done()
        for visit in self.filtered("cold_reason_id"):
            visit.partner_id._set_cold_reason(
                visit.cold_reason_id, visit.cold_note, visit.user_id
            )
        return result
