# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
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

    def _after_allocation(self, run):
        # raw SQL: the grades of all customers of the run in one statement
        self.env.cr.execute(
            SQL(
                """UPDATE crm_allocation_decision decision
                      SET grade_id = standing.grade_id
                     FROM crm_grading_standing standing
                    WHERE decision.id = ANY(%s)
                      AND standing.partner_id = decision.partner_id
                      AND standing.company_id = decision.company_id
                      AND standing.is_leading""",
                self.ids,
            )
        )
        self.invalidate_recordset(["grade_id"])
        return super()._after_allocation(run)
