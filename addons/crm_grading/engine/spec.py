# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A scheme as plain, immutable values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from odoo.tools import SQL


@dataclass(frozen=True)
class Band:
    """From ``lower`` on (inclusive) a figure earns ``points`` (0 to 100)."""

    lower: Decimal
    points: Decimal


@dataclass(frozen=True)
class Indicator:
    """One weighted line of a scorecard.

    :ivar method: ``bands``, ``linear``, ``percentile`` or ``assessed`` (GRD-04);
        ``figure`` for a figure that earns no points but stands with the result
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
    """From score or amount ``lower`` on (inclusive) a customer has ``grade_id``."""

    grade_id: int
    lower: Decimal


@dataclass(frozen=True)
class Scorecard:
    """Weighted points make a score, the score a grade (GRD-01).

    Indicators in order, thresholds from best to worst.
    """

    indicators: tuple[Indicator, ...]
    thresholds: tuple[Threshold, ...]
    minimum_coverage: Decimal

    @property
    def grades(self):
        """From best to worst."""
        return tuple(threshold.grade_id for threshold in self.thresholds)


@dataclass(frozen=True)
class Amount:
    """An amount makes the grade; the lowest grade is open below (GRD-05).

    :ivar indicators: the one whose figure is the amount
    """

    indicators: tuple[Indicator, ...]
    thresholds: tuple[Threshold, ...]

    @property
    def grades(self):
        """From best to worst."""
        return tuple(threshold.grade_id for threshold in self.thresholds)


@dataclass(frozen=True)
class Rule:
    """A rule and the grade that it gives."""

    rule_id: int
    grade_id: int


@dataclass(frozen=True)
class Rules:
    """The first rule that a customer meets makes the grade (GRD-06).

    :ivar indicators: figures that stand with the result as evidence
    :ivar matched: select of ``(id, rule_id)``, the first rule of each customer
    :ivar facts: ``(code, window)`` of the figures that conditions ask for
    :ivar grades: from best to worst
    """

    indicators: tuple[Indicator, ...]
    rules: tuple[Rule, ...]
    matched: SQL
    facts: tuple[tuple[str, int], ...]
    grades: tuple[int, ...]


@dataclass(frozen=True)
class Matrix:
    """Two scorecards make two classes, and both together the grade (GRD-07).

    :ivar value: what the customer is worth; its thresholds give classes, not grades
    :ivar potential: what it may become, likewise
    :ivar cells: grade by ``(value class, potential class)``
    :ivar grades: from best to worst
    """

    value: Scorecard
    potential: Scorecard
    cells: dict[tuple[int, int], int]
    grades: tuple[int, ...]
    minimum_coverage: Decimal

    @property
    def indicators(self):
        return self.value.indicators + self.potential.indicators


@dataclass(frozen=True)
class Cooperation:
    """What counts as one cooperation with a customer (GRD-06).

    :ivar unit: ``invoice``, ``contract`` (what invoices name as their origin) or a
        unit that a bridge adds
    :ivar months: how far back they are counted
    :ivar minimum: smallest amount, untaxed, in company currency
    """

    unit: str = "contract"
    months: int = 36
    minimum: Decimal = Decimal(0)


@dataclass(frozen=True)
class Scope:
    """Which figures a round looks at.

    :ivar date: last day of every window
    :ivar company_id: company that grades (facts of its own tables)
    :ivar company_ids: that company and its branches (accounting documents)
    :ivar scheme_id: first version of the scheme, whose standings are those of before
    :ivar financials_max_age: years after which a customer's own figures are too old
    :ivar cooperation: what is counted as a cooperation
    :ivar near_months: months within which a project begins that is near
    :ivar partner_ids: only these customers, or everyone when ``None``
    :ivar totals: by fact, the figure of all customers to which a share relates;
        asked from the population itself where it is not given
    """

    date: date
    company_id: int
    company_ids: tuple[int, ...]
    scheme_id: int = 0
    financials_max_age: int = 2
    cooperation: Cooperation = Cooperation()
    near_months: int = 6
    partner_ids: tuple[int, ...] | None = None
    totals: dict | None = None
