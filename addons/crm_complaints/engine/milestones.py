# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Which events start and end which milestones, and which target holds (CMP-02, 03, 08).

Milestones are promises with a clock: receipt acknowledged, superior told, replied,
resolved, confirmed. What happened to the complaint starts them and ends them.
"""

from dataclasses import dataclass

KINDS = ("acknowledge", "report", "reply", "resolve", "confirm")

# milestones that begin with an event, unless they are open anyway
STARTS = {
    "received": ("acknowledge", "report", "reply", "resolve"),
    "reopened": ("reply", "resolve"),
    "asked": ("confirm",),
    # an opinion that turned out to be a complaint
    "converted": ("report", "reply"),
}
# milestones that an event fulfils, as far as they are open
ENDS = {
    "acknowledged": ("acknowledge",),
    "reported": ("report",),
    # a reply tells the customer also that the complaint has come
    "replied": ("acknowledge", "reply"),
    "executed": ("resolve",),
    "asked": ("resolve",),
    "confirmed": ("confirm",),
    "dissatisfied": ("confirm",),
    "closed": KINDS,
}
# milestones that an event makes pointless
CANCELS = {
    "cancelled": KINDS,
    "merged": KINDS,
    "reopened": ("reply", "resolve", "confirm"),
}
# endings of a closed complaint that fulfil nothing
POINTLESS_ENDINGS = ("withdrawn", "merged", "cancelled")
WAITS = ("waiting",)
WAITS_END = ("resumed", "closed", "cancelled", "reopened")


@dataclass(frozen=True)
class Line:
    """A target: how much time for a milestone, and for which complaints.

    Conditions that are empty hold for all.

    :param str category_path: ids from the top down with slashes, "1/4/"; those below
        the category are meant, too
    """

    id: int
    milestone: str
    sequence: int
    company: int | bool
    category_path: str
    severity: str | bool
    complaint_kind: str | bool
    demand: str | bool


@dataclass(frozen=True)
class Facts:
    """What is known of a complaint; see :class:`Line`."""

    company: int
    category_path: str
    severity: str
    complaint_kind: str
    demand: str


def choose(lines, milestone, facts):
    """The line with most conditions that all hold.

    Of two with as many, the one with the category farther down, then the one with the
    lower sequence.

    :return: None when no line holds
    """
    held = [
        line for line in lines if line.milestone == milestone and _holds(line, facts)
    ]
    return min(held, key=_rank, default=None)


def _holds(line, facts):
    return (
        line.company in (False, facts.company)
        and facts.category_path.startswith(line.category_path)
        and line.severity in (False, facts.severity)
        and line.complaint_kind in (False, facts.complaint_kind)
        and line.demand in (False, facts.demand)
    )


def _rank(line):
    conditions = sum(map(bool, _get_conditions(line)))
    return -conditions, -line.category_path.count("/"), line.sequence, line.id


def _get_conditions(line):
    return (
        line.company,
        line.category_path,
        line.severity,
        line.complaint_kind,
        line.demand,
    )


def is_general(line):
    """Whether the line holds for each complaint of each company."""
    return not any(_get_conditions(line))


def get_done_state(done_on, due_on):
    """Whether a promise was kept; what is done in the last second is in time."""
    return "met" if done_on <= due_on else "late"
