# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a score below the pass mark points at (SAT-08)."""


def weakest(figures, pass_mark, count=3):
    """The figures below the mark, the lowest first.

    :param figures: pairs of (name, score of 0 to 100)
    :param float pass_mark: from which score on a figure is good enough
    :param int count: at most so many
    :return: list of such pairs
    """
    below = [figure for figure in figures if figure[1] < pass_mark]
    return sorted(below, key=lambda figure: figure[1])[:count]
