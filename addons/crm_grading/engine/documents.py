# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What customer invoices, their margins and their payments say (GRD-03)."""

from operator import itemgetter

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from odoo.addons.crm_policy.engine.periods import window_start

from .facts import (
    Fact,
    Registry,
    Source,
    growth,
    months_with,
    only_documents,
    parts,
    posted_documents,
    share,
    since,
)

# -- customer invoices -----------------------------------------------------------------


def _invoice_body(scope, start):
    return SQL("m.commercial_partner_id"), SQL(
        "FROM account_move m WHERE %s", posted_documents(scope, start)
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


def _growth_columns(scope, window):
    start = since(scope, window)
    before = start - relativedelta(days=1)
    return {
        "current": _amount_between(start, scope.date),
        "previous": _amount_between(window_start(before, window), before),
    }


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
        posted=posted_documents(scope, start),
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


def registry():
    """Sources and facts of accounting documents."""
    sources = {
        "invoice": Source(_invoice_body),
        "margin": Source(_margin_body),
        "payment": Source(_payment_body),
        "receivable": Source(_receivable_body),
    }
    facts = {
        "invoiced_amount": Fact(
            "invoice",
            _amount_columns,
            itemgetter("amount"),
            "money",
            absent_is_zero=True,
        ),
        "invoice_count": Fact(
            "invoice",
            _frequency_columns,
            itemgetter("invoices"),
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
            itemgetter("days"),
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
            itemgetter("days"),
            "count",
        ),
        "margin_amount": Fact(
            "margin",
            _margin_columns,
            itemgetter("margin"),
            "money",
            absent_is_zero=True,
        ),
        "overdue_amount": Fact(
            "receivable",
            lambda scope, window: {"overdue": SQL("SUM(open.amount)")},
            itemgetter("overdue"),
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
            parts=parts("margin", "total"),
            share_of="margin",
        ),
        "paid_in_time": Fact(
            "payment",
            _payment_columns,
            lambda columns: share(columns["paid_in_time"], columns["due"]),
            "percent",
            parts=parts("paid_in_time", "due"),
        ),
        "months_bought": Fact(
            "invoice",
            _repeat_columns,
            lambda columns: share(columns["months_bought"], columns["months"]),
            "percent",
            parts=parts("months_bought", "months"),
        ),
        "purchase_growth": Fact(
            "invoice",
            _growth_columns,
            growth,
            "percent",
            parts=parts("current", "previous"),
            reach=2,
        ),
    }
    return Registry(sources, facts)
