# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Registering a customer: what must be told, who is in the way, what runs when.

Plain values only; serves ALC-01, ALC-02 and ALC-03.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

# Kinds of keys that tell customers apart; a name only among companies, as people
# share names, and a domain not at all, as the firms of a group share it.
EXACT_KINDS = frozenset({"phone", "email", "vat"})
# Whose customer is nobody's to register.
BLOCKING = frozenset({"own", "person", "pool", "company", "pending"})

# What the form 客户资源信息登记表 asks of a customer whom one developed oneself.
OWN_CONTENTS = (
    "customer_source_id",
    "industry_id",
    "city",
    "demand",
    "demand_date",
    "contact_name",
    "expected_amount",
)
# What an agent asks on the telephone.
CALL_CONTENTS = ("channel_id", "demand", "class_id")


@dataclass(frozen=True)
class Hit:
    """A customer, or a registration under way, that the one told of may be.

    :param tuple kinds: the keys in common; none: only the name is similar
    :param str status: with whom the customer is: free, unregistered, own, person,
        pool, company, archived or pending (another registration)
    """

    kinds: tuple[str, ...]
    status: str
    is_company: bool

    @property
    def is_exact(self) -> bool:
        return bool(EXACT_KINDS & set(self.kinds)) or (
            self.is_company and "name" in self.kinds
        )

    @property
    def is_blocking(self) -> bool:
        """Nobody else may register this customer, unless the company assigns it."""
        return self.is_exact and self.status in BLOCKING


def get_missing(values: dict, is_call: bool) -> list[str]:
    """Which of the contents that the form asks are not there, in its order.

    One of phone, mobile and e-mail is enough; persons need no contact person.

    >>> get_missing({"demand": "valves", "class_id": 1, "mobile": "138"}, True)
    []
    """
    asked = CALL_CONTENTS if is_call else OWN_CONTENTS
    missing = [name for name in asked if not values.get(name)]
    if not values.get("is_company") and "contact_name" in missing:
        missing.remove("contact_name")
    if not any(values.get(name) for name in ("phone", "mobile", "email")):
        missing.append("phone")
    return missing


def get_end(day: date, count: int, unit: str) -> date:
    """The last day of a time that begins on a day.

    :param str unit: days, weeks or months, of the calendar

    >>> get_end(date(2026, 8, 31), 6, "months")
    datetime.date(2027, 2, 28)
    """
    if unit == "months":
        return day + relativedelta(months=count)
    return day + timedelta(**{unit: count})
