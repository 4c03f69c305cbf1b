# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Where raw figures come from.

A *source* is one pass over some tables: FROM, WHERE, and the customer it groups by.
A *fact* is a figure made of aggregates of one source. Only the aggregates of the facts
that a scheme uses are asked for, and all of a source's in the same pass. A bridge adds
sources and facts to the registry that the scheme model hands out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from odoo.addons.crm_policy.engine.periods import window_start


@dataclass(frozen=True)
class Fact:
    """A raw figure of a customer.

    :ivar source: key of its source in the registry
    :ivar columns: ``(scope, window) -> {name: SQL}``, aggregates over the source
    :ivar value: ``(columns) -> SQL``, the figure from those aggregates
    :ivar unit: ``money``, ``count``, ``percent`` or ``points``
    :ivar parts: by name ``(columns) -> SQL``, what the figure was made of; kept with
        the result so that it can be checked (GRD-16)
    :ivar absent_is_zero: a customer without rows has the figure 0 rather than none
    :ivar share_of: name of the column whose sum over all customers it is a share of
    :ivar reach: how many windows back it looks, its own included
    """

    source: str
    columns: Callable
    value: Callable
    unit: str
    parts: dict[str, Callable] = field(default_factory=dict)
    absent_is_zero: bool = False
    share_of: str | None = None
    reach: int = 1


@dataclass(frozen=True)
class Source:
    """One pass: ``body(scope, since)`` gives ``(customer, FROM … WHERE …)``."""

    body: Callable


@dataclass(frozen=True)
class Registry:
    sources: dict[str, Source]
    facts: dict[str, Fact]


def since(scope, months) -> date:
    """First day of a window of ``months`` that ends with the round (GRD-03)."""
    return window_start(scope.date, months)


def only_partners(scope, commercial):
    """Restricts a source to the customers asked for, if only some are.

    :param commercial: expression of the commercial customer in the source
    """
    if scope.partner_ids is None:
        return SQL("TRUE")
    return SQL("%s = ANY(%s)", commercial, list(scope.partner_ids))


def only_documents(scope, alias="m"):
    """Like :func:`only_partners` for documents, through their indexed partner."""
    if scope.partner_ids is None:
        return SQL("TRUE")
    return SQL(
        "%s = ANY(ARRAY(SELECT id FROM res_partner"
        " WHERE commercial_partner_id = ANY(%s)))",
        SQL.identifier(alias, "partner_id"),
        list(scope.partner_ids),
    )


# -- customer invoices -----------------------------------------------------------------


def _posted_documents(scope, start):
    """Customer invoices and credit notes of the scope, by invoice date (GRD-03)."""
    return SQL(
        """m.state = 'posted'
          AND m.move_type IN ('out_invoice', 'out_refund')
          AND m.company_id = ANY(%(companies)s)
          AND m.invoice_date BETWEEN %(since)s AND %(until)s
          AND %(only)s""",
        companies=list(scope.company_ids),
        since=start,
        until=scope.date,
        only=only_documents(scope),
    )


def _invoice_body(scope, start):
    return SQL("m.commercial_partner_id"), SQL(
        "FROM account_move m WHERE %s", _posted_documents(scope, start)
    )


def _amount_between(start, until):
    return SQL(
        "SUM(m.amount_untaxed_signed) FILTER (WHERE m.invoice_date BETWEEN %s AND %s)",
        start,
        until,
    )


def _amount_columns(scope, window):
    return {"amount": _amount_between(since(scope, window), scope.date)}


def _frequency_columns(scope, window):
    return {
        "invoices": SQL(
            "COUNT(*) FILTER (WHERE m.move_type = 'out_invoice'"
            " AND m.invoice_date >= %s)",
            since(scope, window),
        )
    }


def _repeat_columns(scope, window):
    bought = SQL("m.move_type = 'out_invoice'")
    return months_with(scope, window, SQL("m.invoice_date"), bought)


def months_with(scope, window, day, condition):
    """Months with a row that meets a condition, and months since the first of them.

    Months are bits, counted from the window's first calendar month.
    """
    start = since(scope, window)
    month = SQL(
        "((EXTRACT(YEAR FROM %(day)s)::int - %(year)s) * 12"
        " + EXTRACT(MONTH FROM %(day)s)::int - %(month)s)",
        day=day,
        year=start.year,
        month=start.month,
    )
    counted = SQL("%s AND %s >= %s", condition, day, start)
    last = (scope.date.year - start.year) * 12 + scope.date.month - start.month
    return {
        "months_bought": SQL(
            "length(replace(bit_or(1::bigint << %s)"
            " FILTER (WHERE %s)::bit(64)::text, '0', ''))",
            month,
            counted,
        ),
        "months": SQL("%s - MIN(%s) FILTER (WHERE %s)", last + 1, month, counted),
    }


