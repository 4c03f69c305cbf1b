# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmPolicyUnit(models.Model):
    """How much a department counts in the year of the company (SAT-07)."""

    _inherit = "crm.policy.unit"

    satisfaction_weight = fields.Float(
        string="Weight in Satisfaction",
        default=1.0,
        required=True,
        help="Beside the other departments, when the settings weigh them by hand; 0: "
        "does not count in the year of the company.",
    )

    _satisfaction_weight_check = models.Constraint(
        "CHECK(satisfaction_weight >= 0)",
        "The weight of a department cannot be negative.",
    )
