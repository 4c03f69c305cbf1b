# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

# Who changes one of these asks something else than what was approved
ASKED = frozenset({"title", "question_type", "scale_min", "scale_max", "survey_id"})


class SurveyQuestion(models.Model):
    """What a question of a questionnaire is for (SAT-11)."""

    _inherit = "survey.question"

    satisfaction_role = fields.Selection(
        [
            ("factor", "Factors"),
            ("recommend", "Recommendation"),
            ("recognition", "Brand Recognition"),
            ("comment", "Comment"),
        ],
        string="Asks for",
        copy=False,
        readonly=True,
    )

    @api.model
    def _is_made_by_set(self):
        return self.env.context.get("satisfaction_build")

    def write(self, vals):
        if ASKED & vals.keys() and not self._is_made_by_set():
            vals = {**vals, "satisfaction_role": False}
        return super().write(vals)
