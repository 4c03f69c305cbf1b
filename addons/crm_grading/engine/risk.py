# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The next step with a customer at risk, from plain figures (GRD-14)."""

from dataclasses import dataclass

# The guided path, mildest first. Every step can be taken back.
STEPS = ("none", "watch", "limit", "winddown", "ended")


@dataclass(frozen=True)
class Figures:
    """What is known of a customer after a round took effect; None: no figure.

    :ivar step: where on the path the customer is
    :ivar at_risk: its grade is one that needs risk reviews
    :ivar low_rounds: latest rounds in effect, in a row, that gave such a grade
    :ivar score: 0 to 100, in the latest round and the one before it
    :ivar paid_in_time: per cent of what fell due, in the same two rounds
    :ivar overdue: amount past its due date, today and when last looked at
    """

    step: str
    at_risk: bool
    low_rounds: int = 0
    score: float | None = None
    score_before: float | None = None
    paid_in_time: float | None = None
    paid_in_time_before: float | None = None
    overdue: float | None = None
    overdue_before: float | None = None


@dataclass(frozen=True)
class Policy:
    """From when on figures speak for the next step; 0 leaves the sign out.

    :ivar low_rounds: rounds in a row with a risk grade
    :ivar score_fall: points
    :ivar payment_fall: percentage points less paid in time
    :ivar overdue_growth: per cent more overdue than before
    """

    low_rounds: int
    score_fall: float
    payment_fall: float
    overdue_growth: float


@dataclass(frozen=True)
class Proposal:
    """A step and why: ``(key, values…)`` a reason, worded by the model."""

    step: str
    reasons: tuple[tuple, ...]


def following(step):
    """The step after this one; the last one is followed by itself.

    >>> following("watch"), following("ended")
    ('limit', 'ended')
    """
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def propose(figures: Figures, policy: Policy):
    """The step that the figures speak for, or None to leave things as they are.

    One step at a time: people decide, and see the effect before the next one. A
    customer whose grade is no risk any more leaves the path at once.
    """
    if not figures.at_risk:
        if figures.step == "none":
            return None
        return Proposal("none", (("risen",),))
    reasons = tuple(_signs(figures, policy))
    if not reasons or figures.step == STEPS[-1]:
        return None
    return Proposal(following(figures.step), reasons)


def _signs(figures, policy):
    """Signs of a worse risk, and of a value that stays low."""
    if policy.low_rounds and figures.low_rounds >= policy.low_rounds:
        yield "low_rounds", figures.low_rounds
    if _fell(figures.score_before, figures.score, policy.score_fall):
        yield "score", figures.score_before, figures.score
    if _fell(figures.paid_in_time_before, figures.paid_in_time, policy.payment_fall):
        yield "payment", figures.paid_in_time_before, figures.paid_in_time
    if _grew(figures.overdue_before, figures.overdue, policy.overdue_growth):
        yield "overdue", figures.overdue_before, figures.overdue


def _fell(before, now, limit):
    if not limit or before is None or now is None:
        return False
    return before - now >= limit


def _grew(before, now, limit):
    """Whether an amount grew by ``limit`` per cent; from nothing any amount does."""
    if not limit or before is None or now is None:
        return False
    return now > before and (now - before) * 100 >= before * limit
