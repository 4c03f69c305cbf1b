# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What mismatches and violations lead to (ALC-09, ALC-10).

Plain arithmetic on counts: who counts them, and what is done then, is elsewhere.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tier:
    """A number of mismatches within some calendar months.

    :param int id: by which it is known
    :param int months: this month and those right before it
    :param int count: how many mismatches in all of them
    """

    id: int
    months: int
    count: int


def is_reached(tier, counts, inclusive=True):
    """Whether the mismatches of the months of a tier are enough, in all.

    :param counts: mismatches by month, the present one first
    :param inclusive: the count itself is enough; otherwise one more is needed
    """
    total = sum(counts[: tier.months])
    return total >= tier.count if inclusive else total > tier.count


def subtract(counts, answered):
    """What is left of the mismatches of each month.

    >>> subtract([3, 2], [1])
    [2, 2]
    """
    rest = [*answered, *[0] * (len(counts) - len(answered))]
    return [count - less for count, less in zip(counts, rest, strict=True)]


def find_new_tier(tiers, counts, fired, inclusive=True, repeats=False, answered=None):
    """The one tier whose consequences begin with the latest mismatch, if any.

    Of all tiers reached only the heaviest counts. It begins once a month, and a
    lighter one does not follow it in the same month: its mismatches have been
    answered for.

    :param tiers: in order, the heaviest last
    :param fired: ids of the tiers that began this month
    :param repeats: a tier begins again with each further mismatch
    :param dict answered: mismatches by month, as ``counts``, that a tier does not count
        again, by id of the tier
    :return: a :class:`Tier` or None
    """
    answered = answered or {}
    reached = [
        place
        for place, tier in enumerate(tiers)
        if is_reached(tier, subtract(counts, answered.get(tier.id, ())), inclusive)
    ]
    if not reached:
        return None
    heaviest = max(reached)
    begun = [place for place, tier in enumerate(tiers) if tier.id in fired]
    if begun and (max(begun) > heaviest or (max(begun) == heaviest and not repeats)):
        return None
    return tiers[heaviest]


def find_step(steps, number):
    """The consequence of the nth violation: the last step that begins at or before.

    :param steps: pairs (first number, days)
    :param int number: which violation it is, from 1
    :return: days without allocation; 0 without a step
    """
    begun = [step for step in steps if step[0] <= number]
    return max(begun)[1] if begun else 0
