# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportPartnerScoreSheet(models.AbstractModel):
    """Score sheets of customers: of each its latest published result."""

    _name = "report.crm_grading.report_partner_score_sheet"
    _inherit = "report.crm_grading.report_score_sheet"
    _description = "Score Sheet of a Customer"

    @api.model
    def _get_report_values(self, docids, data=None):
        partners = self.env["res.partner"].browse(docids)
        partners.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": partners._name,
            "docs": partners,
            "sheets": [
                (partner, self._get_partner_sheet(partner)) for partner in partners
            ],
        }

    @api.model
    def _get_partner_sheet(self, partner):
        """:return: None for a customer without a result, which the template says"""
        result = partner.grading_result_id
        return self._get_sheet(result) if result else None
