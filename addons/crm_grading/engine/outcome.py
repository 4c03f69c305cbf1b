# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What each method makes of one customer's figures, as :mod:`methods` in SQL."""

from .scorecard import grade, rounded, score
from .spec import Amount, Matrix


def outcome(method, figures):
    """The columns of a result that follow from figures and points.

    :param method: a scorecard, an amount or a matrix; rules ask the database
    :param figures: by indicator code ``(raw, points)``, both decimals or ``None``
    :return: dict with ``status``, ``reason``, ``score``, ``coverage``, ``grade_id``
        and the columns of the method
    """
    if isinstance(method, Amount):
        return _by_amount(method, figures)
    if isinstance(method, Matrix):
        return _by_matrix(method, figures)
    return _by_score(method, figures)


def _by_score(card, figures):
    value, coverage = _score(card, figures)
    return {
        **_status(card.minimum_coverage, value is None, coverage, [card], figures),
        "score": value,
        "coverage": coverage,
        "grade_id": grade(card.thresholds, value),
    }


def _by_amount(method, figures):
    raw, _points = figures.get(method.indicators[0].code, (None, None))
    amount = None if raw is None else rounded(raw)
    found = None
    if amount is not None:
        found = grade(method.thresholds, amount) or method.thresholds[-1].grade_id
    return {
        "status": "blocked" if amount is None else "graded",
        "reason": "no_data" if amount is None else None,
        "score": None,
        "coverage": None,
        "grade_id": found,
        "amount": amount,
    }


def _by_matrix(method, figures):
    value, value_known = _score(method.value, figures)
    potential, potential_known = _score(method.potential, figures)
    coverage = min(value_known, potential_known)
    classes = (
        grade(method.value.thresholds, value),
        grade(method.potential.thresholds, potential),
    )
    return {
        **_status(
            method.minimum_coverage,
            value is None or potential is None,
            coverage,
            [method.value, method.potential],
            figures,
        ),
        "score": value,
        "coverage": coverage,
        "grade_id": method.cells.get(classes),
        "value_class_id": classes[0],
        "potential_class_id": classes[1],
        "potential_score": potential,
    }


def _score(card, figures):
    return score(
        card.indicators, {code: points for code, (_raw, points) in figures.items()}
    )


def _status(minimum_coverage, without, coverage, cards, figures):
    blocked = any(
        indicator.missing == "block"
        and figures.get(indicator.code, (None, None))[1] is None
        for card in cards
        for indicator in card.indicators
    )
    if without:
        return {"status": "blocked", "reason": "missing" if blocked else "no_data"}
    if coverage < minimum_coverage:
        return {"status": "provisional", "reason": "coverage"}
    return {"status": "graded", "reason": None}
