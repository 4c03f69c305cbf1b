# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Distances on earth, and a short way through several points."""

from math import asin, cos, hypot, radians, sin, sqrt

EARTH_RADIUS = 6_371_000
# up to this number of points the exchange of two legs costs next to nothing
IMPROVED_POINTS = 60


def distance(here, there):
    """Metres between two points as the crow flies.

    :param here: latitude and longitude in degrees
    :param there: latitude and longitude in degrees

    >>> round(distance((31.2304, 121.4737), (39.9042, 116.4074)) / 1000)
    1067
    >>> distance((0, 179.9), (0, -179.9)) < 23_000
    True
    """
    latitude, longitude = radians(here[0]), radians(here[1])
    other_latitude, other_longitude = radians(there[0]), radians(there[1])
    height = sin((other_latitude - latitude) / 2)
    width = sin((other_longitude - longitude) / 2)
    chord = hypot(height, sqrt(cos(latitude) * cos(other_latitude)) * width)
    return 2 * EARTH_RADIUS * asin(min(1.0, chord))


def length(points):
    """Metres along a way through points, in their order.

    >>> length([(0, 0)])
    0
    """
    return sum(map(distance, points, points[1:]))


def short_way(points, start=None):
    """An order of points that makes a short way: the nearest first, then untangled.

    It begins at the first point, or with the one nearest to ``start``. Ties keep the
    given order, so that the same points give the same way.

    :param points: list of (latitude, longitude)
    :param start: where the way begins, when it is not one of the points
    :return: list of indexes of ``points``

    >>> short_way([(0, 0), (0, 3), (0, 1), (0, 2)])
    [0, 2, 3, 1]
    >>> short_way([(0, 0), (0, 3)], start=(0, 4))
    [1, 0]
    """
    left = list(range(len(points)))
    if not left:
        return []
    if start is None:
        way = [left.pop(0)]
    else:
        way = [_pop_nearest(points, left, start)]
    while left:
        way.append(_pop_nearest(points, left, points[way[-1]]))
    return _untangle(points, way) if len(way) <= IMPROVED_POINTS else way


def _pop_nearest(points, left, here):
    nearest = min(left, key=lambda index: distance(here, points[index]))
    left.remove(nearest)
    return nearest


def _untangle(points, way):
    """Turn a part of the way round wherever that makes it shorter."""

    def gain(first, last):
        before, after = points[way[first - 1]], way[last + 1 : last + 2]
        old = distance(before, points[way[first]])
        new = distance(before, points[way[last]])
        if after:
            old += distance(points[way[last]], points[after[0]])
            new += distance(points[way[first]], points[after[0]])
        return old - new

    better = True
    while better:
        better = False
        for first in range(1, len(way) - 1):
            for last in range(first + 1, len(way)):
                # below a metre it is rounding, which would go on for ever
                if gain(first, last) > 1:
                    way[first : last + 1] = reversed(way[first : last + 1])
                    better = True
    return way
