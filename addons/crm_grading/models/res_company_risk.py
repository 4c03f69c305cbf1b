# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from ..engine import risk


class ResCompany(models.Model):
    """How customers at risk are reviewed (GRD-14)."""

    _inherit = "res.company"

    grading_risk_cadence = fields.Selection(
        [
            ("month", "Every month"),
            ("quarter", "Every quarter"),
            ("half", "Every half-year"),
            ("year", "Every year"),
            ("none", "Not by itself"),
        ],
        string="Risk Review",
        required=True,
        default="quarter",
        help="How often customers with a grade under risk review are looked at.",
    )
    grading_risk_user_id = fields.Many2one(
        "res.users",
        string="Risk Reviewer",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Who reviews customers at risk. Nobody: the salesperson of each.",
    )
    grading_risk_rounds = fields.Integer(
        string="Rounds of Low Value",
        default=4,
        help="After so many rounds in a row with a grade under risk review the next "
        "step is proposed. 0: never for this reason.",
    )
    grading_risk_score_fall = fields.Float(
        string="Fall of the Score (points)",
        default=10,
        digits=(5, 2),
        help="A score that fell by so many points since the round before proposes the "
        "next step. 0: never for this reason.",
    )
    grading_risk_payment_fall = fields.Float(
        string="Fall of Payment in Time (percentage points)",
        default=10,
        digits=(5, 2),
        help="So much less paid in time than in the round before proposes the next "
        "step. 0: never for this reason.",
    )
    grading_risk_overdue_growth = fields.Float(
        string="Growth of the Overdue Amount (%)",
        default=20,
        digits=(7, 2),
        help="An overdue amount that grew by so much since the last round proposes "
        "the next step. 0: never for this reason.",
    )

    _grading_risk_positive = models.Constraint(
        "CHECK(grading_risk_rounds >= 0 AND grading_risk_score_fall >= 0 AND"
        " grading_risk_payment_fall >= 0 AND grading_risk_overdue_growth >= 0)",
        "The signs of risk cannot be negative.",
    )

    def _get_risk_policy(self):
        """The signs of risk as the engine knows them."""
        self.ensure_one()
        return risk.Policy(
            low_rounds=self.grading_risk_rounds,
            score_fall=self.grading_risk_score_fall,
            payment_fall=self.grading_risk_payment_fall,
            overdue_growth=self.grading_risk_overdue_growth,
        )
