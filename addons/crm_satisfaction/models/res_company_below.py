# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """What follows a score below the pass mark, and a dissatisfied answer (SAT-08)."""

    _inherit = "res.company"

    satisfaction_improvement_auto = fields.Boolean(
        string="Below the Pass Mark: Open an Improvement",
        default=True,
        help="A measurement that is done below the pass mark opens an improvement "
        "action by itself: with cause, person, time and measure.",
    )
    satisfaction_improvement_days = fields.Integer(
        string="Below the Pass Mark: Improved Within (days)",
        default=14,
        help="So many days after the measurement the improvement is due.",
    )
    satisfaction_revisit_days = fields.Integer(
        string="Below the Pass Mark: Revisit Within (days)",
        default=30,
        help="So many days after the measure was carried out the customer is asked "
        "again. 0: revisits are planned by hand, when they are needed.",
    )
    satisfaction_dissatisfied_by = fields.Selection(
        [
            ("factor", "Any Factor Dissatisfied"),
            ("total", "The Whole Questionnaire Dissatisfied"),
        ],
        string="Dissatisfied Answers",
        default="factor",
        required=True,
    )
    satisfaction_dissatisfied_recommend = fields.Integer(
        string="Dissatisfied: Recommends at Most (0–10)",
        default=-1,
        help="An answer that recommends with this mark or a lower one is dissatisfied "
        "too. -1: the mark does not decide.",
    )

    _satisfaction_below_check = models.Constraint(
        "CHECK(satisfaction_improvement_days >= 0 AND satisfaction_revisit_days >= 0 "
        "AND satisfaction_dissatisfied_recommend BETWEEN -1 AND 10)",
        "Days are not below zero; the mark is between -1 and 10.",
    )
