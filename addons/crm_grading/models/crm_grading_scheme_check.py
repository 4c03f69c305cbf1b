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
        faults = self._get_weight_faults() + self._get_threshold_faults()
        for line in self.line_ids:
            faults += line._get_faults()
        return faults

    def _get_weight_faults(self):
        total = scorecard.rounded(self.weight_total)
        if total == scorecard.HUNDRED:
            return []
        return [
            self.env._(
                "the weights total %(total)s %%, not 100 %% (%(difference)s %%)",
                total=f"{total:f}",
                difference=f"{total - scorecard.HUNDRED:+f}",
            )
        ]

    def _get_threshold_faults(self):
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
        bounds = [
            (threshold.grade_id.code, scorecard.rounded(threshold.lower))
            for threshold in self.threshold_ids.sorted("grade_sequence")
        ]
        return [
            sentences[fault](*labels, *values)
            for fault, labels, values in scorecard.threshold_faults(bounds)
        ]
