# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a stored result becomes when some of its figures were wrong (GRD-10).

All other figures stay as they were stored: nothing is read again.
"""

from decimal import Decimal

from . import scorecard
from .outcome import outcome

ASSESSED = "assessed"


def corrected_entry(indicator, entry, figure, peers=None):
    """The breakdown of one indicator with the corrected figure.

    :param dict entry: the indicator's breakdown as stored
    :param figure: the right raw figure; for an entry that counts the fallback's
        assessed points, the right points
    :param peers: for percentile points, how many others lie below and how many are
        compared
    :return: a new entry; parts are left out, for they explain another figure
    """
    if entry.get("source") == ASSESSED and indicator.method != ASSESSED:
        raw, earned = None, scorecard.clipped(figure)
    else:
        raw = scorecard.rounded(figure, indicator.digits)
        earned = (
            scorecard.percentile_share(*peers)
            if indicator.method == "percentile"
            else scorecard.points(indicator, raw)
        )
    corrected = {
        **{key: value for key, value in entry.items() if key != "parts"},
        "raw": _number(raw),
        "points": _number(earned),
    }
    if "source" in entry and entry["source"] is None:
        corrected["source"] = indicator.fact
    return corrected


def regraded(method, breakdown, previous_grade_id):
    """Score, grade, status and movement that follow from a breakdown.

    Says of one customer what the statement of a round says of all.

    :param method: a scorecard, an amount or a matrix (see :mod:`spec`)
    :param previous_grade_id: grade that the customer had before the round
    :return: dict with the columns of a result
    """
    figures = {
        code: tuple(
            None if entry.get(key) is None else scorecard.to_decimal(entry[key])
            for key in ("raw", "points")
        )
        for code, entry in breakdown.items()
    }
    found = outcome(method, figures)
    return {
        **{
            name: _number(value) if isinstance(value, Decimal) else value
            for name, value in found.items()
        },
        **moved(method.grades, previous_grade_id, found["grade_id"]),
    }


def moved(grades, before, after):
    """How a customer moved from grade to grade, as a round says it (GRD-11).

    :param grades: all grades of the scheme, from best to worst
    """
    if after is None:
        return {"steps": 0, "movement": None}
    if before not in grades or after not in grades:
        return {"steps": 0, "movement": "new"}
    steps = grades.index(before) - grades.index(after)
    movement = "up" if steps > 0 else "down" if steps < 0 else "same"
    return {"steps": steps, "movement": movement}


def _number(value):
    return None if value is None else float(value)
