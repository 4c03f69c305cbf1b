# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""From points or figures to grades: the last steps of each method.

Every method goes on from a relation ``pointed`` with the figures and points of its
indicators, and ends in a relation ``ranked`` with ``status``, ``reason``, ``grade_id``,
``points`` (the score), ``known`` (the coverage) and the columns of its own.
"""

from odoo.tools import SQL

from .names import step_name
from .points import grade_sql
from .spec import Amount, Matrix, Rules, Scorecard

#: Columns of a result that only some methods fill, by method.
OWN_COLUMNS = {
    Scorecard: (),
    Amount: ("amount",),
    Rules: ("rule_id",),
    Matrix: ("value_class_id", "potential_class_id", "potential_score"),
}


def steps(method):
    """Pairs of name and SELECT, in order, from ``pointed`` to ``ranked``."""
    return _STEPS[type(method)](method)


def sources(method):
    """Further relations that the steps join, as pairs of name and SELECT."""
    return [("first_rule", method.matched)] if isinstance(method, Rules) else []


def own_columns(method):
    return OWN_COLUMNS[type(method)]


# -- scorecard -------------------------------------------------------------------------


def _scorecard_steps(method):
    return [
        ("scored", scored(method)),
        ("ranked", ranked(method)),
    ]


def scored(card):
    """Score and coverage, as :func:`scorecard.score`."""
    terms = _score_terms(card)
    return SQL(
        """SELECT *, %(score)s AS points, %(coverage)s AS known, %(blocked)s AS blocked
           FROM pointed""",
        **terms,
    )


def _score_terms(card, first=0):
    """Score, coverage and whether a figure that blocks is missing.

    :param first: position of the card's first indicator among the statement's
    """
    earned, counted, known, blocking = [], [], [], []
    for position, indicator in enumerate(card.indicators, first):
        value = step_name("points", position)
        weight = indicator.weight
        earned.append(SQL("%s * COALESCE(%s, 0)", weight, value))
        has = SQL("CASE WHEN %s IS NULL THEN 0 ELSE %s END", value, weight)
        known.append(has)
        counted.append(SQL("%s", weight) if indicator.missing == "zero" else has)
        if indicator.missing == "block":
            blocking.append(SQL("%s IS NULL", value))
    plus = SQL(" + ")
    blocked = SQL(" OR ").join(blocking) if blocking else SQL("FALSE")
    return {
        "score": SQL(
            "CASE WHEN NOT (%s) THEN ROUND((%s) / NULLIF(%s, 0), 2) END",
            blocked,
            plus.join(earned),
            plus.join(counted),
        ),
        "coverage": SQL(
            "ROUND((%s) * 100 / %s, 2)",
            plus.join(known),
            sum(indicator.weight for indicator in card.indicators),
        ),
        "blocked": blocked,
    }


def ranked(card):
    """Status, reason and grade of scored customers."""
    return SQL(
        """SELECT *, %(status)s,
             CASE WHEN excluded IS NULL THEN %(grade)s END AS grade_id
           FROM scored""",
        status=_scored_status(card.minimum_coverage, SQL("points IS NULL")),
        grade=grade_sql(card.thresholds, SQL("points")),
    )


def _scored_status(coverage, without):
    """Status and reason, in that order of precedence, of what has a score.

    :param without: condition that there is no score
    """
    return SQL(
        """CASE WHEN excluded IS NOT NULL THEN 'excluded'
                WHEN %(without)s THEN 'blocked'
                WHEN known < %(coverage)s THEN 'provisional'
                ELSE 'graded' END AS status,
           CASE WHEN excluded IS NOT NULL THEN excluded
                WHEN blocked THEN 'missing'
                WHEN %(without)s THEN 'no_data'
                WHEN known < %(coverage)s THEN 'coverage' END AS reason""",
        coverage=coverage,
        without=without,
    )


# -- amount ----------------------------------------------------------------------------


def _amount_steps(method):
    return [("ranked", _ranked_by_amount(method))]


def _ranked_by_amount(method):
    amount = step_name("raw", 0)
    return SQL(
        """SELECT *, %(status)s, NULL::numeric AS points, NULL::numeric AS known,
             CASE WHEN excluded IS NULL THEN %(amount)s END AS amount,
             CASE WHEN excluded IS NULL AND %(amount)s IS NOT NULL
                  THEN %(grade)s END AS grade_id
           FROM pointed""",
        status=_plain_status(SQL("%s IS NULL", amount), "no_data"),
        amount=amount,
        grade=SQL(
            "COALESCE(%s, %s)",
            grade_sql(method.thresholds, amount),
            method.thresholds[-1].grade_id,
        ),
    )


def _plain_status(without, reason):
    return SQL(
        """CASE WHEN excluded IS NOT NULL THEN 'excluded'
                WHEN %(without)s THEN 'blocked' ELSE 'graded' END AS status,
           CASE WHEN excluded IS NOT NULL THEN excluded
                WHEN %(without)s THEN %(reason)s END AS reason""",
        without=without,
        reason=reason,
    )


# -- rules -----------------------------------------------------------------------------


def _rules_steps(method):
    return [("matched", _matched(method)), ("ranked", _ranked_by_rule(method))]


def _matched(_method):
    """The first rule each customer meets, found in one pass over the customers."""
    return SQL(
        """SELECT pointed.*,
                  CASE WHEN excluded IS NULL THEN first_rule.rule_id END AS rule_id
             FROM pointed LEFT JOIN first_rule ON first_rule.id = pointed.partner_id"""
    )


def _ranked_by_rule(method):
    grade = SQL(" ").join(
        SQL("WHEN %s THEN %s", rule.rule_id, rule.grade_id) for rule in method.rules
    )
    return SQL(
        """SELECT *, %(status)s, NULL::numeric AS points, NULL::numeric AS known,
             CASE rule_id %(grade)s END AS grade_id
           FROM matched""",
        status=_plain_status(SQL("rule_id IS NULL"), "no_rule"),
        grade=grade,
    )


# -- matrix ----------------------------------------------------------------------------


def _matrix_steps(method):
    return [
        ("scored", _scored_twice(method)),
        ("classed", _classed(method)),
        ("ranked", _ranked_by_cell(method)),
    ]


def _scored_twice(method):
    value = _score_terms(method.value)
    potential = _score_terms(method.potential, len(method.value.indicators))
    return SQL(
        """SELECT *, %(value)s AS points, %(potential)s AS potential_score,
             LEAST(%(value_known)s, %(potential_known)s) AS known,
             (%(value_blocked)s OR %(potential_blocked)s) AS blocked
           FROM pointed""",
        value=value["score"],
        potential=potential["score"],
        value_known=value["coverage"],
        potential_known=potential["coverage"],
        value_blocked=value["blocked"],
        potential_blocked=potential["blocked"],
    )


def _classed(method):
    """Both classes; without one of the two scores there is nothing to grade."""
    return SQL(
        """SELECT *, CASE WHEN excluded IS NULL THEN %(value)s END AS value_class_id,
             CASE WHEN excluded IS NULL THEN %(potential)s END AS potential_class_id
           FROM scored""",
        value=grade_sql(method.value.thresholds, SQL("points")),
        potential=grade_sql(method.potential.thresholds, SQL("potential_score")),
    )


def _ranked_by_cell(method):
    cells = SQL(" ").join(
        SQL(
            "WHEN value_class_id = %s AND potential_class_id = %s THEN %s",
            value,
            potential,
            grade,
        )
        for (value, potential), grade in method.cells.items()
    )
    return SQL(
        """SELECT *, %(status)s, CASE %(cells)s END AS grade_id FROM classed""",
        status=_scored_status(
            method.minimum_coverage,
            SQL("(points IS NULL OR potential_score IS NULL)"),
        ),
        cells=cells,
    )


_STEPS = {
    Scorecard: _scorecard_steps,
    Amount: _amount_steps,
    Rules: _rules_steps,
    Matrix: _matrix_steps,
}
