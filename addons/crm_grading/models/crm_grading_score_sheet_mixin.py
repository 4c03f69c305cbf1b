# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import formatLang, get_lang

from ..engine import scorecard

# Publication shows every employee who has which grade; amounts, margins and payments
# behind it are for those who work with customers, accounts or audits.
FIGURE_GROUPS = (
    "crm_policy.group_user,crm_policy.group_auditor,account.group_account_readonly"
)


class CrmGradingScoreSheetMixin(models.AbstractModel):
    """Score, grade and the figures that made them, readable line by line (GRD-16)."""

    _name = "crm.grading.score.sheet.mixin"
    _inherit = ["crm.policy.known.mixin"]
    _description = "Score Sheet"

    scheme_id = fields.Many2one("crm.grading.scheme")
    company_id = fields.Many2one("res.company")
    currency_id = fields.Many2one(related="company_id.currency_id")
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
            ("no_rule", "No rule holds"),
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
    amount = fields.Monetary(
        readonly=True,
        groups=FIGURE_GROUPS,
        help="The amount that made the grade.",
    )
    rule_id = fields.Many2one(
        "crm.grading.rule", readonly=True, help="The first rule that held."
    )
    value_class_id = fields.Many2one("crm.grading.class", readonly=True)
    potential_class_id = fields.Many2one("crm.grading.class", readonly=True)
    potential_score = fields.Float(
        readonly=True, digits=(5, 2), aggregator="avg", help="0 to 100."
    )
    grade_color = fields.Integer(related="grade_id.color", string="Grade Colour")
    grade_name = fields.Char(related="grade_id.name", string="Meaning of the Grade")
    breakdown = fields.Json(readonly=True, groups=FIGURE_GROUPS)
    score_sheet = fields.Json(compute="_compute_score_sheet", groups=FIGURE_GROUPS)

    @api.model
    def _get_known_domains(self):
        return {
            "score": Domain("status", "in", ("graded", "provisional")),
        }

    @api.depends("breakdown")
    @api.depends_context("lang")
    def _compute_score_sheet(self):
        """What the score sheet shows: one entry an indicator, in the scheme's order."""
        # sudo: the scheme explains figures to everybody who may see them
        cards = {
            scheme: scheme._prepare_scorecard()
            for scheme in self.scheme_id.sudo()
            if scheme.method == "scorecard"
        }
        for record in self:
            scheme = record.scheme_id.sudo()
            if scheme in cards:
                record.score_sheet = record._get_score_sheet(scheme, cards[scheme])
            else:
                record.score_sheet = bool(scheme) and record._get_method_sheet(scheme)

    def _get_score_sheet(self, scheme, card):
        self.ensure_one()
        figures = self._get_figures()
        scored = self.status in ("graded", "provisional")
        score = self._decimal(self.score) if scored else None
        ways = scorecard.ways_up(card, figures, score)
        falls = scorecard.ways_down(card, figures, score)
        goal = scorecard.next_threshold(card.thresholds, score)
        own = scorecard.own_threshold(card.thresholds, score)
        grades = scheme.threshold_ids.grade_id
        return {
            "method": scheme.method,
            "scored": scored,
            "score": self.score,
            "coverage": self.coverage,
            "grade": self.grade_id.code or "",
            "next_grade": goal
            and {
                "code": grades.browse(goal.grade_id).code,
                "lower": float(goal.lower),
                "lacking": float(goal.lower - score),
            },
            "own_grade": own
            and {
                "code": grades.browse(own.grade_id).code,
                "lower": float(own.lower),
                "above": float(score - own.lower),
                # the worst grade cannot be lost
                "losable": own != card.thresholds[-1],
            },
            "lines": [
                self._get_sheet_line(line, indicator, figures, ways, falls)
                for line, indicator in zip(
                    scheme.line_ids, card.indicators, strict=True
                )
                if line.code in figures
            ],
        }

    def _get_figures(self):
        """By indicator code: raw figure and points, as the engine takes them."""
        return {
            code: (entry["raw"], self._decimal(entry["points"]))
            for code, entry in (self.breakdown or {}).items()
        }

    def _get_sheet_line(self, line, indicator, figures, ways, falls):
        entry = self.breakdown[line.code]
        raw, points = figures[line.code]
        next_band = scorecard.next_band(indicator, raw)
        way, fall = ways.get(line.code), falls.get(line.code)
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
            "is_fallback": entry.get("source") not in (None, line.fact),
            "parts": self._get_parts_text(line, entry),
            "missing": line.missing,
            "rule": line.rule_text,
            "next_band": next_band
            and {
                "raw_text": show(line, next_band[0]),
                "points": float(next_band[1]),
            },
            "next_grade": way is not None and show(line, way),
            "lost_grade": fall is not None and show(line, fall),
        }

    def _get_source_label(self, entry):
        if not entry.get("source"):
            return ""
        labels = dict(self.env["crm.grading.scheme.line"]._selection_fallback())
        return labels.get(entry["source"], "")

    def _get_parts_text(self, line, entry):
        """The figures behind a figure, such as the amounts behind a percentage."""
        parts = entry.get("parts")
        if entry["raw"] is None or not parts:
            return ""
        return " · ".join(
            f"{label} {self._format_number(parts[name], 2)}"
            for name, label in self._get_part_labels().items()
            if parts.get(name) is not None
        )

    @api.model
    def _get_part_labels(self):
        """Names of the parts of facts; a bridge adds those of its own facts."""
        return {
            "margin": self.env._("margin"),
            "total": self.env._("of all customers"),
            "paid_in_time": self.env._("paid in time"),
            "due": self.env._("due"),
            "months_bought": self.env._("months with a purchase"),
            "months": self.env._("months since the first"),
            "current": self.env._("this period"),
            "previous": self.env._("period before"),
            "revenue": self.env._("revenue"),
            "revenue_before": self.env._("year before"),
            "profit": self.env._("profit"),
            "profit_before": self.env._("year before"),
            "assets": self.env._("assets"),
            "liabilities": self.env._("liabilities"),
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
        text = formatLang(self.env, float(value), digits=digits)
        separator = get_lang(self.env).decimal_point
        return text.rstrip("0").rstrip(separator) if separator in text else text

    @api.model
    def _decimal(self, value):
        return None if value is None else scorecard.to_decimal(value)
