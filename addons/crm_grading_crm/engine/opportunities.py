# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Opportunities as a source of raw figures (GRD-05, GRD-06)."""

from odoo.tools import SQL

from odoo.addons.crm_grading.engine import evidence
from odoo.addons.crm_grading.engine.facts import (
    Fact,
    Source,
    only_documents,
    since,
)


def _opportunities(scope):
    """Opportunities known on the last day of the scope, each with its days.

    Days are those of the company's time zone. An opportunity without a company belongs
    to whoever grades; its revenue is in that company's currency.
    """
    return SQL(
        """SELECT p.commercial_partner_id AS partner_id,
                  COALESCE(l.expected_revenue, 0) AS revenue,
                  l.won_status = 'won' AS won, l.date_deadline AS expected_on,
                  d.closed_on
             FROM crm_lead l
             JOIN res_partner p ON p.id = l.partner_id
             JOIN res_company c ON c.id = %(company)s
            CROSS JOIN LATERAL (
                SELECT (l.create_date AT TIME ZONE 'UTC'
                            AT TIME ZONE c.policy_tz)::date AS opened_on,
                       (l.date_closed AT TIME ZONE 'UTC'
                            AT TIME ZONE c.policy_tz)::date AS closed_on
            ) d
            WHERE l.type = 'opportunity'
              AND (l.company_id IS NULL OR l.company_id = ANY(%(companies)s))
              -- archived without a result: neither open nor won
              AND (l.active OR l.date_closed IS NOT NULL)
              AND d.opened_on <= %(until)s AND %(only)s""",
        company=scope.company_id,
        companies=list(scope.company_ids),
        until=scope.date,
        only=only_documents(scope, "l"),
    )


def _body(scope, _start):
    return SQL("o.partner_id"), SQL("FROM (%s) o", _opportunities(scope))


def _expected_columns(scope, _window):
    """What is open on the day of the round, whenever it began."""
    return {
        "expected": SQL(
            "SUM(o.revenue) FILTER (WHERE o.closed_on IS NULL OR o.closed_on > %s)",
            scope.date,
        )
    }


def _won_columns(scope, window):
    return {
        "won": SQL(
            "SUM(o.revenue) FILTER (WHERE o.won AND o.closed_on BETWEEN %s AND %s)",
            since(scope, window),
            scope.date,
        )
    }


def open_opportunities(scope):
    """Open opportunities are follow-up projects; without a day, expected any time."""
    return SQL(
        """SELECT o.partner_id, o.expected_on FROM (%s) o
            WHERE o.closed_on IS NULL OR o.closed_on > %s""",
        _opportunities(scope),
        scope.date,
    )


def add_opportunities(registry):
    """Opportunities beside the sources of the registry."""
    registry.sources["opportunity"] = Source(_body)
    registry.sources["project"] = evidence.project_source(
        evidence.marked_projects, open_opportunities
    )
    for code, columns, name in (
        ("expected_revenue", _expected_columns, "expected"),
        ("won_revenue", _won_columns, "won"),
    ):
        registry.facts[code] = Fact(
            "opportunity",
            columns,
            lambda values, name=name: values[name],
            "money",
            absent_is_zero=True,
        )
    return registry
