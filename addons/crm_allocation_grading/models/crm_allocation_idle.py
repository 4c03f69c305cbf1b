# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmAllocationIdle(models.Model):
    """The grade of an idle customer in its company (ALC-04)."""

    _inherit = "crm.allocation.idle"

    grade_id = fields.Many2one(
        "crm.grading.grade", compute="_compute_grade_id", search="_search_grade_id"
    )

    @api.depends("partner_id", "company_id")
    def _compute_grade_id(self):
        # sudo: the grade is shown with the customer, as on its form
        standings = (
            self.env["crm.grading.standing"]
            .sudo()
            .search_fetch(
                self._get_standing_domain(),
                ["partner_id", "company_id", "grade_id"],
            )
        )
        grades = {(row.partner_id, row.company_id): row.grade_id for row in standings}
        for idle in self:
            idle.grade_id = grades.get((idle.partner_id, idle.company_id))

    def _get_standing_domain(self):
        return (
            Domain("partner_id", "in", self.partner_id.ids)
            & Domain("company_id", "in", self.company_id.ids)
            & Domain("is_leading", "=", True)
        )

    @api.model
    def _search_grade_id(self, operator, value):
        """By the grade in the active company."""
        return Domain("partner_id.customer_grade_id", operator, value)
