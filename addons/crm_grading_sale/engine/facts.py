# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Confirmed orders as a source of raw figures (GRD-03, GRD-06)."""

from datetime import timedelta
from operator import itemgetter

from odoo.tools import SQL

from odoo.addons.crm_grading.engine.evidence import (
    COOPERATION_UNITS,
    cooperation_source,
)
from odoo.addons.crm_grading.engine.facts import (
    Fact,
    Source,
    growth,
    months_with,
    only_documents,
    parts,
    share,
    since,
)
from odoo.addons.crm_policy.engine.periods import window_start

NO_MARGIN = SQL("NULL::numeric")


def _midnight(scope, day):
    """Begin of a day in the company's time zone, as the database keeps times."""
    return SQL(
        "((%s::timestamp AT TIME ZONE (SELECT policy_tz FROM res_company"
        " WHERE id = %s)) AT TIME ZONE 'UTC')",
        day,
        scope.company_id,
    )


def _orders(scope, start, margin=NO_MARGIN):
    """Confirmed orders, each with its day in the company's time zone.

    Amounts are untaxed, in company currency at the rate of the order.

    :param margin: column of the order, in its currency
    """
    return SQL(
        """SELECT p.commercial_partner_id AS partner_id,
                  (so.date_order AT TIME ZONE 'UTC'
                      AT TIME ZONE company.policy_tz)::date AS day,
                  so.amount_untaxed / rate.value AS amount,
                  %(margin)s / rate.value AS margin
             FROM sale_order so
             JOIN res_partner p ON p.id = so.partner_id
             JOIN res_company company ON company.id = %(company)s
            CROSS JOIN LATERAL (
                SELECT COALESCE(NULLIF(so.currency_rate, 0), 1)::numeric AS value
            ) rate
            WHERE so.state = 'sale' AND so.company_id = ANY(%(companies)s)
              AND so.date_order >= %(since)s AND so.date_order < %(after)s
              AND %(only)s""",
        margin=margin,
        company=scope.company_id,
        companies=list(scope.company_ids),
        since=_midnight(scope, start),
        after=_midnight(scope, scope.date + timedelta(days=1)),
        only=only_documents(scope, "so"),
    )


def _order_body(margin):
    def body(scope, start):
        return SQL("o.partner_id"), SQL("FROM (%s) o", _orders(scope, start, margin))

    return body


def _sum_between(column, start, until):
    return SQL(
        "SUM(%s) FILTER (WHERE o.day BETWEEN %s AND %s)",
        SQL.identifier("o", column),
        start,
        until,
    )


def _amount_columns(scope, window):
    return {"ordered": _sum_between("amount", since(scope, window), scope.date)}


def _count_columns(scope, window):
    return {"orders": SQL("COUNT(*) FILTER (WHERE o.day >= %s)", since(scope, window))}


def _growth_columns(scope, window):
    start = since(scope, window)
    before = start - timedelta(days=1)
    return {
        "current": _sum_between("amount", start, scope.date),
        "previous": _sum_between("amount", window_start(before, window), before),
    }


def _margin_columns(scope, window):
    return {"margin": _sum_between("margin", since(scope, window), scope.date)}


def add_orders(registry, with_margin):
    """Confirmed orders beside the invoices of the registry, and as cooperations.

    :param with_margin: orders have a margin, because ``sale_margin`` is installed
    """
    margin = SQL("so.margin") if with_margin else NO_MARGIN
    registry.sources["order"] = Source(_order_body(margin))
    registry.sources["cooperation"] = cooperation_source(
        {**COOPERATION_UNITS, "order": _orders}
    )
    registry.facts.update(
        {
            "ordered_amount": Fact(
                "order",
                _amount_columns,
                itemgetter("ordered"),
                "money",
                absent_is_zero=True,
            ),
            "order_count": Fact(
                "order",
                _count_columns,
                itemgetter("orders"),
                "count",
                absent_is_zero=True,
            ),
            "months_ordered": Fact(
                "order",
                lambda scope, window: months_with(
                    scope, window, SQL("o.day"), SQL("TRUE")
                ),
                lambda columns: share(columns["months_bought"], columns["months"]),
                "percent",
                parts=parts("months_bought", "months"),
            ),
            "order_growth": Fact(
                "order",
                _growth_columns,
                growth,
                "percent",
                parts=parts("current", "previous"),
                reach=2,
            ),
        }
    )
    if with_margin:
        registry.facts["order_margin_share"] = Fact(
            "order",
            _margin_columns,
            lambda columns: share(
                SQL("COALESCE(%s, 0)", columns["margin"]), columns["total"]
            ),
            "percent",
            parts=parts("margin", "total"),
            share_of="margin",
        )
    return registry
