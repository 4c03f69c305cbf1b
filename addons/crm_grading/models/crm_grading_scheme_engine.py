# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, Query

from ..engine import fact_search, registry, scorecard, spec


class CrmGradingScheme(models.Model):
    """A scheme as the engine knows it."""

    _inherit = "crm.grading.scheme"

    @api.model
    def _get_fact_registry(self):
        """Sources and facts that indicators can use.

        A bridge adds its own: call super, put a source and its facts in, return it;
        and name the facts in ``crm.grading.indicator._selection_fact``.
        """
        return registry.base_registry()

    def _get_grades(self):
        """The grades that this scheme can give, from best to worst."""
        self.ensure_one()
        return {
            "rules": self.rule_ids.grade_id,
            "matrix": self.cell_ids.grade_id,
        }.get(self.method, self.threshold_ids.grade_id).sorted()

    @api.model
    def _get_leading_grades(self, company):
        """The grades that customers of a company can carry."""
        # sudo: the grades that there are may be known to everybody
        leading = self.sudo()._find_leading(company)
        if not leading:
            return self.env["crm.grading.grade"].search(Domain.TRUE)
        return leading._get_grades().sudo(False)

    def _prepare_method(self, scope):
        """This scheme as the engine knows it, for the figures of a scope."""
        self.ensure_one()
        prepare = {
            "scorecard": self._prepare_scorecard,
            "amount": self._prepare_amount,
            "rules": lambda: self._prepare_rules(scope),
            "matrix": self._prepare_matrix,
        }
        return prepare[self.method]()

    def _prepare_scorecard(self):
        """Weighted points (GRD-01)."""
        return spec.Scorecard(
            indicators=tuple(line._prepare_indicator() for line in self.line_ids),
            thresholds=self._prepare_thresholds(),
            minimum_coverage=scorecard.rounded(self.minimum_coverage),
        )

    def _prepare_amount(self):
        """The amount of the first line (GRD-05)."""
        return spec.Amount(
            indicators=tuple(line._prepare_evidence() for line in self.line_ids),
            thresholds=self._prepare_thresholds(),
        )

    def _prepare_rules(self, scope):
        """Conditions on the day of the scope, all in one pass (GRD-06)."""
        shared = fact_search.SharedFigures()
        return spec.Rules(
            indicators=tuple(line._prepare_evidence() for line in self.line_ids),
            rules=tuple(spec.Rule(rule.id, rule.grade_id.id) for rule in self.rule_ids),
            matched=self._get_first_rules(scope, shared),
            facts=tuple(sorted(shared.keys)),
            grades=tuple(self._get_grades().ids),
        )

    def _get_first_rules(self, scope, shared):
        """Select of customers with the first rule that each meets.

        A company grades all its customers by the same conditions, whoever starts the
        round: record rules of the person do not bear on the result, hence sudo.

        :param shared: takes note of the figures that conditions ask for
        """
        partners = (
            self.env["res.partner"]
            .sudo()
            .with_company(self.company_id)
            .with_context(
                active_test=False, grading_date=scope.date, grading_figures=shared
            )
        )
        table = partners._table
        query = Query(self.env, table, partners._table_sql)
        cases = SQL(" ").join(
            SQL(
                "WHEN %s THEN %s",
                rule._get_domain()
                .optimize_full(partners)
                ._to_sql(partners, table, query),
                rule.id,
            )
            for rule in self.rule_ids
        )
        if scope.partner_ids is not None:
            query.add_where(
                SQL(
                    "%s = ANY(%s)", SQL.identifier(table, "id"), list(scope.partner_ids)
                )
            )
        return query.select(
            SQL.identifier(table, "id"), SQL("CASE %s END AS rule_id", cases)
        )

    def _prepare_matrix(self):
        """Two scorecards whose thresholds give classes (GRD-07)."""
        coverage = scorecard.rounded(self.minimum_coverage)

        def axis(name, classes):
            lines = self.line_ids.filtered(lambda line: line.axis == name)
            return spec.Scorecard(
                indicators=tuple(line._prepare_indicator() for line in lines),
                thresholds=tuple(
                    spec.Threshold(item.id, scorecard.rounded(item.lower))
                    for item in classes.sorted("lower", reverse=True)
                ),
                minimum_coverage=coverage,
            )

        return spec.Matrix(
            value=axis("value", self.value_class_ids),
            potential=axis("potential", self.potential_class_ids),
            cells={
                (cell.value_class_id.id, cell.potential_class_id.id): cell.grade_id.id
                for cell in self.cell_ids
            },
            grades=tuple(self._get_grades().ids),
            minimum_coverage=coverage,
        )

    def _prepare_thresholds(self):
        return tuple(
            spec.Threshold(threshold.grade_id.id, scorecard.rounded(threshold.lower))
            for threshold in self.threshold_ids.sorted("grade_sequence")
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
