# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Links to map services: one place, or the stops of a day in their order.

Nothing is fetched: a link is opened by the person's browser or map app.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

OPENSTREETMAP, GOOGLE, AMAP = "openstreetmap", "google", "amap"
# How many stops one link of a service can hold.
STOPS = {OPENSTREETMAP: 20, GOOGLE: 10, AMAP: 2}
# Browsers and map apps cut longer links.
MAX_LENGTH = 2000


@dataclass(frozen=True)
class Stop:
    """Where a visit takes place.

    :ivar name: the customer
    :ivar address: on one line; may be empty
    :ivar point: latitude and longitude, or None
    """

    name: str
    address: str = ""
    point: tuple[float, float] | None = None

    @property
    def is_known(self):
        return bool(self.point or self.address)


def place_link(service, stop):
    """The link to one place, or an empty text when neither point nor address is known.

    >>> place_link("google", Stop("Lu", "Nanjing Road 1, Shanghai"))
    'https://www.google.com/maps/search/?api=1&query=Nanjing+Road+1%2C+Shanghai'
    >>> place_link("openstreetmap", Stop("Lu"))
    ''
    """
    if not stop.is_known:
        return ""
    return {
        OPENSTREETMAP: _openstreetmap_place,
        GOOGLE: _google_place,
        AMAP: _amap_place,
    }[service](stop)


def route_link(service, stops):
    """The link to a way through stops, beginning where the person is.

    Stops that the service cannot find are left out; so is what one link cannot hold.

    :return: the link (empty without any stop) and the stops that it holds

    >>> link, held = route_link("google", [Stop("A", point=(1, 2)), Stop("B", "Rd 5")])
    >>> link
    'https://www.google.com/maps/dir/?api=1&travelmode=driving&destination=Rd+5\
&waypoints=1.000000%2C2.000000'
    >>> len(held)
    2
    """
    usable = [stop for stop in stops if _is_usable(service, stop)]
    held = usable[: STOPS[service]]
    build = {
        OPENSTREETMAP: _openstreetmap_route,
        GOOGLE: _google_route,
        AMAP: _amap_route,
    }[service]
    while held:
        link = build(held)
        if len(link) <= MAX_LENGTH:
            return link, held
        held = held[:-1]
    return "", []


def _is_usable(service, stop):
    # only this one finds its way by addresses as well
    return stop.is_known if service == GOOGLE else bool(stop.point)


def _join(address, *parameters):
    return f"{address}?{urlencode(parameters)}"


def _latitude_first(point):
    return f"{point[0]:.6f},{point[1]:.6f}"


def _longitude_first(point):
    return f"{point[1]:.6f},{point[0]:.6f}"


def _openstreetmap_place(stop):
    if not stop.point:
        return _join("https://www.openstreetmap.org/search", ("query", stop.address))
    latitude, longitude = stop.point
    marker = (("mlat", f"{latitude:.6f}"), ("mlon", f"{longitude:.6f}"))
    return (
        _join("https://www.openstreetmap.org/", *marker)
        + f"#map=17/{latitude:.6f}/{longitude:.6f}"
    )


def _openstreetmap_route(stops):
    # OpenStreetMap's own page knows two points only; its routing project knows many
    points = (("loc", _latitude_first(stop.point)) for stop in stops)
    return _join("https://map.project-osrm.org/", *points)


def _google_place(stop):
    return _join(
        "https://www.google.com/maps/search/",
        ("api", "1"),
        ("query", _google_name(stop)),
    )


def _google_route(stops):
    *between, last = map(_google_name, stops)
    return _join(
        "https://www.google.com/maps/dir/",
        ("api", "1"),
        ("travelmode", "driving"),
        ("destination", last),
        *([("waypoints", "|".join(between))] if between else []),
    )


def _google_name(stop):
    return _latitude_first(stop.point) if stop.point else stop.address


def _amap_place(stop):
    if not stop.point:
        return _join("https://uri.amap.com/search", ("keyword", stop.address))
    return _join(
        "https://uri.amap.com/marker",
        ("position", _longitude_first(stop.point)),
        ("name", stop.name),
        # coordinates as satellites give them, which Amap shifts by itself
        ("coordinate", "wgs84"),
    )


def _amap_route(stops):
    *between, last = (
        f"{_longitude_first(stop.point)},{stop.name.replace(',', ' ')}"
        for stop in stops
    )
    return _join(
        "https://uri.amap.com/navigation",
        ("to", last),
        *([("via", between[0])] if between else []),
        ("mode", "car"),
        ("coordinate", "wgs84"),
    )
