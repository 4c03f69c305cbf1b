# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A scheme as plain, immutable values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Band:
    """From ``lower`` on (inclusive) a figure earns ``points`` (0 to 100)."""

    lower: Decimal
    points: Decimal


@dataclass(frozen=True)
class Indicator:
    """One weighted line of a scorecard.

    :ivar method: ``bands``, ``linear``, ``percentile`` or ``assessed`` (GRD-04)
    :ivar fact: code of the figure (see ``facts``); none for assessed indicators
    :ivar window: months over which the figure is taken, ending with the round
    :ivar fallback: another fact, or ``assessed``, used where the fact has no figure
    :ivar missing: ``skip``, ``zero`` or ``block``, where there is no figure at all
    :ivar digits: decimals of the figure, shown and compared
    """

    code: str
    weight: Decimal
    method: str
    fact: str | None = None
    window: int = 12
    fallback: str | None = None
    missing: str = "skip"
    digits: int = 2
    bands: tuple[Band, ...] = ()
    floor: Decimal = Decimal(0)
    cap: Decimal = Decimal(100)


@dataclass(frozen=True)
class Threshold:
    """From score ``lower`` on (inclusive) a customer has grade ``grade_id``."""

    grade_id: int
    lower: Decimal


@dataclass(frozen=True)
class Scorecard:
    """A scheme ready to grade: indicators in order, thresholds from best to worst."""

    indicators: tuple[Indicator, ...]
    thresholds: tuple[Threshold, ...]
    minimum_coverage: Decimal


@dataclass(frozen=True)
class Scope:
    """Which figures a round looks at.

    :ivar date: last day of every window
    :ivar company_id: company that grades (facts of its own tables)
    :ivar company_ids: that company and its branches (accounting documents)
    :ivar financials_max_age: years after which a customer's own figures are too old
    :ivar partner_ids: only these customers, or everyone when ``None``
    :ivar totals: by fact, the figure of all customers to which a share relates;
        asked from the population itself where it is not given
    """

    date: date
    company_id: int
    company_ids: tuple[int, ...]
    financials_max_age: int = 2
    partner_ids: tuple[int, ...] | None = None
    totals: dict | None = None
