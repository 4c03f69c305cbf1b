# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

ASKED = frozenset({"value", "question_id", "matrix_question_id"})


class SurveyQuestionAnswer(models.Model):
    """Rows are factors and columns levels, by links and not by their texts (SAT-02).

    Who rewords one by hand asks something else: its link goes, and from then on the
    factor is not answered there. The set says so.
    """

    _inherit = "survey.question.answer"

    satisfaction_factor_id = fields.Many2one(
        "crm.satisfaction.factor",
        string="Factor",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        readonly=True,
    )
    satisfaction_level_id = fields.Many2one(
        "crm.satisfaction.level",
        string="Level",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        readonly=True,
    )
    satisfaction_is_na = fields.Boolean(
        string="Not Applicable", copy=False, readonly=True
    )

    def write(self, vals):
        if ASKED & vals.keys() and not self.env["survey.question"]._is_made_by_set():
            vals = {
                **vals,
                "satisfaction_factor_id": False,
                "satisfaction_level_id": False,
                "satisfaction_is_na": False,
            }
        return super().write(vals)
