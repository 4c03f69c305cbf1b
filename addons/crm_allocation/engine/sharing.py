# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""How the customers of one person are shared out to several (ALC-14).

Plain values in, plain values out; the same input always gives the same result.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Customer:
    """A customer to be given to somebody.

    :param amount: what it is worth; 0 where nobody knows
    :param region: id of the country state, or None
    """

    id: int
    amount: float = 0.0
    region: int | None = None


@dataclass(frozen=True)
class Successor:
    """Somebody who receives customers.

    :param percent: share; the shares of all need not add up to 100
    :param regions: ids of country states; none: the rest of the country
    """

    id: int
    percent: float = 1.0
    regions: frozenset = field(default_factory=frozenset)


def quotas(count: int, percents: Sequence[float]) -> list[int]:
    """Whole numbers in proportion, by largest remainder; ties go to who comes first.

    >>> quotas(10, [50, 30, 20])
    [5, 3, 2]
    >>> quotas(10, [1, 1, 1])
    [4, 3, 3]
    >>> quotas(2, [0, 0])
    [1, 1]
    """
    if not sum(percents):
        percents = [1.0] * len(percents)
    exact = [count * percent / sum(percents) for percent in percents]
    whole = [int(number) for number in exact]
    rest = sorted(range(len(percents)), key=lambda at: (whole[at] - exact[at], at))
    for at in rest[: count - sum(whole)]:
        whole[at] += 1
    return whole


def share_by_number(
    customers: Iterable[Customer], successors: Sequence[Successor]
) -> dict[int, int]:
    """Each gets a share of the number of customers, large and small mixed.

    The most valuable customers are dealt out first, each to whoever is furthest behind
    the share, so that nobody gets all the large ones.

    :return: id of the successor by id of the customer
    """
    ordered = sorted(customers, key=lambda one: (-one.amount, one.id))
    numbers = quotas(len(ordered), [one.percent for one in successors])
    given = [0] * len(successors)
    result = {}
    for customer in ordered:
        at = min(
            (at for at, number in enumerate(numbers) if given[at] < number),
            key=lambda at: ((given[at] + 1) / numbers[at], at),
        )
        given[at] += 1
        result[customer.id] = successors[at].id
    return result


def share_by_amount(
    customers: Iterable[Customer], successors: Sequence[Successor]
) -> dict[int, int]:
    """Each gets a share of what the customers are worth.

    The largest first, each to whoever has least against the share; customers of
    unknown value follow, to whoever has the fewest.
    """
    percents = [one.percent for one in successors]
    if not sum(percents):
        percents = [1.0] * len(percents)
    takers = [at for at, percent in enumerate(percents) if percent]
    amounts = [0.0] * len(successors)
    numbers = [0] * len(successors)
    result = {}
    for customer in sorted(customers, key=lambda one: (-one.amount, one.id)):
        if customer.amount > 0:
            at = min(
                takers,
                key=lambda at: ((amounts[at] + customer.amount) / percents[at], at),
            )
        else:
            at = min(takers, key=lambda at: ((numbers[at] + 1) / percents[at], at))
        amounts[at] += max(customer.amount, 0.0)
        numbers[at] += 1
        result[customer.id] = successors[at].id
    return result


def share_by_territory(
    customers: Iterable[Customer], successors: Sequence[Successor]
) -> dict[int, int]:
    """Each gets the customers of the own regions.

    Who has no region takes the customers of all regions that nobody has; without such
    a person, everybody does. Several for one region share it by number.
    """
    rest = tuple(one for one in successors if not one.regions) or tuple(successors)
    groups: dict[tuple, list] = {}
    for customer in customers:
        takers = tuple(one for one in successors if customer.region in one.regions)
        groups.setdefault(takers or rest, []).append(customer)
    result = {}
    for takers, group in groups.items():
        result.update(share_by_number(group, takers))
    return result


METHODS = {
    "number": share_by_number,
    "amount": share_by_amount,
    "territory": share_by_territory,
}
