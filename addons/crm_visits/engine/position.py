# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Where a device was: what a browser says, checked."""

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Position:
    """A point on earth in degrees, with its uncertainty in metres."""

    latitude: float
    longitude: float
    accuracy: float = 0.0

    def __str__(self):
        place = f"{self.latitude:.5f}, {self.longitude:.5f}"
        return f"{place} ± {self.accuracy:.0f} m" if self.accuracy else place


def read_position(values):
    """A position from what came over the wire, or none.

    :param dict values: latitude, longitude (degrees), accuracy (metres, optional)

    >>> str(read_position({"latitude": 31.2304, "longitude": 121.4737, "accuracy": 18}))
    '31.23040, 121.47370 ± 18 m'
    >>> read_position({"latitude": 931, "longitude": 0}) is None
    True
    """
    try:
        place = Position(
            float(values["latitude"]),
            float(values["longitude"]),
            float(values.get("accuracy") or 0),
        )
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return None
    on_earth = abs(place.latitude) <= 90 and abs(place.longitude) <= 180
    return place if on_earth and 0 <= place.accuracy < inf else None