def _growth_columns(scope, window):
    start = since(scope, window)
    before = start - relativedelta(days=1)
    return {
        "current": _amount_between(start, scope.date),
        "previous": _amount_between(window_start(before, window), before),
    }


def growth(columns, current="current", previous="previous"):
    """Growth in per cent of what was there before; none without a positive before."""
    return SQL(
        "CASE WHEN %(p)s > 0 THEN (COALESCE(%(c)s, 0) - %(p)s) * 100 / %(p)s END",
        c=columns[current],
        p=columns[previous],
    )


def share(part, whole):
    """``part`` in per cent of ``whole``; none where the whole is not positive."""
    return SQL(
        "CASE WHEN %(whole)s > 0 THEN %(part)s * 100.0 / %(whole)s END",
        part=part,
        whole=whole,
    )


# -- margin of invoice lines -----------------------------------------------------------


def _margin_body(scope, start):
    return SQL("m.commercial_partner_id"), SQL(
        """FROM account_move m
          JOIN account_move_line l ON l.move_id = m.id
           AND l.display_type = 'product' AND l.account_id IS NOT NULL
          LEFT JOIN product_product p ON p.id = l.product_id
          LEFT JOIN product_template t ON t.id = p.product_tmpl_id
          LEFT JOIN uom_uom line_uom ON line_uom.id = l.product_uom_id
          LEFT JOIN uom_uom own_uom ON own_uom.id = t.uom_id
        WHERE %(posted)s""",
        posted=_posted_documents(scope, start),
    )


def _margin_columns(scope, window):
    """Price less cost, as ``account.invoice.report`` computes its margin."""
    return {
        "margin": SQL(
            """SUM(-l.balance
              - CASE WHEN m.move_type = 'out_refund' THEN -1 ELSE 1 END
              * l.quantity * COALESCE(line_uom.factor, 1)
              / COALESCE(NULLIF(own_uom.factor, 0), 1)
              * COALESCE((p.standard_price ->> l.company_id::text)::numeric, 0))
            FILTER (WHERE m.invoice_date >= %s)""",
            since(scope, window),
        )
    }


# -- payments --------------------------------------------------------------------------


def _payment_body(scope, start):
    """What fell due, and what of it was paid by then.

    Amounts due less what credit notes took off, each payment by its own date; what is
    overdue and open has no payment and so counts as late. The last branch knows the
    payments that Odoo registers without a journal entry.
    """
    return SQL("due.partner_id"), SQL(
        """FROM (
            WITH term AS MATERIALIZED (
                SELECT m.commercial_partner_id AS partner_id, m.id AS move_id,
                       m.payment_state, l.id, l.date_maturity AS due_on, l.balance,
                       l.amount_residual
                  FROM account_move m JOIN account_move_line l ON l.move_id = m.id
                 WHERE m.state = 'posted' AND m.move_type = 'out_invoice'
                   AND m.company_id = ANY(%(companies)s)
                   AND l.display_type = 'payment_term'
                   AND l.date_maturity BETWEEN %(since)s AND %(until)s
                   AND %(only)s
            )
            SELECT partner_id, due_on, balance AS due, 0 AS paid FROM term
            UNION ALL
            SELECT term.partner_id, term.due_on,
                   CASE WHEN credit.move_type = 'out_refund' THEN -r.amount ELSE 0 END,
                   CASE WHEN credit.move_type <> 'out_refund'
                         AND r.max_date <= term.due_on
                        THEN r.amount ELSE 0 END
              FROM term
              JOIN account_partial_reconcile r ON r.debit_move_id = term.id
              JOIN account_move_line credit_line ON credit_line.id = r.credit_move_id
              JOIN account_move credit ON credit.id = credit_line.move_id
             WHERE r.max_date <= %(until)s
            UNION ALL
            SELECT partner_id, due_on, 0, amount_residual
              FROM term
             WHERE amount_residual > 0 AND payment_state IN ('in_payment', 'paid')
               AND %(without_entry)s
        ) due""",
        companies=list(scope.company_ids),
        since=start,
        until=scope.date,
        only=only_documents(scope),
        without_entry=_paid_without_entry(SQL("term.move_id"), SQL("term.due_on")),
    )


def _paid_without_entry(invoice, until):
    """A payment that Odoo registered without a journal entry, so that it settles no
    line before it meets the bank statement."""
    return SQL(
        """EXISTS (
               SELECT FROM account_move__account_payment link
                 JOIN account_payment payment ON payment.id = link.payment_id
                WHERE link.invoice_id = %s AND payment.move_id IS NULL
                  AND payment.state IN ('in_process', 'paid')
                  AND payment.date <= %s)""",
        invoice,
        until,
    )


