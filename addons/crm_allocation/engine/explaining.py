# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How the people of a line stood when one decision was made (ALC-06).

A line keeps how everybody stood when it was formed; the decisions of the run between
then and a moment say the rest, so that nothing is kept twice.
"""

from dataclasses import astuple, dataclass

from .queueing import BY_LEVEL, get_needed_total
from .routing import DECIMALS, FULL, SHARE, SKIPPED, Place

CHOSEN = "chosen"
WAITING = "waiting"


@dataclass(frozen=True)
class Standing:
    """
    :ivar verdict: `chosen`, `waiting`, or the code of the exclusion
    :ivar detail: until when, of some exclusions
    :ivar last: when the person had received the last customer, in seconds, or ``None``
    """

    id: int
    verdict: str
    detail: str | None
    weight: float
    owned: int
    capacity: int | None
    turns: float
    last: float | None


def pack(places):
    """Places as lists of values, to be kept."""
    return [list(astuple(place)) for place in places]


def unpack(rows):
    return [Place(*row) for row in rows]


def stand(places, rule, total, receivers, moment, turns, chosen_id, lost_ids):
    """How everybody stood at one decision: the chosen, who waited, who could not.

    :param places: of the line, as it was formed
    :param dict rule: order and share (hundredths of a percent) of the rule
    :param int total: customers that counted for the shares then
    :param int receivers: how many people received at all
    :param float moment: of the run, in seconds
    :param dict turns: (customers received, turns lost, position of the last) by person,
        between the forming of the line and the decision; of everybody, also of others
    :param chosen_id: who received the customer, or ``None``
    :param lost_ids: who lost a turn by it
    :return: :class:`Standing` list: those who could receive in their order, then others
    """
    total += sum(received for received, _lost, _position in turns.values())
    standings, keys = [], {}
    for place in places:
        received, lost, position = turns.get(place.id, (0, 0, 0))
        owned = place.owned + received
        verdict = CHOSEN if place.id == chosen_id else place.code
        if not verdict:
            needed = get_needed_total(
                place.counted + received, rule["share"], receivers
            )
            if place.capacity is not None and owned >= place.capacity:
                verdict = FULL
            elif needed > total + 1:
                verdict = SHARE
            else:
                verdict = SKIPPED if place.id in lost_ids else WAITING
        standing = Standing(
            place.id,
            verdict,
            place.detail,
            place.weight,
            owned,
            place.capacity,
            place.turns + (received + lost) / (place.weight or 1),
            moment if received or lost else place.last,
        )
        standings.append(standing)
        keys[place.id] = (
            verdict != CHOSEN,
            verdict != WAITING,
            place.rank if rule["order"] == BY_LEVEL else 0,
            round(standing.turns, DECIMALS),
            _since(standing.last),
            position,
            owned,
            place.id,
        )
    return sorted(standings, key=lambda standing: keys[standing.id])


def _since(last):
    """Who never received anything has waited longest."""
    return -1.0 if last is None else last


def has_waited_longest(standings):
    """Whether the chosen one had waited as long as any who could receive."""
    since = {CHOSEN: [], WAITING: []}
    for standing in standings:
        if standing.verdict in since:
            since[standing.verdict].append(_since(standing.last))
    return bool(since[CHOSEN]) and all(
        since[CHOSEN][0] <= other for other in since[WAITING]
    )
