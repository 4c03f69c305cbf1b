# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class SegmentMemberXlsx(models.AbstractModel):
    """Customers of segments, such as the problem customers with their reasons."""

    _name = "report.crm_grading.segment_member_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Customers of Segments"

    _xlsx_model = "crm.grading.segment.member"

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Customers of Segments")

    @api.model
    def _get_order(self, data):
        return "segment_id, since desc, id"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("segment_id", width=28),
            self._get_column("partner_id", width=36),
            Column(self.env._("Salesperson"), field="partner_id.user_id", width=18),
            Column(self.env._("Reason"), field="segment_id.reason", width=40),
            self._get_column("since", "date"),
            self._get_column("until", "date"),
            self._get_column("is_manual", "bool"),
            self._get_column("note", width=30),
            self._get_column("company_id", width=20),
        ]
