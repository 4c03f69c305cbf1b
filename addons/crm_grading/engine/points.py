# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""From figures to points and grades in SQL, as :mod:`scorecard` does in Python."""

from odoo.tools import SQL

from .names import ASSESSED, fallback_key, step_name, value_name


def points_sql(indicator, raw):
    """The points that the expression ``raw`` earns, as :func:`scorecard.points`."""
    if indicator.method == "figure":
        return SQL("NULL::numeric")
    if indicator.method == "bands":
        ordered = sorted(indicator.bands, key=lambda band: band.lower, reverse=True)
        cases = SQL(" ").join(
            SQL("WHEN %s >= %s THEN %s", raw, band.lower, band.points)
            for band in ordered[:-1]
        )
        return SQL(
            "CASE WHEN %s IS NULL THEN NULL %s ELSE %s END",
            raw,
            cases,
            ordered[-1].points,
        )
    value = raw
    if indicator.method == "linear":
        value = SQL(
            "(%s - %s) * 100 / (%s)",
            raw,
            indicator.floor,
            indicator.cap - indicator.floor,
        )
    # LEAST and GREATEST pass over NULL, but no figure earns no points
    return SQL(
        "CASE WHEN %s IS NOT NULL THEN ROUND(LEAST(GREATEST(%s, 0), 100), 2) END",
        raw,
        value,
    )


def grade_sql(thresholds, score):
    """The grade of the expression ``score``, as :func:`scorecard.grade`."""
    cases = SQL(" ").join(
        SQL("WHEN %s >= %s THEN %s", score, threshold.lower, threshold.grade_id)
        for threshold in thresholds
    )
    return SQL("CASE %s END", cases)


def pointed(indicators):
    columns = []
    for position, indicator in enumerate(indicators):
        raw = step_name("raw", position)
        if indicator.method == "percentile":
            expression = percentile_sql(raw)
        else:
            expression = points_sql(indicator, raw)
        if indicator.fallback == ASSESSED:
            expression = SQL(
                "COALESCE(%s, ROUND(%s, 2))",
                expression,
                value_name(fallback_key(indicator)),
            )
        columns.append(SQL("%s AS %s", expression, step_name("points", position)))
    return SQL("SELECT *, %s FROM measured", SQL(", ").join(columns))


def percentile_sql(raw):
    """Share of the other graded customers below; none where there are no others."""
    peers = SQL("PARTITION BY excluded IS NULL AND %s IS NOT NULL", raw)
    return SQL(
        """CASE WHEN %(raw)s IS NOT NULL AND excluded IS NULL
                 AND COUNT(*) OVER (%(peers)s) > 1
            THEN ROUND((RANK() OVER (%(peers)s ORDER BY %(raw)s) - 1) * 100.0
                       / (COUNT(*) OVER (%(peers)s) - 1), 2) END""",
        raw=raw,
        peers=peers,
    )
