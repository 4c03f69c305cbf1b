# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Complaints as a source of raw figures (CMP-11)."""

from odoo.tools import SQL

from odoo.addons.crm_complaints.engine import standing_sql
from odoo.addons.crm_grading.engine.facts import (
    Fact,
    Source,
    only_partners,
    since,
)


def _complaints(scope):
    """Complaints known on the last day of the scope, each with its days.

    Days are those of the company's time zone.
    """
    return SQL(
        """SELECT c.partner_id, c.is_repeat,
                  c.judgement IN ('justified', 'partly') AS is_justified,
                  d.received_on, d.closed_on
             FROM crm_complaint c
             JOIN res_company company ON company.id = %(company)s
            CROSS JOIN LATERAL (
                SELECT (c.received_on AT TIME ZONE 'UTC'
                            AT TIME ZONE company.policy_tz)::date AS received_on,
                       (c.closed_on AT TIME ZONE 'UTC'
                            AT TIME ZONE company.policy_tz)::date AS closed_on
            ) d
            WHERE c.company_id = ANY(%(companies)s) AND c.partner_id IS NOT NULL
              AND d.received_on <= %(until)s AND %(counted)s AND %(only)s""",
        company=scope.company_id,
        companies=list(scope.company_ids),
        until=scope.date,
        counted=standing_sql.counted(),
        only=only_partners(scope, SQL("c.partner_id")),
    )


def _body(scope, _start):
    return SQL("o.partner_id"), SQL("FROM (%s) o", _complaints(scope))


def _columns_within(name, condition):
    """How many were received within the window and meet a condition."""

    def columns(scope, window):
        return {
            name: SQL(
                "COUNT(*) FILTER (WHERE %s AND o.received_on >= %s)",
                condition,
                since(scope, window),
            )
        }

    return columns


def _open_columns(scope, _window):
    """What is open on the day of the round, whenever it came."""
    return {
        "open": SQL(
            "COUNT(*) FILTER (WHERE o.closed_on IS NULL OR o.closed_on > %s)",
            scope.date,
        )
    }


def add_complaints(registry):
    """Complaints beside the sources of the registry; a customer without has zero."""
    registry.sources["complaint"] = Source(_body)
    for code, columns, name in (
        ("complaint_count", _columns_within("all", SQL("TRUE")), "all"),
        ("complaint_open_count", _open_columns, "open"),
        (
            "complaint_repeat_count",
            _columns_within("repeated", SQL("o.is_repeat")),
            "repeated",
        ),
        (
            "complaint_justified_count",
            _columns_within("justified", SQL("o.is_justified")),
            "justified",
        ),
    ):
        registry.facts[code] = Fact(
            "complaint",
            columns,
            lambda values, name=name: values[name],
            "count",
            absent_is_zero=True,
        )
    return registry
