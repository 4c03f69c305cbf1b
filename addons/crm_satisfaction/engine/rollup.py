# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""From projects to the quarter, from quarters and units to the year (SAT-07).

Plain numbers only. The statement of ``rollup_sql`` does the same for a whole company;
a test proves that both agree.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

DIGITS = 2


@dataclass(frozen=True)
class Part:
    """A quarter or a unit of a weighted mean.

    :ivar name: as it is shown
    :ivar weight: how much it counts, not negative
    :ivar score: None where there is no figure
    """

    name: str
    weight: Decimal
    score: Decimal | None

    @property
    def counts(self):
        return self.score is not None and self.weight > 0


@dataclass(frozen=True)
class Figure:
    """A mean and what it was made of.

    :ivar score: None: no figure, which is not 0
    :ivar numerator: what was summed up
    :ivar denominator: by what it was divided
    :ivar coverage: the part of what should count that has a figure, 0 to 1
    """

    score: Decimal | None
    numerator: Decimal
    denominator: Decimal
    coverage: Decimal


def exact(number):
    """A figure as it is written: 0.1 is a tenth, not what the machine makes of it."""
    return Fraction(str(number))


def half_up(number, digits=DIGITS):
    """Rounded to the digits shown; a half goes away from zero, as people round.

    >>> half_up(Fraction(81255, 1000))
    Decimal('81.26')
    >>> half_up(Fraction(-1, 200))
    Decimal('-0.01')
    """
    scaled = exact(number) * 10**digits
    whole = int(abs(scaled) + Fraction(1, 2))
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-digits)


def mean(scores, left_out=0):
    """The plain mean, of the projects of a quarter or of a project's measurements.

    >>> mean([85, 90, Decimal("77.5")]).score
    Decimal('84.17')
    >>> mean([]).score is None
    True

    :param int left_out: how many more should be there but have no figure
    """
    total = sum(map(exact, scores), Fraction(0))
    count = len(scores)
    return Figure(
        half_up(total / count) if count else None,
        half_up(total),
        Decimal(count),
        half_up(Fraction(count, count + left_out), 4) if count else Decimal(0),
    )


def weighted(parts):
    """The weighted mean over the parts that have a figure (SAT-07).

    What is missing is left out and the weights of the rest count as the whole; the
    coverage says how much of the weights that is.

    >>> weighted([Part("Q1", 1, 80), Part("Q2", 3, 90), Part("Q3", 1, None)]).score
    Decimal('87.50')
    """
    parts = list(parts)
    counted = [part for part in parts if part.counts]
    weight = sum((exact(part.weight) for part in counted), Fraction(0))
    total = sum(
        (exact(part.weight) * exact(part.score) for part in counted), Fraction(0)
    )
    whole = sum((exact(part.weight) for part in parts), Fraction(0))
    return Figure(
        half_up(total / weight) if weight else None,
        half_up(total, 4),
        half_up(weight, 4),
        half_up(weight / whole, 4) if whole else Decimal(0),
    )


def share(part, whole, digits=DIGITS):
    """In percent; None of nothing."""
    return half_up(Fraction(100 * part, whole), digits) if whole else None


def net_promoters(promoters, detractors, answers):
    """Percent of promoters less percent of detractors, −100 to 100 (SAT-11).

    >>> net_promoters(5, 2, 10)
    Decimal('30.00')
    """
    return share(promoters - detractors, answers)


def score_projects(measured, last=False):
    """One score of each project in a quarter.

    :param measured: rows of (quarter, unit, kind, project, score or None), the latest
        last
    :param bool last: the latest measurement stands for the project, not their mean
    :return: dict from (quarter, unit, kind, project) to score, without those that have
        none
    """
    scores = defaultdict(list)
    for *key, score in measured:
        if score is not None:
            scores[tuple(key)].append(score)
    return {
        key: half_up(values[-1]) if last else mean(values).score
        for key, values in scores.items()
    }


def weigh_units(mode, count, manual):
    """How much a subsidiary unit counts in the year (SAT-07).

    :param str mode: ``equal``, ``projects`` (number of projects) or ``manual``
    """
    return {"equal": 1, "projects": count, "manual": manual}[mode]


def describe(numerator, denominator, score, parts=()):
    """The formula with its numbers; the same in every language.

    >>> describe(Decimal("252.50"), 3, Decimal("84.17"))
    '252.50 ÷ 3 = 84.17'
    >>> describe(None, 4, Decimal("87.50"), [(1, 80), (3, 90)])
    '(1 × 80.00 + 3 × 90.00) ÷ (1 + 3) = 87.50'

    :param parts: pairs of weight and score of a weighted mean
    """
    if not parts:
        return f"{numerator:.2f} ÷ {denominator:g} = {score:.2f}"
    products = " + ".join(f"{weight:g} × {value:.2f}" for weight, value in parts)
    weights = " + ".join(f"{weight:g}" for weight, _value in parts)
    if len(parts) == 1:
        return f"{products} ÷ {weights} = {score:.2f}"
    return f"({products}) ÷ ({weights}) = {score:.2f}"


def attitude(promoters, detractors, answers):
    """What most of a customer's answers say; between two the worse one (SAT-11).

    >>> attitude(2, 2, 4)
    'detractor'
    >>> attitude(0, 0, 0)
    'unknown'
    """
    if not answers:
        return "unknown"
    counts = [
        (detractors, "detractor"),
        (answers - promoters - detractors, "passive"),
        (promoters, "promoter"),
    ]
    return max(counts, key=lambda pair: pair[0])[1]
