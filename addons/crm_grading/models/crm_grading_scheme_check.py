# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError

from ..engine import scorecard


class CrmGradingScheme(models.Model):
    """What keeps a scheme from grading, in sentences (GRD-01, GRD-02)."""

    _inherit = "crm.grading.scheme"

    def _check_ready(self):
        """:raises UserError: naming everything that keeps the scheme from grading"""
        for scheme in self:
            faults = scheme._get_faults()
            if faults:
                raise UserError(
                    self.env._(
                        "%(scheme)s cannot grade yet:\n%(faults)s",
                        scheme=scheme.display_name,
                        faults="\n".join(f"• {fault}" for fault in faults),
                    )
                )

    def _get_faults(self):
        """All that is wrong with the scheme, as translated sentences."""
        self.ensure_one()
        find = {
            "scorecard": self._get_scorecard_faults,
            "amount": self._get_amount_faults,
            "rules": self._get_rules_faults,
            "matrix": self._get_matrix_faults,
        }
        return find[self.method]()

    # -- scorecard ---------------------------------------------------------------------

    def _get_scorecard_faults(self):
        faults = self._get_weight_faults(self.weight_total)
        faults += self._get_threshold_faults(self._get_grade_bounds())
        for line in self.line_ids:
            faults += line._get_faults()
        return faults

    def _get_weight_faults(self, total):
        total = scorecard.rounded(total)
        if total == scorecard.HUNDRED:
            return []
        return [
            self.env._(
                "the weights total %(total)s %%, not 100 %% (%(difference)s %%)",
                total=f"{total:f}",
                difference=f"{total - scorecard.HUNDRED:+f}",
            )
        ]

    def _get_grade_bounds(self):
        return [
            (threshold.grade_id.code, scorecard.rounded(threshold.lower))
            for threshold in self.threshold_ids.sorted("grade_sequence")
        ]

    def _get_threshold_faults(self, bounds, upper=scorecard.HUNDRED):
        """Faults of grades, or of classes, that begin at a score or an amount.

        :param bounds: pairs of label and lowest figure, from best to worst
        """
        sentences = {
            "empty": lambda: self.env._("it has no grades"),
            "overlap": lambda better, worse, bound, _same: self.env._(
                "grades %(better)s and %(worse)s overlap, both begin at %(bound)s",
                better=better,
                worse=worse,
                bound=bound,
            ),
            "order": lambda better, worse, high, low: self.env._(
                "grade %(better)s must begin above %(worse)s, but begins at %(high)s "
                "and %(worse)s at %(low)s",
                better=better,
                worse=worse,
                high=high,
                low=low,
            ),
            "range": lambda grade, bound: self.env._(
                "grade %(grade)s begins at %(bound)s, scores go from 0 to 100",
                grade=grade,
                bound=bound,
            ),
            "gap": lambda grade, bound: self.env._(
                "scores below %(bound)s have no grade; %(grade)s must begin at 0",
                grade=grade,
                bound=bound,
            ),
        }
        return [
            sentences[fault](*labels, *values)
            for fault, labels, values in scorecard.threshold_faults(bounds, upper)
        ]

    # -- the other methods -------------------------------------------------------------

    def _get_amount_faults(self):
        """Bounds are amounts, which have no upper end (GRD-05)."""
        faults = self._get_threshold_faults(self._get_grade_bounds(), upper=None)
        if len(self.line_ids) != 1:
            faults.append(self.env._("it needs exactly one figure: the amount"))
        elif self.line_ids.unit != "money":
            faults.append(
                self.env._(
                    "%(figure)s is not an amount of money", figure=self.line_ids.name
                )
            )
        return faults + [
            f"{line.name}: {fault}"
            for line in self.line_ids
            for fault in line._get_figure_faults()
        ]

    def _get_rules_faults(self):
        if self.rule_ids:
            return []
        return [self.env._("it has no rules")]

    def _get_matrix_faults(self):
        """Two scorecards, classes on both sides, and a grade in every cell (GRD-07)."""
        faults = []
        for axis, total, classes in (
            ("value", self.value_weight_total, self.value_class_ids),
            ("potential", self.potential_weight_total, self.potential_class_ids),
        ):
            label = dict(classes._fields["axis"]._description_selection(self.env))[axis]
            bounds = [
                (item.name, scorecard.rounded(item.lower))
                for item in classes.sorted("lower", reverse=True)
            ]
            faults += [
                f"{label}: {fault}"
                for fault in self._get_weight_faults(total)
                + self._get_threshold_faults(bounds)
            ]
        for line in self.line_ids:
            faults += line._get_faults()
            if not line.axis:
                faults.append(
                    self.env._(
                        "%(indicator)s: say whether it measures value or potential",
                        indicator=line.name,
                    )
                )
        return faults + self._get_cell_faults()

    def _get_cell_faults(self):
        known = {
            (cell.value_class_id, cell.potential_class_id) for cell in self.cell_ids
        }
        return [
            self.env._(
                "value %(value)s with potential %(potential)s has no grade",
                value=value.name,
                potential=potential.name,
            )
            for value in self.value_class_ids
            for potential in self.potential_class_ids
            if (value, potential) not in known
        ]
