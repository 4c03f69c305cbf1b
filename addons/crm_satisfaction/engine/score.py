# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""How answers, checks and awards become one score (SAT-01, SAT-03).

Plain values in, exact decimals out. Each figure is computed from the figures below it
as they are shown, rounded half up to two decimals, so that everybody can follow it with
a pocket calculator. `score_sql` does the same for many measurements in one statement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .levels import BEST, rounded

COMPONENTS = ("questionnaire", "contract", "award")
# The states of a line that count; the others are left out of the mean, and the weight
# of what is left is renormalised. "Not applicable" is no lack, "not answered" is one.
ANSWERED, NOT_APPLICABLE, EMPTY = "answered", "na", "empty"
# The definition of the net promoter score on a scale of 0 to 10
PROMOTER_FROM, DETRACTOR_TO = 9, 6
_SHARE = Decimal("0.0001")


@dataclass(frozen=True)
class Mean:
    """A weighted mean that unfolds: ``score`` = ``numerator`` / ``denominator``."""

    numerator: Decimal
    denominator: Decimal

    @property
    def score(self) -> Decimal | None:
        """Rounded; None when nothing with a weight is known."""
        return rounded(self.numerator / self.denominator) if self.denominator else None


@dataclass(frozen=True)
class Component:
    """One of the three sources of a score.

    :param float weight: 0: not used
    :param score: None: not known
    :param bool applies: False: leaves the others their share without being a lack
    :param bool required: without it there is no score at all
    """

    code: str
    weight: float
    score: Decimal | None
    applies: bool = True
    required: bool = False

    @property
    def is_used(self):
        return self.weight > 0 and (self.applies or self.required)

    @property
    def is_known(self):
        return self.is_used and self.score is not None


@dataclass(frozen=True)
class Total:
    """
    :param coverage: 0 to 1, weight of what is known of what applies
    :param missing: codes of required components that are not known
    """

    mean: Mean
    coverage: Decimal
    missing: tuple

    @property
    def score(self) -> Decimal | None:
        return None if self.missing else self.mean.score


@dataclass(frozen=True)
class Award:
    """
    :param key: what tells it from the others
    :param until: last day of its validity, None: for ever
    """

    key: object
    points: float
    since: date
    until: date | None = None


@dataclass(frozen=True)
class CountedAward:
    """
    :param counted: points that went into the score, less than its own at the cap
    :param reason: ``early``, ``expired``, ``cap`` (nothing or only a part counted) or
        None
    """

    key: object
    points: Decimal
    counted: Decimal
    reason: str | None


def weighted_mean(pairs: Iterable[Sequence]) -> Mean:
    """
    :param pairs: (weight, value); a weight of zero or less does not count

    >>> weighted_mean([(30, 95.5), (10, 70.5)]).score
    Decimal('89.25')
    """
    numerator = denominator = Decimal(0)
    for weight, value in pairs:
        if weight and weight > 0:
            numerator += _decimal(weight) * _decimal(value)
            denominator += _decimal(weight)
    return Mean(numerator, denominator)


def lines_mean(lines: Iterable[Sequence]) -> Mean:
    """The mean of an answer over its factors, or of a checklist over its items.

    :param lines: (weight, score, state)
    """
    return weighted_mean(
        (weight, score) for weight, score, state in lines if state == ANSWERED
    )


def count_awards(awards: Iterable[Award], on: date, base, cap) -> list[CountedAward]:
    """Which awards count on a day, and what each of them adds.

    The greatest come first; what does not fit under the cap any more is left out.

    :param base: points that a subject with an award begins with
    """
    counted = []
    room = max(Decimal(0), _decimal(cap) - _decimal(base))
    ordered = sorted(awards, key=lambda award: (-award.points, award.key))
    for award in ordered:
        points = _decimal(award.points)
        if award.since > on:
            counted.append(CountedAward(award.key, points, Decimal(0), "early"))
        elif award.until and award.until < on:
            counted.append(CountedAward(award.key, points, Decimal(0), "expired"))
        else:
            part = min(points, room)
            room -= part
            reason = "cap" if part < points else None
            counted.append(CountedAward(award.key, points, part, reason))
    return counted


def award_score(counted: Iterable[CountedAward], base, cap) -> Decimal | None:
    """Base and points, up to the cap; None without an award that is valid."""
    valid = [award for award in counted if award.reason not in ("early", "expired")]
    if not valid:
        return None
    points = _decimal(base) + sum(award.counted for award in valid)
    return rounded(min(points, _decimal(cap), BEST))


def total(components: Iterable[Component]) -> Total:
    """The score of a measurement: weighted mean over the components that are known."""
    components = list(components)
    used = [one for one in components if one.is_used]
    known = [one for one in used if one.is_known]
    applicable = sum((_decimal(one.weight) for one in used), Decimal(0))
    mean = weighted_mean((one.weight, one.score) for one in known)
    coverage = (
        (mean.denominator / applicable).quantize(_SHARE, ROUND_HALF_UP)
        if applicable
        else Decimal(0)
    )
    missing = tuple(one.code for one in used if one.required and not one.is_known)
    return Total(mean, coverage, missing)


def is_passed(score, mark) -> bool:
    """Whether a score reaches the pass mark, both as they are shown.

    >>> is_passed(79.995, 80), is_passed(79.99, 80), is_passed(None, 80)
    (True, False, False)
    """
    return score is not None and rounded(score) >= rounded(mark)


def formula(pairs: Sequence[Sequence], result, longest=8) -> str:
    """A weighted mean with its numbers, in signs that need no translation.

    :param pairs: (weight, value)
    :param int longest: with more terms only their sums are shown

    >>> formula([(1, 85.5), (2, 90)], 88.5)
    '(1 × 85.5 + 2 × 90) ÷ 3 = 88.5'
    >>> formula([(1, 80)] * 9, 80)
    'Σ 720 ÷ Σ 9 = 80'
    """
    pairs = [(weight, value) for weight, value in pairs if weight and weight > 0]
    if not pairs or result is None:
        return ""
    mean = weighted_mean(pairs)
    if len(pairs) > longest:
        top, bottom = f"Σ {plain(mean.numerator)}", f"Σ {plain(mean.denominator)}"
    else:
        terms = " + ".join(
            f"{plain(weight)} × {plain(value)}" for weight, value in pairs
        )
        top, bottom = f"({terms})", plain(mean.denominator)
    return f"{top} ÷ {bottom} = {plain(result)}"


def award_formula(base, counted: Sequence, result) -> str:
    """
    :param counted: the points that each award adds

    >>> award_formula(60, [20, 10], 90)
    '60 + 20 + 10 = 90'
    """
    if result is None:
        return ""
    terms = " + ".join(plain(points) for points in (base, *counted))
    return f"{terms} = {plain(result)}"


def plain(number) -> str:
    """A number without zeros that say nothing.

    >>> plain(85.50), plain(100), plain(0.1)
    ('85.5', '100', '0.1')
    """
    text = f"{_decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(number) -> Decimal:
    """Exactly what is written: 0.1 is a tenth."""
    return number if isinstance(number, Decimal) else Decimal(str(number))
