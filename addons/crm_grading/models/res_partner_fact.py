# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine import comparison, fact_search
from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


def search_figure(fname):
    """The search of a field that shows a figure, see ``_get_fact_fields``."""

    def search(self, operator, value):
        return self._search_figure(fname, operator, value)

    return search


class ResPartner(models.Model):
    """Figures about a customer's behaviour, to be used in any filter (GRD-08).

    They are the facts of the scorecard, of the company one works in and up to today
    (or the date ``grading_date`` of the context). Nothing is stored: in SQL a figure is
    joined from the documents. A customer without documents has the figure 0 where that
    is what it means (an amount), and else none: no comparison finds it then.
    """

    _inherit = "res.partner"

    grading_currency_id = fields.Many2one(
        "res.currency", compute="_compute_grading_currency_id"
    )
    customer_purchase_amount = fields.Monetary(
        string="Purchases of the Year",
        compute="_compute_purchase_figures",
        search=search_figure("customer_purchase_amount"),
        currency_field="grading_currency_id",
        groups=FIGURE_GROUPS,
        help="Invoiced without tax over the past twelve months, credit notes deducted.",
    )
    customer_invoice_count = fields.Integer(
        string="Invoices of the Year",
        compute="_compute_purchase_figures",
        search=search_figure("customer_invoice_count"),
        groups=FIGURE_GROUPS,
        help="Customer invoices of the past twelve months.",
    )
    customer_purchase_growth = fields.Float(
        string="Purchase Growth (%)",
        compute="_compute_purchase_figures",
        search=search_figure("customer_purchase_growth"),
        digits=(16, 2),
        aggregator=None,
        groups=FIGURE_GROUPS,
        help="Purchases of the past twelve months against the twelve before.",
    )
    customer_months_bought = fields.Float(
        string="Months with a Purchase (%)",
        compute="_compute_purchase_figures",
        search=search_figure("customer_months_bought"),
        digits=(5, 2),
        aggregator=None,
        groups=FIGURE_GROUPS,
        help="Of the months since its first purchase within the past year.",
    )
    customer_days_since_purchase = fields.Integer(
        string="Days since Last Purchase",
        compute="_compute_purchase_figures",
        search=search_figure("customer_days_since_purchase"),
        aggregator=None,
        groups=FIGURE_GROUPS,
        help="Days since the latest customer invoice; none for whom never bought.",
    )
    customer_days_since_first_purchase = fields.Integer(
        string="Days since First Purchase",
        compute="_compute_purchase_figures",
        search=search_figure("customer_days_since_first_purchase"),
        aggregator=None,
        groups=FIGURE_GROUPS,
        help="Days since the first customer invoice; none for whom never bought.",
    )
    customer_margin_amount = fields.Monetary(
        string="Margin of the Year",
        compute="_compute_margin_figures",
        search=search_figure("customer_margin_amount"),
        currency_field="grading_currency_id",
        groups=FIGURE_GROUPS,
        help="Price less cost of what was invoiced over the past twelve months.",
    )
    customer_paid_in_time = fields.Float(
        string="Paid in Time (%)",
        compute="_compute_payment_figures",
        search=search_figure("customer_paid_in_time"),
        digits=(5, 2),
        aggregator=None,
        groups=FIGURE_GROUPS,
        help="Share of what fell due over the past twelve months paid by then.",
    )
    customer_overdue_amount = fields.Monetary(
        string="Overdue",
        compute="_compute_payment_figures",
        search=search_figure("customer_overdue_amount"),
        currency_field="grading_currency_id",
        groups=FIGURE_GROUPS,
        help="Invoices past their due date and unpaid.",
    )

    @api.model
    def _get_fact_fields(self):
        """By field: the code of its fact, and the months that its figure looks back.

        An addon adds a field of its own here; it is computed by
        :meth:`_compute_figures` and found by :func:`search_figure`.
        """
        return {
            "customer_purchase_amount": ("invoiced_amount", 12),
            "customer_invoice_count": ("invoice_count", 12),
            "customer_purchase_growth": ("purchase_growth", 12),
            "customer_months_bought": ("months_bought", 12),
            "customer_days_since_purchase": (
                "days_since_purchase",
                fact_search.EVER,
            ),
            "customer_days_since_first_purchase": (
                "days_since_first_purchase",
                fact_search.EVER,
            ),
            "customer_margin_amount": ("margin_amount", 12),
            "customer_paid_in_time": ("paid_in_time", 12),
            "customer_overdue_amount": ("overdue_amount", fact_search.EVER),
        }

    @api.depends_context("company")
    def _compute_grading_currency_id(self):
        self.grading_currency_id = self.env.company.root_id.currency_id

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "grading_date")
    def _compute_purchase_figures(self):
        self._compute_figures(
            "customer_purchase_amount",
            "customer_invoice_count",
            "customer_purchase_growth",
            "customer_months_bought",
            "customer_days_since_purchase",
            "customer_days_since_first_purchase",
        )

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "grading_date")
    def _compute_margin_figures(self):
        self._compute_figures("customer_margin_amount")

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "grading_date")
    def _compute_payment_figures(self):
        self._compute_figures("customer_paid_in_time", "customer_overdue_amount")

    def _compute_figures(self, *fnames):
        for fname in fnames:
            figures = self._get_figures(fname)
            for partner in self:
                partner[fname] = figures.get(partner.commercial_partner_id.id)

    def _get_figures(self, fname):
        """The figure of these customers by id; who has none is absent."""
        self.env.flush_all()
        code, window = self._get_fact_fields()[fname]
        query = fact_search.select_figure(
            self._get_fact_registry(),
            self._get_figure_scope(partner_ids=self.commercial_partner_id.ids),
            code,
            window,
        )
        return {
            partner_id: figure
            for partner_id, figure in self.env.execute_query(query)
            if figure is not None
        }

    @api.model
    def _get_fact_registry(self):
        return self.env["crm.grading.scheme"]._get_fact_registry()

    @api.model
    def _get_figure_scope(self, **values):
        # sudo: the main company of a branch, also for who may open the branch only
        company = self.env.company.sudo().root_id
        date = fields.Date.to_date(self.env.context.get("grading_date"))
        return company._prepare_fact_scope(date or company._policy_today(), **values)

    def _field_to_sql(self, alias, field_expr, query=None):
        if query is None or field_expr not in self._get_fact_fields():
            return super()._field_to_sql(alias, field_expr, query)
        self._check_field_access(self._fields[field_expr], "read")
        return self._join_figure(alias, field_expr, query)

    @api.model
    def _join_figure(self, alias, fname, query):
        """The figure of each customer, from a relation joined once a query."""
        code, window = self._get_fact_fields()[fname]
        registry = self._get_fact_registry()
        figures = query.make_alias(alias, fname)
        scope = self._get_figure_scope()
        shared = self.env.context.get("grading_figures")
        # from outside comes plain data, never this object
        if isinstance(shared, fact_search.SharedFigures):
            relation = shared.relation(registry, scope, (code, window))
        else:
            relation = fact_search.select_figure(registry, scope, code, window)
        query.add_join(
            "LEFT JOIN",
            figures,
            SQL("(%s)", relation),
            SQL(
                "%s = %s",
                SQL.identifier(figures, "partner_id"),
                SQL.identifier(alias, "commercial_partner_id"),
            ),
        )
        return fact_search.figure_of(
            registry.facts[code], SQL.identifier(figures, "figure")
        )

    @api.model
    def _search_figure(self, fname, operator, value):
        """Condition on a figure, compared at the precision in which it is shown."""
        if operator not in comparison.OPERATORS:
            return NotImplemented
        self.env.flush_all()

        def to_sql(model, alias, query):
            # checks the right to the field as well
            figure = model._field_to_sql(alias, fname, query)
            return comparison.compare(figure, operator, value)

        return Domain.custom(to_sql=to_sql)
