# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmGradingGrade(models.Model):
    _inherit = "crm.grading.grade"

    upgrade_grade_id = fields.Many2one(
        "crm.grading.grade",
        string="Chosen to Rise to",
        help="Upgrade targets are offered first for customers of this grade, and aim "
        "at that one.",
    )

    def _get_next_better(self, grades):
        """The grade just above this one among ``grades``; none above the best."""
        better = grades.filtered(lambda grade: grade.sequence < self.sequence)
        return better.sorted("sequence")[-1:]
