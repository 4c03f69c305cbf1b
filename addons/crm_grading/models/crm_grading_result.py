# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

MOVEMENTS = [
    ("up", "Moved up"),
    ("down", "Moved down"),
    ("same", "Unchanged"),
    ("new", "First grade"),
]


class CrmGradingResult(models.Model):
    """One customer in one round, with every figure that made the grade (GRD-16).

    Rows are written by the round's statement and never by people. The same customer may
    stand twice in an old round after two partners were merged: history is kept.
    """

    _name = "crm.grading.result"
    _inherit = ["crm.grading.score.sheet.mixin", "crm.policy.xlsx.mixin"]
    _description = "Grading Result"
    _order = "score desc nulls last, id"
    _rec_name = "partner_id"

    round_id = fields.Many2one(
        "crm.grading.round",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    scheme_id = fields.Many2one(related="round_id.scheme_id")
    scheme_root_id = fields.Many2one(related="round_id.scheme_root_id")
    method = fields.Selection(related="round_id.scheme_id.method")
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
    previous_grade_color = fields.Integer(
        related="previous_grade_id.color", string="Previous Grade Colour"
    )
    movement = fields.Selection(MOVEMENTS, readonly=True)
    steps = fields.Integer(
        string="Grades Moved", readonly=True, help="Upwards positive.", aggregator=None
    )
    country_id = fields.Many2one(related="partner_id.country_id")
    approved_by_id = fields.Many2one(related="round_id.approved_by_id")
    history = fields.Json(compute="_compute_history")

    _history_idx = models.Index("(partner_id, company_id, date DESC)")
    _round_score_idx = models.Index("(round_id, status, score DESC NULLS LAST)")

    @api.depends("partner_id", "date")
    def _compute_history(self):
        """Scores of the customer in the rounds that took effect, oldest first."""
        groups = self.search_fetch(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("scheme_root_id", "in", self.scheme_root_id.ids),
                ("round_id.state", "=", "effective"),
                ("status", "=", "graded"),
            ],
            ["partner_id", "round_id", "date", "score", "grade_id"],
            order="date, id",
        ).grouped(lambda result: (result.partner_id, result.scheme_root_id))
        for result in self:
            key = (result.partner_id, result.scheme_root_id)
            # amounts and rules give no score to draw
            past = groups.get(key) if result._has_score() else None
            result.history = [
                {
                    "date": fields.Date.to_string(entry.date),
                    "score": entry.score,
                    "grade": entry.grade_id.code,
                }
                for entry in past or self.browse()
            ]

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """By movement: who moved furthest first, down before up (GRD-09)."""
        if field_name != "movement":
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        return SQL(
            "-abs(COALESCE(%(steps)s, 0)) %(direction)s, %(steps)s %(direction)s",
            steps=self._field_to_sql(alias, "steps", query),
            direction=direction,
        )

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    def action_override_grade(self):
        self.ensure_one()
        return self.partner_id.action_override_grade()

    def action_open_history(self):
        self.ensure_one()
        return self.partner_id.action_open_grade_history()

    def action_open_invoices(self):
        """The documents behind the figures: posted in the year up to the round."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "Invoices of %(customer)s", customer=self.partner_id.display_name
            ),
            "res_model": "account.move",
            "views": [
                (self.env.ref("account.view_out_invoice_tree").id, "list"),
                (False, "form"),
            ],
            "domain": [
                ("move_type", "in", ("out_invoice", "out_refund")),
                ("state", "=", "posted"),
                ("commercial_partner_id", "=", self.partner_id.id),
                ("company_id", "child_of", self.company_id.id),
                ("invoice_date", ">", self.date - relativedelta(years=1)),
                ("invoice_date", "<=", self.date),
            ],
            "context": {"default_move_type": "out_invoice", "create": False},
        }

    @api.readonly
    def action_export_grade_list(self):
        """The grade list of the selected results, or of all that the list shows."""
        return self._print_xlsx("crm_grading.grade_list_xlsx")
