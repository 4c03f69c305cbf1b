# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmSatisfactionAnswerLine(models.Model):
    """What one respondent says about one factor (SAT-02)."""

    _name = "crm.satisfaction.answer.line"
    _description = "Answer to a Factor"
    _order = "answer_id, sequence, factor_id, id"
    _rec_name = "factor_id"

    answer_id = fields.Many2one(
        "crm.satisfaction.answer", required=True, index=True, ondelete="cascade"
    )
    factor_id = fields.Many2one(
        "crm.satisfaction.factor", required=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="factor_id.sequence", store=True)
    section = fields.Char(related="factor_id.section")
    description = fields.Char(related="factor_id.description")
    weight = fields.Float(related="factor_id.weight")
    company_id = fields.Many2one(related="answer_id.company_id", store=True)
    state = fields.Selection(
        [
            ("empty", "Not Answered"),
            ("answered", "Answered"),
            ("na", "Not Applicable"),
        ],
        default="empty",
        required=True,
    )
    level_id = fields.Many2one("crm.satisfaction.level", ondelete="restrict")
    score = fields.Float(digits=(5, 2), aggregator="avg")

    _factor_uniq = models.Constraint(
        "UNIQUE(answer_id, factor_id)", "A factor is answered once in a questionnaire."
    )
    _score_check = models.Constraint(
        "CHECK(score >= 0 AND score <= 100)", "A score lies between 0 and 100."
    )

    @api.constrains("answer_id", "factor_id")
    def _check_factor(self):
        """:raises ValidationError: a factor that the measurement does not ask"""
        for line in self:
            # sudo: the sets are what they are, whoever enters the answers
            asked = line.answer_id.measurement_id.sudo().set_id
            if line.sudo().factor_id.set_id != asked:
                raise ValidationError(
                    self.env._(
                        "%(factor)s is no factor of this measurement.",
                        factor=line.sudo().factor_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self.env.su:
            lines.answer_id._check_may_change()
        return lines

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            self.answer_id._check_may_change()
            if {"answer_id", "factor_id"} & vals.keys():
                raise UserError(
                    self.env._("An answer stays with its questionnaire and factor.")
                )
        return super().write(vals)
