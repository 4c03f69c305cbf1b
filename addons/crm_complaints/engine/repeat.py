# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When the same complained of again becomes a key improvement point (CMP-05)."""


def needed(threshold, inclusive):
    """How many complaints it takes.

    >>> needed(3, True), needed(3, False)
    (3, 4)

    :param int threshold: the figure of the written policy ("3 times")
    :param bool inclusive: whether that many suffice, or one more is needed
    """
    return threshold if inclusive else threshold + 1
