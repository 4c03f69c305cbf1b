# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Command, Domain

# Grade by the standard class of the written policy (VIS-05)
GRADES = {"strategic": "a", "key": "b", "general": "c", "potential": "d"}


class CrmVisitClass(models.Model):
    """Classes by grade (VIS-05)."""

    _inherit = "crm.visit.class"

    grade_ids = fields.Many2many(
        "crm.grading.grade",
        string="Grades",
        help="Customers of one of these grades, in the company of the class.",
    )

    @api.model
    def _get_condition_fields(self):
        return [*super()._get_condition_fields(), "grade_ids"]

    def _get_customer_domain(self):
        domain = super()._get_customer_domain()
        if self.grade_ids:
            domain &= Domain("customer_grade_id", "in", self.grade_ids.ids)
        return domain

    @api.model
    def _get_no_condition(self):
        """Copies for another company keep the grades, which all companies share."""
        values = super()._get_no_condition()
        del values["grade_ids"]
        return values

    @api.model
    def _fill_grades(self):
        """Names the grades of the standard classes, of every company, once.

        Classes that have a condition keep it.
        """
        for code, letter in GRADES.items():
            standard = self.env.ref(f"crm_visits.crm_visit_class_{code}", False)
            grade = self.env.ref(f"crm_grading.grade_{letter}", False)
            if not standard or not grade:
                continue
            classes = standard | self.search([("name", "=", standard.name)])
            for record in classes.filtered(lambda item: not item.has_condition):
                record.grade_ids = [Command.set(grade.ids)]
