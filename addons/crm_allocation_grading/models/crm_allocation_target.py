# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationTarget(models.Model):
    """Targets by grade: strategic and key customers first (ALC-21)."""

    _inherit = "crm.allocation.target"

    kind = fields.Selection(
        selection_add=[("grade", "Grade")], ondelete={"grade": "cascade"}
    )
    grade_id = fields.Many2one("crm.grading.grade", ondelete="cascade", tracking=True)

    _grade_asked = models.Constraint(
        "CHECK(kind <> 'grade' OR grade_id IS NOT NULL)",
        "Name the grade of the target.",
    )

    def _get_group(self):
        return self.grade_id if self.kind == "grade" else super()._get_group()
