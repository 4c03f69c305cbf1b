# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who holds too many customers, and who could hold more (ALC-06): plain values.

Everybody's fair number is the part of all customers that belongs to the weight.
Whoever holds more than the fair number and a tolerance gives away what is above the
fair number; others receive up to theirs.
"""

from math import ceil

from . import routing

OVERLOADED = "overloaded"


def propose(people, rule, customers_by_person, tolerance, moment):
    """Which customers could go to whom.

    :param people: :class:`~.routing.Person` list with what each holds
    :param rule: :class:`~.routing.Rule` that orders those who receive
    :param dict customers_by_person: :class:`~.routing.Customer` lists that may leave a
        person, those that go first in front
    :param float tolerance: so much above the fair number, in percent, is no overload
    :param float moment: now, in seconds
    :return: (customer id, from person, to person) of each customer that should go
    """
    surplus = _get_surplus(people, tolerance)
    offered = {}
    for person in people:
        person.turns, person.last, person.skips = 0.0, None, 0
        if person.id in surplus:
            person.blocked = (OVERLOADED, None)
            own = customers_by_person.get(person.id, [])[: surplus[person.id]]
            offered.update({customer.id: (customer, person) for customer in own})
    router = routing.Router(
        people, [rule], sum(person.owned for person in people), moment
    )
    customers = [customer for customer, _person in offered.values()]
    return [
        (outcome.customer_id, offered[outcome.customer_id][1].id, outcome.person_id)
        for outcome in router.route(customers)
        if outcome.person_id
    ]


def _get_surplus(people, tolerance):
    """How many customers leave each overloaded person; others get a fair capacity."""
    total = sum(person.owned for person in people)
    weights = sum(person.weight for person in people if not person.blocked)
    surplus = {}
    for person in people:
        fair = ceil(total * person.weight / weights) if weights else total
        limit = fair if person.capacity is None else min(fair, person.capacity)
        above = person.owned > fair * (1 + tolerance / 100)
        if above or (person.capacity is not None and person.owned > person.capacity):
            surplus[person.id] = person.owned - limit
        else:
            person.capacity = limit
    return surplus
