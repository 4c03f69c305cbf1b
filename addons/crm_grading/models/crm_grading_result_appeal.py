# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ..engine import correction, scorecard
from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


class CrmGradingResult(models.Model):
    """Results can be contested, and keep what they said before a correction."""

    _inherit = "crm.grading.result"

    appeal_ids = fields.One2many(
        "crm.grading.appeal", "result_id", string="Contested by"
    )
    appeal_count = fields.Integer(string="Appeals", compute="_compute_appeal_count")
    can_appeal = fields.Boolean(
        compute="_compute_can_appeal", help="Published, and the appeal period runs."
    )
    appeal_until = fields.Date(related="round_id.appeal_until")
    is_corrected = fields.Boolean(
        string="Corrected by Appeal", readonly=True, copy=False
    )
    original_grade_id = fields.Many2one(
        "crm.grading.grade",
        string="Grade before Appeal",
        readonly=True,
        index="btree_not_null",
        copy=False,
    )
    original_grade_color = fields.Integer(
        related="original_grade_id.color", string="Colour of the Grade before Appeal"
    )
    original_score = fields.Float(
        string="Score before Appeal",
        readonly=True,
        digits=(5, 2),
        aggregator="avg",
        copy=False,
    )
    original_breakdown = fields.Json(readonly=True, copy=False, groups=FIGURE_GROUPS)

    @api.depends("appeal_ids")
    @api.depends_context("uid")
    def _compute_appeal_count(self):
        """Appeals that the reader may see: employees their own."""
        counts = dict(
            self.env["crm.grading.appeal"]._read_group(
                [("result_id", "in", self.ids)], ["result_id"], ["__count"]
            )
        )
        for result in self:
            result.appeal_count = counts.get(result, 0)

    @api.depends("round_id.state", "round_id.appeal_until")
    def _compute_can_appeal(self):
        for result in self:
            result.can_appeal = result.round_id._is_appealable()

    # -- filing ------------------------------------------------------------------------

    def action_appeal(self):
        """Opens the form of an appeal against this result (GRD-10)."""
        self.ensure_one()
        self._check_appealable()
        form = self.env.ref("crm_grading.crm_grading_appeal_view_form_file")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "Appeal: %(customer)s", customer=self.partner_id.display_name
            ),
            "res_model": "crm.grading.appeal",
            "views": [(form.id, "form")],
            "target": "new",
            "context": {"default_result_id": self.id},
        }

    def action_open_appeals(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_appeal_action"
        )
        action.update(domain=[("result_id", "=", self.id)], context={})
        return action

    def _check_appealable(self):
        """:raises UserError: saying until when appeals were possible, or why not"""
        for result in self:
            record = result.round_id
            if record.kind != "regular" or record.state in (
                "draft",
                "computed",
                "review",
                "cancelled",
            ):
                raise UserError(
                    self.env._("Only published results can be appealed against.")
                )
            if record._is_appealable():
                continue
            if not record.appeal_until:
                raise UserError(
                    self.env._("This grading had no appeal period: it is in effect.")
                )
            raise UserError(
                self.env._(
                    "Appeals against this grading were possible until %(date)s. "
                    "Ask for an override of the grade instead.",
                    date=format_date(self.env, record.appeal_until),
                )
            )

    # -- correction --------------------------------------------------------------------

    def _apply_corrections(self, corrections):
        """Puts corrected figures in; the customer alone is graded again (GRD-10).

        What the round had computed stays beside it.
        """
        self.ensure_one()
        self.round_id._lock("published")
        before = self._get_grade_text()
        kept = {}
        if not self.is_corrected:
            kept = {
                "is_corrected": bool(corrections),
                "original_grade_id": self.grade_id.id,
                "original_score": self.score,
                "original_breakdown": self.breakdown,
            }
        if corrections:
            self.write({**self._prepare_corrected_vals(corrections), **kept})
            self.round_id._update_counts()
            self.round_id.message_post(
                body=self.env._(
                    "Corrected after an appeal: %(customer)s, %(before)s, now "
                    "%(after)s.",
                    customer=self.partner_id.display_name,
                    before=before,
                    after=self._get_grade_text(),
                )
            )

    def _prepare_corrected_vals(self, corrections):
        """What this result becomes with the corrected figures.

        :param corrections: with an indicator and its right figure each
        :return: dict of values of a result
        """
        self.ensure_one()
        # sudo: the scheme explains figures to everybody who may see them
        scheme = self.scheme_id.sudo()
        if scheme.method == "rules":
            return self._prepare_vals_by_evidence(scheme, corrections)
        method = scheme._prepare_method(scheme._prepare_scope(self.date))
        indicators = {indicator.code: indicator for indicator in method.indicators}
        breakdown = dict(self.breakdown or {})
        for record in corrections:
            entry = self._get_entry_to_correct(breakdown, record)
            indicator = indicators[record.line_id.code]
            breakdown[record.line_id.code] = {
                **correction.corrected_entry(
                    indicator,
                    entry,
                    scorecard.to_decimal(record.figure),
                    self._get_peers(indicator, record.figure),
                ),
                "correction": self._prepare_correction_note(entry, record),
            }
        vals = correction.regraded(method, breakdown, self.previous_grade_id.id or None)
        if vals["score"] is None:
            # nothing known before either: the column stays empty and counts in no mean
            del vals["score"]
        return {**vals, "breakdown": breakdown}

    def _prepare_vals_by_evidence(self, scheme, corrections):
        """Rules ask for evidence: once it is recorded, they are asked again.

        For this customer only, and for the day of the round (GRD-06, GRD-10).
        """
        previews = self.env["crm.grading.preview"].sudo()
        [row] = previews._get_results(scheme, self.partner_id, self.date)
        breakdown = row["breakdown"]
        for record in corrections:
            entry = self._get_entry_to_correct(self.breakdown or {}, record)
            breakdown[record.line_id.code] = {
                **breakdown[record.line_id.code],
                "correction": self._prepare_correction_note(entry, record),
            }
        return {
            "status": row["status"],
            "reason": row["reason"],
            "grade_id": row["grade_id"],
            "rule_id": row["rule_id"],
            "breakdown": breakdown,
            **correction.moved(
                tuple(scheme._get_grades().ids),
                self.previous_grade_id.id or None,
                row["grade_id"],
            ),
        }

    def _get_entry_to_correct(self, breakdown, record):
        entry = breakdown.get(record.line_id.code)
        if entry is None:
            raise UserError(
                self.env._(
                    "This result has no figure of %(indicator)s to correct.",
                    indicator=record.line_id.name,
                )
            )
        return entry

    def _prepare_correction_note(self, entry, record):
        """What stays with the corrected figure: the round's own one, and why."""
        former = entry.get("correction") or entry
        return {
            "raw": former["raw"],
            "points": former["points"],
            "reason": record.reason,
            "appeal_id": record.appeal_id.id or record.appeal_id._origin.id,
        }

    def _get_peers(self, indicator, figure):
        """For percentile points: others below the figure, and others in all."""
        if indicator.method != "percentile":
            return None
        # raw SQL: counts out of the stored breakdowns of the round
        [peers] = self.env.execute_query(
            SQL(
                """SELECT COUNT(*) FILTER (
                              WHERE (breakdown -> %(code)s ->> 'raw')::numeric
                                    < %(figure)s),
                          COUNT(*)
                     FROM crm_grading_result
                    WHERE round_id = %(round)s AND id != %(result)s
                      AND breakdown -> %(code)s ->> 'raw' IS NOT NULL""",
                code=indicator.code,
                figure=scorecard.rounded(figure, indicator.digits),
                round=self.round_id.id,
                result=self.id or self._origin.id,
            )
        )
        return peers

    def _get_corrected_text(self, corrections):
        """Score and grade that corrections would give, for those who decide."""
        vals = self._prepare_corrected_vals(corrections)
        grade = self.env["crm.grading.grade"].browse(vals["grade_id"])
        return self._format_grade(vals.get("score"), grade)

    def _get_grade_text(self):
        return self._format_grade(self.score, self.grade_id)

    def _has_score(self):
        """Amounts and rules give a grade without a score."""
        return self.scheme_id.method in ("scorecard", "matrix")

    def _format_grade(self, score, grade):
        if not grade:
            return self.env._("no grade")
        if not self._has_score():
            return self.env._("grade %(grade)s", grade=grade.code)
        return self.env._(
            "%(score)s: grade %(grade)s",
            score=self._format_number(score, 2),
            grade=grade.code,
        )

    # -- figures, as people read them --------------------------------------------------

    def _get_original_text(self, line):
        """The figure of the round, before any correction."""
        entry = (self.breakdown or {}).get(line.code)
        if entry is None:
            return self.env._("no data")
        return self._format_entry(line, entry.get("correction") or entry)

    def _get_correction_text(self, line, figure):
        entry = (self.breakdown or {}).get(line.code) or {}
        if self._counts_assessed_points(line, entry):
            return self._format_entry(line, {"raw": None, "points": figure})
        return self._format_figure(line, figure)

    @api.model
    def _counts_assessed_points(self, line, entry):
        return bool(line.fact) and entry.get("source") == correction.ASSESSED

    def _format_entry(self, line, entry):
        """A figure, or the assessed points that stand in for it."""
        if entry["raw"] is None and entry["points"] is not None:
            return self.env._(
                "%(number)s points", number=self._format_number(entry["points"], 2)
            )
        return self._format_figure(line, entry["raw"])

    def _get_sheet_line(self, line, indicator, figures, ways, falls):
        """Corrected figures show what the round had computed, and why it changed."""
        values = super()._get_sheet_line(line, indicator, figures, ways, falls)
        note = self.breakdown[line.code].get("correction")
        values["correction"] = note and self.env._(
            "corrected after an appeal, before: %(figure)s (%(points)s points). "
            "%(reason)s",
            figure=self._format_entry(line, note),
            points=self._format_number(note["points"] or 0, 2),
            reason=note["reason"],
        )
        return values
