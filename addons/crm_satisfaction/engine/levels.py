# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""The four levels of satisfaction and the points between them (SAT-02).

A level is known by its lower bound alone, which belongs to it; it reaches up to the
lower bound of the next better one, which does not. So the gaps of a policy written in
whole points ("81–90", "91–100") are closed from below: 90.4 is the level of 81, 80.6
the one of 61, 60.5 the one of 0. Points are compared as they are shown, with two
decimals.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# Points are out of a hundred: the scale of every level, score and pass mark.
BEST = Decimal(100)
# As scores are stored and shown
PRECISION = Decimal("0.01")
# Policies write their bounds in whole points: below 91 stands 90
WRITTEN_STEP = Decimal(1)


@dataclass(frozen=True)
class Level:
    """One level.

    :param key: what tells it from the others: an id or a code
    :param lower: least points of the level, inclusive
    :param value: points proposed when only the level is chosen
    """

    key: object
    lower: float
    value: float


@dataclass(frozen=True)
class Band:
    """The points that belong to a level: from lower up to upper.

    :param upper: the lower bound of the next better level, which is not in the band;
        of the best level the best points, which are
    """

    level: Level
    lower: Decimal
    upper: Decimal
    is_best: bool

    def __contains__(self, points):
        points = rounded(points)
        if points < self.lower:
            return False
        return points <= self.upper if self.is_best else points < self.upper

    @property
    def written_top(self) -> Decimal:
        """The greatest points as the policy writes the band: 90 for [81, 91)."""
        if self.is_best:
            return self.upper
        return max(self.lower, self.upper - WRITTEN_STEP)


def rounded(number) -> Decimal:
    """A number as it is shown: two decimals, half up.

    >>> rounded(79.995), rounded(80.004)
    (Decimal('80.00'), Decimal('80.00'))
    """
    return Decimal(str(number)).quantize(PRECISION, ROUND_HALF_UP)


def bands(levels: Iterable[Level]) -> list[Band]:
    """The bands of all levels, the best first.

    >>> [str(band.upper) for band in bands([Level("b", 0, 30), Level("a", 61, 80)])]
    ['100', '61.00']
    """
    ordered = sorted(levels, key=lambda level: level.lower, reverse=True)
    uppers = [BEST, *(rounded(level.lower) for level in ordered)]
    return [
        Band(level, rounded(level.lower), upper, is_best=not index)
        for index, (level, upper) in enumerate(zip(ordered, uppers, strict=False))
    ]


def band_of(levels: Iterable[Level], points) -> Band | None:
    """The band that some points lie in; None outside the whole scale."""
    return next((band for band in bands(levels) if points in band), None)


def level_of(levels: Iterable[Level], points):
    """The key of the level of some points; None outside the whole scale."""
    band = band_of(levels, points)
    return band and band.level.key


def band_of_level(levels: Iterable[Level], key) -> Band:
    """
    :raises KeyError: when no level has the key
    """
    for band in bands(levels):
        if band.level.key == key:
            return band
    raise KeyError(key)


def fits(levels: Iterable[Level], key, points) -> bool:
    """Whether exact points lie inside the band of the level that was chosen."""
    return points in band_of_level(levels, key)


def proposed_value(levels: Iterable[Level], key, where="middle") -> float:
    """The points proposed when only a level is chosen.

    :param str where: ``middle`` takes the value that stands at the level, ``top`` the
        greatest points of its band as the policy writes it
    """
    band = band_of_level(levels, key)
    return float(band.written_top if where == "top" else band.level.value)
