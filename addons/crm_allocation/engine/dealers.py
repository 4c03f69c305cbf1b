# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Marks of dealers: plain numbers, no database."""

from collections.abc import Iterable

BEST = 5


def weighted_score(marks: Iterable[tuple[float, int]]) -> float:
    """The share of the best possible, 0 to 100.

    :param marks: pairs of weight and mark, a mark from 1 to :data:`BEST`; what has no
        weight does not count

    >>> weighted_score([(2, 5), (1, 2)])
    80.0
    >>> weighted_score([(0, 5)])
    0.0
    """
    pairs = list(marks)
    best = sum(weight for weight, _mark in pairs) * BEST
    reached = sum(weight * mark for weight, mark in pairs)
    return reached * 100 / best if best else 0.0
