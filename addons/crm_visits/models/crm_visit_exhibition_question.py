# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitExhibitionQuestion(models.Model):
    """A question that a department wants answered at an exhibition (VIS-11)."""

    _name = "crm.visit.exhibition.question"
    _description = "Question of an Exhibition"
    _order = "exhibition_id, sequence, id"

    exhibition_id = fields.Many2one(
        "crm.visit.exhibition", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Question", required=True)
    team_id = fields.Many2one("crm.team", string="Asked by")
    answer_count = fields.Integer(string="Answers", compute="_compute_answer_count")

    def _compute_answer_count(self):
        counts = dict(
            self.env["crm.visit.card.answer"]._read_group(
                [("question_id", "in", self.ids)], ["question_id"], ["__count"]
            )
        )
        for question in self:
            question.answer_count = counts.get(question, 0)
