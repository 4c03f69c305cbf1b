# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How evenly customers are spread (ALC-06): shares of counts, no database."""


def largest_share(counts):
    """Share of the largest in percent; 0 without any.

    >>> largest_share([30, 10, 10])
    60.0
    """
    total = sum(counts)
    return 100 * max(counts) / total if total else 0.0


def herfindahl(counts):
    """Herfindahl-Hirschman index: sum of the squared shares in percent.

    10 000 when one has all; 10 000 / n when n have the same.

    >>> herfindahl([1, 1, 1, 1])
    2500.0
    >>> herfindahl([5])
    10000.0
    """
    total = sum(counts)
    return sum((100 * count / total) ** 2 for count in counts) if total else 0.0
