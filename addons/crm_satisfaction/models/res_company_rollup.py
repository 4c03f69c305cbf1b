# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """How the quarter and the year are rolled up (SAT-07, SAT-11)."""

    _inherit = "res.company"

    satisfaction_weight_q1 = fields.Float(string="Weight of Q1", default=1.0)
    satisfaction_weight_q2 = fields.Float(string="Weight of Q2", default=1.0)
    satisfaction_weight_q3 = fields.Float(string="Weight of Q3", default=1.0)
    satisfaction_weight_q4 = fields.Float(string="Weight of Q4", default=1.0)
    satisfaction_unit_weighting = fields.Selection(
        [
            ("equal", "All the Same"),
            ("projects", "By Number of Projects Measured"),
            ("manual", "By the Weight of the Department"),
        ],
        string="Weights of Subsidiary Units",
        default="equal",
        required=True,
        help="How much each of them counts in the year of the company.",
    )
    satisfaction_unit_level = fields.Integer(
        string="Level of Subsidiary Units",
        default=1,
        help="At which level of the departments the subsidiary units of the year "
        "stand; 1: the departments at the top.",
    )
    satisfaction_repeated = fields.Selection(
        [
            ("mean", "The Mean of Its Measurements"),
            ("last", "Its Latest Measurement"),
        ],
        string="Measured Several Times in a Quarter",
        default="mean",
        required=True,
        help="Which score stands for a project that was measured more than once.",
    )
    satisfaction_repeat_months = fields.Integer(
        string="Window of Repeat Purchases",
        default=12,
        help="Months in which a customer who comes again counts as a repeat, and of "
        "which the figures of a customer are the mean.",
    )

    _satisfaction_quarters_check = models.Constraint(
        "CHECK(satisfaction_weight_q1 >= 0 AND satisfaction_weight_q2 >= 0 "
        "AND satisfaction_weight_q3 >= 0 AND satisfaction_weight_q4 >= 0 "
        "AND satisfaction_weight_q1 + satisfaction_weight_q2 + satisfaction_weight_q3 "
        "+ satisfaction_weight_q4 > 0)",
        "Weights of quarters cannot be negative, and one quarter has to count.",
    )
    _satisfaction_unit_level_check = models.Constraint(
        "CHECK(satisfaction_unit_level >= 1)",
        "The level of subsidiary units is 1 or more.",
    )
    _satisfaction_repeat_months_check = models.Constraint(
        "CHECK(satisfaction_repeat_months >= 1)",
        "The window of repeats has at least one month.",
    )
