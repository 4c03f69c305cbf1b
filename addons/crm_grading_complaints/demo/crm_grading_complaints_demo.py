# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Command

WEIGHT = 5
# Justified complaints of a year, and the points they leave
BANDS = {0: 100, 1: 70, 2: 40, 3: 0}


class CrmGradingComplaintsDemo(models.AbstractModel):
    """Justified complaints lower the score, in the version that is tried out."""

    _name = "crm.grading.complaints.demo"
    _description = "Demo of Complaints in Grading"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        what_if = self.env["crm.grading.round"].search(
            [("company_id", "=", company.id), ("kind", "=", "what_if")], limit=1
        )
        scheme = what_if.scheme_id
        payment = scheme.line_ids.filtered(lambda line: line.code == "payment_record")
        payment.weight -= WEIGHT
        scheme.line_ids = [
            Command.create(
                {
                    "indicator_id": self._create_indicator(payment).id,
                    "weight": WEIGHT,
                    "method": "bands",
                    "band_ids": [
                        Command.create({"lower": count, "points": points})
                        for count, points in BANDS.items()
                    ],
                }
            )
        ]
        manager = self.env.ref("crm_policy.demo_user_manager")
        what_if.with_user(manager).with_company(company).action_compute()

    def _create_indicator(self, neighbour):
        return self.env["crm.grading.indicator"].create(
            {
                "name": "Justified Complaints (有效投诉)",
                "code": "justified_complaints",
                "dimension_id": neighbour.dimension_id.id,
                "sequence": neighbour.sequence + 5,
                "fact": "complaint_justified_count",
                "unit": "count",
                "digits": 0,
                "description": "Of the last twelve months, judged as justified. "
                "(近十二个月内判定属实的投诉)",
            }
        )
