# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Where bars and lines of printed charts stand; plain numbers only (CMP-12, SAT-14).

Lengths are units of the drawing; y grows downwards, as in SVG.
"""

# Fewer columns than this do not fill the drawing, so that none is a wall.
SLOTS = 6


def _largest(values):
    return max([1, *values])


def _step(values, width):
    return width / max(len(values), SLOTS)


def columns(values, width, height, top=None):
    """Upright columns side by side, the largest as high as the drawing.

    >>> columns([2, 4], 60, 40)
    [{'x': 1.5, 'y': 20.0, 'width': 7.0, 'height': 20.0}, \
{'x': 11.5, 'y': 0.0, 'width': 7.0, 'height': 40.0}]

    :param list values: numbers that are not negative
    :param top: the value as high as the drawing, when it is not the largest
    """
    step = _step(values, width)
    top = top or _largest(values)
    return [
        {
            "x": round(step * index + step * 0.15, 2),
            "y": round(height - height * value / top, 2),
            "width": round(step * 0.7, 2),
            "height": round(height * value / top, 2),
        }
        for index, value in enumerate(values)
    ]


def line(shares, width, height):
    """The points of a line over columns, for shares of 0 to 100.

    >>> line([50, 100], 60, 40)
    '5.0,20.0 15.0,0.0'

    :return: as the attribute ``points`` of a polyline
    """
    step = _step(shares, width)
    return " ".join(
        f"{round(step * (index + 0.5), 2)},{round(height - height * share / 100, 2)}"
        for index, share in enumerate(shares)
    )


def lengths(values):
    """The lengths of lying bars in percent of the longest.

    >>> lengths([1, 4])
    [25.0, 100.0]
    """
    top = _largest(values)
    return [round(100 * value / top, 1) for value in values]
