# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine import scorecard
from ..engine.scorecard import to_decimal


class CrmGradingResult(models.Model):
    """One customer in one round, with every figure that made the grade (GRD-16).

    Rows are written by the round's statement and never by people. The same customer may
    stand twice in an old round after two partners were merged: history is kept.
    """

    _name = "crm.grading.result"
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
    currency_id = fields.Many2one(related="company_id.currency_id")
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
    status = fields.Selection(
        [
            ("graded", "Graded"),
            ("provisional", "Provisional"),
            ("blocked", "Without Grade"),
            ("excluded", "Excluded"),
        ],
        required=True,
        readonly=True,
        help="Only graded results take effect.",
    )
    reason = fields.Selection(
        [
            ("special", "Special partner, not a trade customer"),
            ("archived", "Archived customer"),
            ("missing", "A required figure is missing"),
            ("no_data", "No figure at all"),
            ("coverage", "Too few figures: below the minimum coverage"),
        ],
        readonly=True,
    )
    score = fields.Float(
        readonly=True, digits=(5, 2), aggregator="avg", help="0 to 100."
    )
    coverage = fields.Float(
        string="Coverage (%)",
        readonly=True,
        digits=(5, 2),
        aggregator="avg",
        help="Share of the weight for which there was data.",
    )
    grade_id = fields.Many2one(
        "crm.grading.grade", readonly=True, index="btree_not_null"
    )
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
    breakdown = fields.Json(readonly=True)
    score_sheet = fields.Json(compute="_compute_score_sheet")
    history = fields.Json(compute="_compute_history")

    _history_idx = models.Index("(partner_id, company_id, date DESC)")
    _round_score_idx = models.Index("(round_id, status, score DESC)")

    @api.depends("breakdown")
    @api.depends_context("lang")
    def _compute_score_sheet(self):
        """What the score sheet shows: one entry an indicator, in the scheme's order."""
        for result in self:
            result.score_sheet = result._get_score_sheet()

    def _get_score_sheet(self):
        self.ensure_one()
        scheme = self.scheme_id.sudo()  # read with the result, whoever may see it
        card = scheme._prepare_scorecard()
        figures = {
            code: (entry["raw"], self._decimal(entry["points"]))
            for code, entry in (self.breakdown or {}).items()
        }
        score = self._decimal(self.score) if self.status != "excluded" else None
        ways = scorecard.ways_up(card, figures, score)
        goal = scorecard.next_threshold(card.thresholds, score)
        grades = scheme.threshold_ids.grade_id
        return {
            "score": self.score,
            "coverage": self.coverage,
            "grade": self.grade_id.code or "",
            "next_grade": goal
            and {
                "code": grades.browse(goal.grade_id).code,
                "lower": float(goal.lower),
                "lacking": float(goal.lower - score),
            },
            "lines": [
                self._get_sheet_line(line, indicator, figures, ways)
                for line, indicator in zip(
                    scheme.line_ids, card.indicators, strict=True
                )
                if line.code in figures
            ],
        }

    def _get_sheet_line(self, line, indicator, figures, ways):
        entry = self.breakdown[line.code]
        raw, points = figures[line.code]
        next_band = scorecard.next_band(indicator, raw)
        way = ways.get(line.code)
        show = self._format_figure
        return {
            "code": line.code,
            "name": line.name,
            "dimension": line.dimension_id.name,
            "weight": entry["weight"],
            "raw": raw,
            "raw_text": show(line, raw),
            "points": entry["points"],
            "contribution": points is not None
            and float(scorecard.rounded(points * indicator.weight / 100)),
            "source": self._get_source_label(entry),
            "parts": self._get_parts_text(line, entry),
            "rule": line.rule_text,
            "next_band": next_band
            and {
                "raw_text": show(line, next_band[0]),
                "points": float(next_band[1]),
            },
            "next_grade": way is not None and show(line, way),
        }

    def _get_source_label(self, entry):
        labels = dict(self.env["crm.grading.scheme.line"]._selection_fallback())
        return labels.get(entry.get("source"), "")

    def _get_parts_text(self, line, entry):
        """The figures behind a figure, such as the amounts behind a percentage."""
        labels = self._get_part_labels()
        parts = entry.get("parts") or {}
        if entry["raw"] is None:
            return ""
        return ", ".join(
            f"{labels.get(name, name)} {self._format_number(value, 2)}"
            for name, value in parts.items()
            if value is not None
        )

    @api.model
    def _get_part_labels(self):
        """Names of the parts of facts; a bridge adds those of its own facts."""
        _ = self.env._
        return {
            "margin": _("margin"),
            "total": _("of all customers"),
            "paid_in_time": _("paid in time"),
            "due": _("due"),
            "months_bought": _("months with a purchase"),
            "months": _("months since the first"),
            "current": _("this period"),
            "previous": _("period before"),
            "revenue": _("revenue"),
            "revenue_before": _("year before"),
            "profit": _("profit"),
            "profit_before": _("year before"),
            "assets": _("assets"),
            "liabilities": _("liabilities"),
        }

    def _format_figure(self, line, value):
        """A raw figure with its unit, as people read it."""
        if value is None:
            return self.env._("no data")
        text = self._format_number(value, line.indicator_id.digits)
        return {
            "money": f"{text} {self.currency_id.symbol or ''}".strip(),
            "percent": f"{text} %",
            "points": self.env._("%(number)s points", number=text),
        }.get(line.unit, text)

    def _format_number(self, value, digits):
        lang = self.env["res.lang"]._lang_get(self.env.user.lang or "en_US")
        text = lang.format(f"%.{digits}f", float(value), grouping=True)
        separator = lang.decimal_point
        return text.rstrip("0").rstrip(separator) if separator in text else text

    @staticmethod
    def _decimal(value):
        return None if value is None else to_decimal(value)

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
