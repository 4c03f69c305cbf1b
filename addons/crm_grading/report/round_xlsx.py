# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class RoundXlsx(models.AbstractModel):
    """A workbook about whole rounds instead of selected results."""

    _name = "report.crm_grading.round_xlsx"
    _inherit = "report.crm_grading.xlsx"
    _description = "Workbook of Grading Rounds"

    @api.model
    def _get_domain(self, docids, data):
        return Domain("round_id", "in", docids)

    @api.model
    def _get_rounds(self, docids, data):
        rounds = self.env["crm.grading.round"].browse(docids)
        rounds.check_access("read")
        return rounds.sorted()
