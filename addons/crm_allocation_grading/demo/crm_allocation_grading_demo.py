# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Command


class CrmAllocationGradingDemo(models.AbstractModel):
    """Grades decide about claims, idle time and targets of allocation."""

    _name = "crm.allocation.grading.demo"
    _description = "Demo of Allocation by Grade"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        highest = self.env.ref("crm_grading.grade_a")
        lowest = self.env.ref("crm_grading.grade_d")
        pools = self.env["crm.allocation.pool"].search(
            [("company_id", "=", company.id)]
        )
        pools.limit_ids = [
            Command.create({"grade_id": highest.id, "claims_per_month": 1}),
            Command.create({"grade_id": lowest.id, "held_at_most": 15}),
        ]
        # the best customers are not left alone for two months
        rule = self.env["crm.allocation.idle.rule"]._get_for(company)
        rule.line_ids = [Command.create({"grade_id": highest.id, "number": 1})]
        self.env["crm.allocation.target"].create(
            [
                {
                    "company_id": company.id,
                    "kind": "grade",
                    "grade_id": grade.id,
                    "direction": direction,
                    "share": share,
                }
                for grade, direction, share in (
                    (highest, "at_least", 10),
                    (lowest, "at_most", 25),
                )
            ]
        )
