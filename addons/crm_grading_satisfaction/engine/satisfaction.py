# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Satisfaction as a source of raw figures (SAT-11, GRD-04)."""

from operator import itemgetter

from odoo.tools import SQL

from odoo.addons.crm_grading.engine.facts import (
    Fact,
    Source,
    only_partners,
    share,
    since,
)


def _measurements(scope):
    """Measurements done by the last day of the scope, each with that day.

    Days are those of the company's time zone.
    """
    return SQL(
        """SELECT m.partner_id, m.id, m.score, m.is_passed, m.recommend_count,
                  m.promoter_count, m.detractor_count, d.done_on
             FROM crm_satisfaction_measurement m
             JOIN res_company company ON company.id = %(company)s
            CROSS JOIN LATERAL (
                SELECT (m.done_on AT TIME ZONE 'UTC'
                            AT TIME ZONE company.policy_tz)::date AS done_on
            ) d
            WHERE m.company_id = ANY(%(companies)s) AND m.partner_id IS NOT NULL
              AND m.state = 'done' AND m.has_score AND m.is_rolled_up
              AND d.done_on <= %(until)s AND %(only)s""",
        company=scope.company_id,
        companies=list(scope.company_ids),
        until=scope.date,
        only=only_partners(scope, SQL("m.partner_id")),
    )


def _body(scope, _start):
    return SQL("o.partner_id"), SQL("FROM (%s) o", _measurements(scope))


def _within(name, aggregate):
    """An aggregate of the measurements done within the window."""

    def columns(scope, window):
        return {
            name: SQL(
                "%s FILTER (WHERE o.done_on >= %s)", aggregate, since(scope, window)
            )
        }

    return columns


def _recommendation(scope, window):
    """Who was asked within the window, and who would or would not recommend."""
    start = since(scope, window)
    return {
        name: SQL(
            "SUM(%s) FILTER (WHERE o.done_on >= %s)", SQL.identifier("o", column), start
        )
        for name, column in (
            ("asked", "recommend_count"),
            ("promoters", "promoter_count"),
            ("detractors", "detractor_count"),
        )
    }


def _below(scope, window):
    return {
        "below": SQL(
            "COUNT(*) FILTER (WHERE o.done_on >= %s AND NOT o.is_passed)",
            since(scope, window),
        )
    }


def _last(scope, window):
    """The latest score within the window."""
    return {
        "last": SQL(
            "(ARRAY_AGG(o.score ORDER BY o.done_on DESC, o.id DESC)"
            " FILTER (WHERE o.done_on >= %s))[1]",
            since(scope, window),
        )
    }


def add_satisfaction(registry):
    """Satisfaction beside the sources of the registry.

    A customer who was not measured has no score, and counts of zero.
    """
    registry.sources["satisfaction"] = Source(_body)
    for code, columns, value, unit, zero in (
        ("satisfaction_last", _last, itemgetter("last"), "points", False),
        (
            "satisfaction_mean",
            _within("mean", SQL("AVG(o.score)")),
            itemgetter("mean"),
            "points",
            False,
        ),
        (
            "satisfaction_count",
            _within("measured", SQL("COUNT(*)")),
            itemgetter("measured"),
            "count",
            True,
        ),
        ("satisfaction_below_count", _below, itemgetter("below"), "count", True),
        (
            "satisfaction_nps",
            _recommendation,
            lambda c: share(
                SQL("(%s - %s)", c["promoters"], c["detractors"]), c["asked"]
            ),
            "percent",
            False,
        ),
        (
            "satisfaction_promoters",
            _recommendation,
            lambda c: share(c["promoters"], c["asked"]),
            "percent",
            False,
        ),
    ):
        registry.facts[code] = Fact(
            "satisfaction", columns, value, unit, absent_is_zero=zero
        )
    return registry
