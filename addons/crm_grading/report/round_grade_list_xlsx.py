# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class RoundGradeListXlsx(models.AbstractModel):
    """Grade list of whole rounds (GRD-18)."""

    _name = "report.crm_grading.round_grade_list_xlsx"
    _inherit = ["report.crm_grading.round_xlsx", "report.crm_grading.grade_list_xlsx"]
    _description = "Grade List of a Round"
