# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """From which score on service is good enough (CMP-13)."""

    _inherit = "res.company"

    complaint_standard_pass = fields.Float(
        string="Service Checks: Passed From (%)",
        default=80,
        digits=(16, 1),
        help="Who is below is trained and checked again.",
    )
    complaint_training_days = fields.Integer(
        string="Service Checks: Training Within (days)",
        default=14,
        help="So many days after a check below the standard, the training is due.",
    )

    _complaint_standard_pass_range = models.Constraint(
        "CHECK(complaint_standard_pass > 0 AND complaint_standard_pass <= 100 "
        "AND complaint_training_days >= 0)",
        "The pass mark is above 0 and at most 100 %, and the days are not below zero.",
    )

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.complaint.service.check": (
                self.env._("Service checks of %(company)s", company=self.name),
                "CHK/%(year)s/",
            ),
        }
