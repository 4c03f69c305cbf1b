# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """Who approves samples, and when feedback is asked for (ALC-16)."""

    _inherit = "res.company"

    allocation_sample_limit = fields.Monetary(
        string="Samples: Officers Approve up to",
        default=500,
        help="Samples and gifts of a higher value are approved by a manager.",
    )
    allocation_sample_feedback_days = fields.Integer(
        string="Samples: Feedback After (days)",
        default=14,
        help="So many days after sending, who asked for it is reminded to hear what "
        "came of it.",
    )

    _allocation_sample_positive = models.Constraint(
        "CHECK(allocation_sample_limit >= 0 AND allocation_sample_feedback_days >= 0)",
        "The limit and the days of samples are not below zero.",
    )

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.allocation.sample": (
                self.env._("Samples of %(company)s", company=self.name),
                "SMP/%(year)s/",
            ),
        }
