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
from operator import itemgetter

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


def posted_documents(scope, start):
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


def parts(*names):
    """Columns that a figure was made of, each under its name."""
    return {name: itemgetter(name) for name in names}


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


def assessed(code):
    """The hand-assessed points of the indicator ``code`` as a fact (GRD-04)."""
    return Fact(
        source="assessment",
        columns=lambda scope, window: {
            code: SQL("MAX(a.points) FILTER (WHERE a.indicator_code = %s)", code)
        },
        value=itemgetter(code),
        unit="points",
    )
