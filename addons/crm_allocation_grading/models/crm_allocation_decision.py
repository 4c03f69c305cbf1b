# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmAllocationDecision(models.Model):
    """The grade of the customer when it was decided (ALC-21)."""

    _inherit = "crm.allocation.decision"

    grade_id = fields.Many2one(
        "crm.grading.grade",
        string="Grade Then",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The grade of the customer when it was decided.",
    )

    @api.model
    def _add_facts(self, rows, company):
        given = [row for row in rows if row["user_id"]]
        # raw SQL: the grades of all customers of the run, whoever may read them
        found = self.env.execute_query(
            SQL(
                """SELECT partner_id, grade_id
                     FROM crm_grading_standing
                    WHERE partner_id = ANY(%s) AND company_id = %s AND is_leading""",
                [row["partner_id"] for row in given],
                company.id,
            )
        )
        grades = dict(found)
        for row in given:
            row["grade_id"] = grades.get(row["partner_id"])
        return [*super()._add_facts(rows, company), "grade_id"]
