# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Quality of a visit form: marks by criteria, grade, and which forms are read."""

from hashlib import blake2b

# A form is given up to this many stars in each criterion; all of them are 100 %.
STARS = 5


def weighted_mark(stars):
    """The mark of a form in percent, or None when nothing is marked.

    What is not marked yet does not count.

    :param stars: pairs of stars (0 = not marked) and weight

    >>> weighted_mark([(5, 1), (3, 1)])
    80.0
    >>> weighted_mark([(5, 3), (1, 1), (0, 10)])
    80.0
    >>> weighted_mark([(0, 1)]) is None
    True
    """
    marked = [(given, weight) for given, weight in stars if given]
    weights = sum(weight for _given, weight in marked)
    if not weights:
        return None
    points = sum(given * weight for given, weight in marked)
    return round(100 * points / (STARS * weights), 2)


def grade_of(mark, minimums):
    """The highest grade whose minimum is reached, or None.

    :param minimums: pairs of minimum in percent and grade

    >>> grade_of(80, [(0, "poor"), (80, "good"), (60, "fair")])
    'good'
    >>> grade_of(79.99, [(0, "poor"), (80, "good"), (60, "fair")])
    'fair'
    """
    reached = [pair for pair in minimums if mark is not None and mark >= pair[0]]
    return max(reached, key=lambda pair: pair[0])[1] if reached else None


def is_sampled(visit_id, share):
    """Whether a form belongs to the share that is read: the same on any server.

    Nobody sees from outside which form comes next.

    :param float share: percent of the forms

    >>> is_sampled(1, 100), is_sampled(1, 0)
    (True, False)
    >>> 400 < sum(is_sampled(number, 50) for number in range(1000)) < 600
    True
    """
    digest = blake2b(str(visit_id).encode(), digest_size=4, person=b"visit form")
    return int.from_bytes(digest.digest()) < share / 100 * 2**32