def _payment_columns(scope, window):
    start = since(scope, window)
    return {
        "due": SQL("SUM(due.due) FILTER (WHERE due.due_on >= %s)", start),
        "paid_in_time": SQL("SUM(due.paid) FILTER (WHERE due.due_on >= %s)", start),
    }


# -- what is overdue -------------------------------------------------------------------


def _receivable_body(scope, _start):
    """Invoices past due and unpaid at the end of the scope's date.

    What is open today, and what was settled only after that date.
    """
    return SQL("open.partner_id"), SQL(
        """FROM (
            SELECT m.commercial_partner_id AS partner_id, l.amount_residual AS amount
              FROM account_move m JOIN account_move_line l ON l.move_id = m.id
             WHERE l.reconciled IS NOT TRUE AND %(due)s
               AND NOT (m.payment_state IN ('in_payment', 'paid')
                        AND %(without_entry)s)
            UNION ALL
            SELECT m.commercial_partner_id, r.amount
              FROM account_partial_reconcile r
              JOIN account_move_line l ON l.id = r.debit_move_id
              JOIN account_move m ON m.id = l.move_id
             WHERE r.max_date > %(until)s AND %(due)s
        ) open""",
        due=SQL(
            """m.state = 'posted' AND m.move_type = 'out_invoice'
               AND m.company_id = ANY(%(companies)s)
               AND l.display_type = 'payment_term'
               AND l.date_maturity < %(until)s AND %(only)s""",
            companies=list(scope.company_ids),
            until=scope.date,
            only=only_documents(scope),
        ),
        until=scope.date,
        without_entry=_paid_without_entry(SQL("m.id"), SQL("%s", scope.date)),
    )


# -- figures that people entered -------------------------------------------------------


def _financials_body(scope, _start):
    """The latest year recorded, beside the year before it."""
    return SQL("f.partner_id"), SQL(
        """FROM (
            SELECT partner_id, year, revenue, profit, assets, liabilities,
                   ROW_NUMBER() OVER newest AS position,
                   LEAD(year) OVER newest AS before,
                   LEAD(revenue) OVER newest AS revenue_before,
                   LEAD(profit) OVER newest AS profit_before
              FROM crm_grading_financials
             WHERE active AND company_id = %(company)s
               AND make_date(year, 12, 31) <= %(until)s AND %(only)s
            WINDOW newest AS (PARTITION BY partner_id ORDER BY year DESC)
        ) f WHERE f.position = 1 AND f.year >= %(oldest)s""",
        company=scope.company_id,
        until=scope.date,
        oldest=scope.date.year - scope.financials_max_age,
        only=only_partners(scope, SQL("partner_id")),
    )


def _financials_columns(_scope, _window):
    consecutive = SQL("f.before = f.year - 1")
    return {
        "revenue": SQL("MAX(f.revenue)"),
        "revenue_before": SQL("MAX(f.revenue_before) FILTER (WHERE %s)", consecutive),
        "profit": SQL("MAX(f.profit)"),
        "profit_before": SQL("MAX(f.profit_before) FILTER (WHERE %s)", consecutive),
    }


def _own_growth(columns):
    """Mean of the growth of revenue and of profit, of those that are known."""
    revenue = growth(columns, "revenue", "revenue_before")
    profit = growth(columns, "profit", "profit_before")
    return SQL(
        "COALESCE((%(r)s + %(p)s) / 2, %(r)s, %(p)s)",
        r=SQL("(%s)", revenue),
        p=SQL("(%s)", profit),
    )


def _debt_columns(_scope, _window):
    return {
        "assets": SQL("MAX(f.assets)"),
        "liabilities": SQL("MAX(f.liabilities)"),
    }


def _credit_body(scope, _start):
    return SQL("c.partner_id"), SQL(
        """FROM (
            SELECT DISTINCT ON (r.partner_id) r.partner_id, r.valid_until, g.points
              FROM crm_grading_credit_rating r
              JOIN crm_grading_credit_grade g ON g.id = r.credit_grade_id
             WHERE r.active AND r.company_id = %(company)s AND r.date <= %(until)s
               AND %(only)s
             ORDER BY r.partner_id, r.date DESC, r.id DESC
        ) c WHERE c.valid_until IS NULL OR c.valid_until >= %(until)s""",
        company=scope.company_id,
        until=scope.date,
        only=only_partners(scope, SQL("r.partner_id")),
    )


