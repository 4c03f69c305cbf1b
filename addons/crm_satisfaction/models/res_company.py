# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    satisfaction_pass = fields.Float(
        string="Pass Mark",
        digits=(5, 2),
        default=80.0,
        help="From this score out of 100 on, a measurement is passed.",
    )
    satisfaction_weight_questionnaire = fields.Float(
        string="Weight of the Questionnaire",
        default=1.0,
        help="Beside the other components; 0: does not count.",
    )
    satisfaction_weight_contract = fields.Float(
        string="Weight of Contract Performance",
        default=1.0,
        help="Beside the other components; 0: does not count.",
    )
    satisfaction_weight_award = fields.Float(
        string="Weight of Awards",
        default=1.0,
        help="Beside the other components; 0: does not count.",
    )
    satisfaction_require_questionnaire = fields.Boolean(
        string="Questionnaire Required",
        help="Without it there is no score; otherwise the rest counts as the whole.",
    )
    satisfaction_require_contract = fields.Boolean(
        string="Contract Performance Required",
        help="Without it there is no score; otherwise the rest counts as the whole.",
    )
    satisfaction_require_award = fields.Boolean(
        string="Awards Required",
        help="Without one there is no score; otherwise the rest counts as the whole.",
    )
    satisfaction_unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department in Charge of Measuring",
        help="Departments file their own factor sets with it; its head approves them.",
    )

    _satisfaction_pass_check = models.Constraint(
        "CHECK(satisfaction_pass >= 0 AND satisfaction_pass <= 100)",
        "The pass mark lies between 0 and 100.",
    )
    _satisfaction_weights_check = models.Constraint(
        "CHECK(satisfaction_weight_questionnaire >= 0 AND "
        "satisfaction_weight_contract >= 0 AND satisfaction_weight_award >= 0 AND "
        "satisfaction_weight_questionnaire + satisfaction_weight_contract "
        "+ satisfaction_weight_award > 0)",
        "Weights cannot be negative, and one component has to count.",
    )

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.satisfaction.subject": (
                self.env._("Measured objects of %(company)s", company=self.name),
                "SATO/",
            ),
            "crm.satisfaction.measurement": (
                self.env._("Measurements of %(company)s", company=self.name),
                "SAT/%(year)s/",
            ),
        }
