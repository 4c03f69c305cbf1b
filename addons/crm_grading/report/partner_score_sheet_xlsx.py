# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class PartnerScoreSheetXlsx(models.AbstractModel):
    """Score sheets of the selected customers: of each its latest published result."""

    _name = "report.crm_grading.partner_score_sheet_xlsx"
    _inherit = "report.crm_grading.score_sheet_xlsx"
    _description = "Score Sheets of Customers"

    @api.model
    def _get_domain(self, docids, data):
        partners = self.env["res.partner"].browse(docids)
        return Domain("id", "in", partners.grading_result_id.ids)

    @api.model
    def _get_parameters(self, docids, data):
        """Customers without a result are named: nobody is left out silently."""
        partners = self.env["res.partner"].browse(docids)
        without = partners.filtered(lambda partner: not partner.grading_result_id)
        parameters = super()._get_parameters(docids, data)
        if without:
            parameters.append(
                (
                    self.env._("Without a published result"),
                    ", ".join(without.mapped("display_name")),
                )
            )
        return parameters