def _assessment_body(scope, _start):
    """The latest assessment of each indicator; history rows count for their time."""
    return SQL("a.partner_id"), SQL(
        """FROM (
            SELECT DISTINCT ON (partner_id, indicator_code)
                   partner_id, indicator_code, points, valid_until
              FROM crm_grading_assessment
             WHERE company_id = %(company)s AND date <= %(until)s AND %(only)s
             ORDER BY partner_id, indicator_code, date DESC, id DESC
        ) a WHERE a.valid_until IS NULL OR a.valid_until >= %(until)s""",
        company=scope.company_id,
        until=scope.date,
        only=only_partners(scope, SQL("partner_id")),
    )


def assessed(code):
    """The hand-assessed points of the indicator ``code`` as a fact (GRD-04)."""
    return Fact(
        source="assessment",
        columns=lambda scope, window: {
            code: SQL("MAX(a.points) FILTER (WHERE a.indicator_code = %s)", code)
        },
        value=lambda columns: columns[code],
        unit="points",
    )


def base_registry():
    """Sources and facts of the grading addon itself (GRD-03)."""
    sources = {
        "invoice": Source(_invoice_body),
        "margin": Source(_margin_body),
        "payment": Source(_payment_body),
        "receivable": Source(_receivable_body),
        "financials": Source(_financials_body),
        "credit": Source(_credit_body),
        "assessment": Source(_assessment_body),
    }
    facts = {
        "invoiced_amount": Fact(
            "invoice",
            _amount_columns,
            lambda columns: columns["amount"],
            "money",
            absent_is_zero=True,
        ),
        "invoice_count": Fact(
            "invoice",
            _frequency_columns,
            lambda columns: columns["invoices"],
            "count",
            absent_is_zero=True,
        ),
        "days_since_purchase": Fact(
            "invoice",
            lambda scope, window: {
                "days": SQL(
                    "%s - MAX(m.invoice_date) FILTER (WHERE m.move_type ="
                    " 'out_invoice' AND m.invoice_date >= %s)",
                    scope.date,
                    since(scope, window),
                )
            },
            lambda columns: columns["days"],
            "count",
        ),
        "days_since_first_purchase": Fact(
            "invoice",
            lambda scope, window: {
                "days": SQL(
                    "%s - MIN(m.invoice_date) FILTER (WHERE m.move_type ="
                    " 'out_invoice' AND m.invoice_date >= %s)",
                    scope.date,
                    since(scope, window),
                )
            },
            lambda columns: columns["days"],
            "count",
        ),
        "margin_amount": Fact(
            "margin",
            _margin_columns,
            lambda columns: columns["margin"],
            "money",
            absent_is_zero=True,
        ),
        "overdue_amount": Fact(
            "receivable",
            lambda scope, window: {"overdue": SQL("SUM(open.amount)")},
            lambda columns: columns["overdue"],
            "money",
            absent_is_zero=True,
        ),
        "margin_share": Fact(
            "margin",
            _margin_columns,
            lambda columns: share(
                SQL("COALESCE(%s, 0)", columns["margin"]), columns["total"]
            ),
            "percent",
            parts={
                "margin": lambda columns: columns["margin"],
                "total": lambda columns: columns["total"],
            },
            share_of="margin",
        ),
        "paid_in_time": Fact(
            "payment",
            _payment_columns,
            lambda columns: share(columns["paid_in_time"], columns["due"]),
            "percent",
            parts={
                "paid_in_time": lambda columns: columns["paid_in_time"],
                "due": lambda columns: columns["due"],
            },
        ),
        "months_bought": Fact(
            "invoice",
            _repeat_columns,
            lambda columns: share(columns["months_bought"], columns["months"]),
            "percent",
            parts={
                "months_bought": lambda columns: columns["months_bought"],
                "months": lambda columns: columns["months"],
            },
        ),
        "purchase_growth": Fact(
            "invoice",
            _growth_columns,
            growth,
            "percent",
            parts={
                "current": lambda columns: columns["current"],
                "previous": lambda columns: columns["previous"],
            },
            reach=2,
        ),
        "own_growth": Fact(
            "financials",
            _financials_columns,
            _own_growth,
            "percent",
            parts={
                name: lambda columns, name=name: columns[name]
                for name in ("revenue", "revenue_before", "profit", "profit_before")
            },
        ),
        "debt_ratio": Fact(
            "financials",
            _debt_columns,
            lambda columns: share(columns["liabilities"], columns["assets"]),
            "percent",
            parts={
                "liabilities": lambda columns: columns["liabilities"],
                "assets": lambda columns: columns["assets"],
            },
        ),
        "credit_rating": Fact(
            "credit",
            lambda scope, window: {"points": SQL("MAX(c.points)")},
            lambda columns: columns["points"],
            "points",
        ),
    }
    return Registry(sources, facts)
