# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Weights of factors in per cent, with two decimals, that make exactly 100 (SAT-04)."""

WHOLE = 10_000  # hundredths of a per cent


def spread(count):
    """The same weight for each; what cannot be split goes to the first ones.

    >>> spread(3)
    [33.34, 33.33, 33.33]
    """
    return rescale([1] * count)


def rescale(weights):
    """The same proportions, but 100 in all; without any weight, the same for each.

    >>> rescale([30, 30, 60])
    [25.0, 25.0, 50.0]
    >>> rescale([])
    []
    """
    if not weights:
        return []
    total = sum(weights)
    if total <= 0:
        return spread(len(weights))
    exact = [weight * WHOLE / total for weight in weights]
    parts = [int(part) for part in exact]
    # the largest remainders first, then the order of the factors
    order = sorted(
        range(len(parts)), key=lambda index: (parts[index] - exact[index], index)
    )
    for index in order[: WHOLE - sum(parts)]:
        parts[index] += 1
    return [part / 100 for part in parts]
