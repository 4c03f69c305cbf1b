# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.tools import SQL


class CrmAllocationIdleRule(models.Model):
    """The grade of a customer goes before its class (ALC-04)."""

    _inherit = "crm.allocation.idle.rule"

    def _get_number_parts(self):
        parts = super()._get_number_parts()
        lines = self.line_ids.filtered("grade_id")
        if not lines:
            return parts
        join = SQL(
            """LEFT JOIN crm_grading_standing grading
                      ON grading.partner_id = line.partner_id
                     AND grading.company_id = line.company_id
                     AND grading.is_leading
               LEFT JOIN (VALUES %s) by_grade (grade_id, number)
                      ON by_grade.grade_id = grading.grade_id""",
            SQL(", ").join(
                SQL("(%s, %s)", line.grade_id.id, line.number) for line in lines
            ),
        )
        return [(join, SQL("by_grade.number")), *parts]
