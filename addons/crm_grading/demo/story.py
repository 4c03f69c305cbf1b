# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The customers of the demo company: who they are, what they buy, how they pay.

One line of ``customers.tsv`` is one customer with its story. A cell ``before>now``
changes in the course of the two years. Plain values, no database: the same every day,
only moved along with the calendar.
"""

import csv
import random
from dataclasses import dataclass
from datetime import date, timedelta

from odoo.tools.misc import file_open

QUARTERS = 8

# By pattern, how much is bought in each of the eight quarters and the running one
PATTERNS = {
    "steady": (1, 1, 1, 1, 1, 1, 1, 1, 1),
    "growing": (0.55, 0.65, 0.75, 0.85, 0.95, 1.05, 1.15, 1.25, 1.35),
    "shrinking": (1.4, 1.3, 1.2, 1.1, 1, 0.85, 0.7, 0.55, 0.4),
    "seasonal": (2, 2, 0, 0, 2, 2, 0, 0, 2),
    "new": (0, 0, 0, 0, 1, 1, 1, 1, 1),
    "lost": (1, 1, 1, 1, 0, 0, 0, 0, 0),
    "archived": (1, 1, 1, 1, 1, 1, 1, 0, 0),
    "refund_only": (0, 0, 0, 0, 1, 1, 1, 1, 0),
    "none": (0, 0, 0, 0, 0, 0, 0, 0, 0),
}

# By habit, of five invoices in a row: (share of the invoice, days after its due date)
ON_TIME = ((1, -4),)
HABITS = {
    "prompt": (ON_TIME,) * 5,
    "ordinary": (ON_TIME, ON_TIME, ((0.7, -2), (0.3, 12)), ON_TIME, ON_TIME),
    "slow": (ON_TIME, ON_TIME, ((1, 25),), ON_TIME, ON_TIME),
    "late": (((1, 40),), ON_TIME, ((1, 18),), ON_TIME, ((1, 55),)),
    "partial": (((0.6, -2), (0.4, 30)),) * 5,
    "overdue": (ON_TIME,) * 5,
}
UNPAID_QUARTERS = 2


@dataclass(frozen=True)
class Order:
    """What one invoice is about; ``payments`` as in :data:`HABITS`."""

    number: int
    quarter: int
    date: date
    amount: float
    payments: tuple


def before_and_now(cell):
    """The two values of a cell; the same twice where nothing changed.

    >>> before_and_now("BBB>A"), before_and_now("AA")
    (('BBB', 'A'), ('AA', 'AA'))
    """
    before, _arrow, now = cell.partition(">")
    return before, now or before


def read_customers():
    with file_open("crm_grading/demo/customers.tsv", "r") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def orders(customer, quarters):
    """What a customer orders in the quarters, oldest first.

    The number of orders follows the pattern; days and amounts scatter by a generator
    of the customer's own, so that adding a customer moves no other.
    """
    scatter = random.Random(customer["key"])
    a_year = int(customer["orders"])
    value = a_year and float(customer["amount"]) / a_year
    waiting, number, result = 0.5, 0, []
    for index, quarter in enumerate(quarters):
        waiting += a_year / 4 * PATTERNS[customer["pattern"]][index]
        count, waiting = int(waiting), waiting % 1
        days = (quarter.end - quarter.start).days
        for offset in sorted(scatter.random() for _order in range(count)):
            day = quarter.start + timedelta(days=int(offset * days))
            amount = value * scatter.uniform(0.85, 1.15)
            payments = _payments(customer["habit"], index, number)
            result.append(Order(number, index, day, amount, payments))
            number += 1
    return result


def _payments(habit, quarter, number):
    if habit == "overdue" and quarter >= QUARTERS - UNPAID_QUARTERS:
        return ()
    return HABITS[habit][number % len(HABITS[habit])]
