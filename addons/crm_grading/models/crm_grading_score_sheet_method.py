# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..engine import scorecard


class CrmGradingScoreSheetMixin(models.AbstractModel):
    """What the score sheet says where no scorecard made the grade."""

    _inherit = "crm.grading.score.sheet.mixin"

    def _get_method_sheet(self, scheme):
        """The sheet of an amount, of rules or of a matrix: figures and what decided."""
        self.ensure_one()
        lines = {
            "amount": self._get_evidence_lines,
            "rules": self._get_evidence_lines,
            "matrix": self._get_axis_lines,
        }
        decision = {
            "amount": self._get_amount_decision,
            "rules": self._get_rules_decision,
            "matrix": self._get_matrix_decision,
        }
        return {
            "method": scheme.method,
            "scored": False,
            "score": self.score,
            "coverage": self.coverage,
            "grade": self.grade_id.code or "",
            "next_grade": None,
            "own_grade": None,
            "decision": decision[scheme.method](scheme),
            "lines": lines[scheme.method](scheme),
        }

    def _get_evidence_lines(self, scheme):
        return self._get_plain_lines(scheme, "_prepare_evidence")

    def _get_axis_lines(self, scheme):
        """Indicators of the value, then those of the potential."""
        labels = dict(
            self.env["crm.grading.class"]
            ._fields["axis"]
            ._description_selection(self.env)
        )
        lines = self._get_plain_lines(scheme, "_prepare_indicator")
        axes = {line.code: line.axis for line in scheme.line_ids}
        for line in lines:
            line["dimension"] = labels.get(axes[line["code"]], "")
        return sorted(lines, key=lambda line: axes[line["code"]], reverse=True)

    def _get_plain_lines(self, scheme, prepare):
        figures = self._get_figures()
        return [
            self._get_sheet_line(line, getattr(line, prepare)(), figures, {}, {})
            for line in scheme.line_ids
            if line.code in figures
        ]

    def _get_amount_decision(self, scheme):
        """Sentences: the amount, and what the next grade lacks (GRD-05)."""
        if self.status != "graded":
            return []
        line = scheme.line_ids[:1]
        amount = self._decimal(self.amount)
        sentences = [
            self.env._(
                "%(figure)s: %(amount)s",
                figure=line.name,
                amount=self._format_figure(line, amount),
            )
        ]
        goal = scorecard.next_threshold(scheme._prepare_thresholds(), amount)
        if goal:
            sentences.append(
                self.env._(
                    "%(amount)s are missing to grade %(grade)s.",
                    amount=self._format_figure(line, goal.lower - amount),
                    grade=self.grade_id.browse(goal.grade_id).code,
                )
            )
        return sentences

    def _get_rules_decision(self, scheme):
        """Each rule with whether it held; those after the first were not asked."""
        sentences = []
        for rule in scheme.rule_ids:
            name, grade = rule.name, rule.grade_id.name
            if rule == self.rule_id:
                sentences.append(
                    self.env._("✔ %(rule)s: %(grade)s", rule=name, grade=grade)
                )
                break
            sentences.append(self.env._("✘ %(rule)s: does not hold", rule=name))
        return sentences

    def _get_matrix_decision(self, scheme):
        """Both classes with their scores, and the strategy of the cell (GRD-07)."""
        if not self.value_class_id or not self.potential_class_id:
            return []
        cell = scheme.cell_ids.filtered(
            lambda cell: (
                cell.value_class_id == self.value_class_id
                and cell.potential_class_id == self.potential_class_id
            )
        )
        sentences = [
            self.env._(
                "Value %(class_name)s (%(score)s of 100)",
                class_name=self.value_class_id.name,
                score=self._format_number(self.score, 2),
            ),
            self.env._(
                "Potential %(class_name)s (%(score)s of 100)",
                class_name=self.potential_class_id.name,
                score=self._format_number(self.potential_score, 2),
            ),
        ]
        return sentences + [cell.strategy] * bool(cell.strategy)
