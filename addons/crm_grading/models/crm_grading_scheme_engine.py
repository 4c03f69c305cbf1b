# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import facts, scorecard, spec


class CrmGradingScheme(models.Model):
    """A scheme as the engine knows it."""

    _inherit = "crm.grading.scheme"

    @api.model
    def _get_fact_registry(self):
        """Sources and facts that indicators can use.

        A bridge adds its own: call super, put a source and its facts in, return it;
        and name the facts in ``crm.grading.indicator._selection_fact``.
        """
        return facts.base_registry()

    def _prepare_scorecard(self):
        """This scheme as the engine knows it."""
        self.ensure_one()
        return spec.Scorecard(
            indicators=tuple(line._prepare_indicator() for line in self.line_ids),
            thresholds=tuple(
                spec.Threshold(
                    threshold.grade_id.id, scorecard.rounded(threshold.lower)
                )
                for threshold in self.threshold_ids.sorted("grade_sequence")
            ),
            minimum_coverage=scorecard.rounded(self.minimum_coverage),
        )

    def _prepare_scope(self, date, **values):
        """Which figures a computation of this scheme on ``date`` looks at."""
        self.ensure_one()
        return self.company_id._prepare_fact_scope(
            date,
            scheme_id=self.root_id.id,
            financials_max_age=self.financials_max_age,
            **values,
        )

    def _get_population_domain(self):
        """Customers to grade: the scheme's choice, of this company or of all."""
        self.ensure_one()
        return Domain(literal_eval(self.domain)) & Domain(
            "company_id",
            "in",
            [False, *self._prepare_scope(fields.Date.today()).company_ids],
        )

    def _get_population(self):
        """Subselect of the customers' ids.

        Archived ones are in it, so that they are seen to be out. A company grades all
        its customers, whoever starts the round: record rules of the person do not bear
        on the result, hence sudo.
        """
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        return partners._search(self._get_population_domain()).subselect()
