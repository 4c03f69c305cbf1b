# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingResult(models.Model):
    """One customer in one round, with every figure that made the grade (GRD-16).

    Rows are written by the round's statement and never by people. The same customer may
    stand twice in an old round after two partners were merged: history is kept.
    """

    _name = "crm.grading.result"
    _inherit = ["crm.grading.score.sheet.mixin"]
    _description = "Grading Result"
    _order = "score desc, id"
    _rec_name = "partner_id"

    round_id = fields.Many2one(
        "crm.grading.round",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    scheme_id = fields.Many2one(related="round_id.scheme_id")
    state = fields.Selection(related="round_id.state", string="Round State")
    kind = fields.Selection(related="round_id.kind")
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        help="Salesperson of the customer when the round was computed.",
    )
    status = fields.Selection(required=True)
    grade_id = fields.Many2one(index="btree_not_null")
    previous_grade_id = fields.Many2one(
        "crm.grading.grade",
        readonly=True,
        help="Grade computed before, when the round was computed.",
    )
    movement = fields.Selection(
        [
            ("up", "Moved up"),
            ("down", "Moved down"),
            ("same", "Unchanged"),
            ("new", "First grade"),
        ],
        readonly=True,
    )
    steps = fields.Integer(
        string="Grades Moved", readonly=True, help="Upwards positive.", aggregator=None
    )
    history = fields.Json(compute="_compute_history")

    _history_idx = models.Index("(partner_id, company_id, date DESC)")
    _round_score_idx = models.Index("(round_id, status, score DESC)")

    @api.depends("partner_id", "date")
    def _compute_history(self):
        """Scores of the customer in the rounds that took effect, oldest first."""
        groups = self.search_fetch(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("round_id.state", "=", "effective"),
                ("status", "=", "graded"),
            ],
            ["partner_id", "company_id", "date", "score", "grade_id"],
            order="date, id",
        ).grouped(lambda result: (result.partner_id, result.company_id))
        for result in self:
            past = groups.get((result.partner_id, result.company_id), self.browse())
            result.history = [
                {
                    "date": fields.Date.to_string(entry.date),
                    "score": entry.score,
                    "grade": entry.grade_id.code,
                }
                for entry in past
            ]

    def action_open_partner(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }
