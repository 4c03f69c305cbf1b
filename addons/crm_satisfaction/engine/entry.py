# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""One answer to one factor: level and points belong together (SAT-02)."""

from collections.abc import Sequence

from .levels import Band, Level, band_of, band_of_level, proposed_value, rounded
from .score import ANSWERED, EMPTY


class OutsideBand(Exception):
    """Points that do not belong to the level chosen.

    :param Band band: of the level chosen
    """

    def __init__(self, band: Band, points):
        super().__init__(f"{points} is not in {band}")
        self.band = band
        self.points = points


def complete(
    given: dict, levels: Sequence[Level], where="middle", current=None
) -> dict:
    """What an answer becomes when somebody chooses a level, types points or a state.

    A level alone proposes its points, points alone say their level. Points typed into a
    line whose level was chosen have to lie inside its band.

    :param dict given: what changes, of ``state``, ``level_id`` and ``score``
    :param dict current: the same three, as the line is; None for a new one
    :return: all three
    :raises OutsideBand: points and level contradict each other
    """
    current = current or {"state": EMPTY, "level_id": None, "score": 0}
    if given.get("state", ANSWERED) != ANSWERED:
        return {"state": given["state"], "level_id": None, "score": 0}
    if "score" in given and _says_points(given, current):
        level = given.get("level_id", current["level_id"])
        return _of_points(given["score"], level, levels)
    if given.get("level_id"):
        return _of_level(given["level_id"], levels, where)
    if "level_id" in given:
        return {"state": EMPTY, "level_id": None, "score": 0}
    return {**current, **given}


def _says_points(given, current):
    """Zero is an answer only where somebody says that this is one."""
    points = given["score"]
    if points is None or points is False:
        return False
    return bool(
        points
        or given.get("level_id")
        or given.get("state", current["state"]) == ANSWERED
    )


def _of_points(points, level, levels):
    if level:
        band = band_of_level(levels, level)
    else:
        band = band_of(levels, points)
    if band is None or points not in band:
        raise OutsideBand(band or band_of_level(levels, levels[0].key), points)
    return {
        "state": ANSWERED,
        "level_id": band.level.key,
        "score": float(rounded(points)),
    }


def _of_level(level, levels, where):
    return {
        "state": ANSWERED,
        "level_id": level,
        "score": proposed_value(levels, level, where),
    }
