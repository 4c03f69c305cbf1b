# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who of those who may receive a customer is next, and with what share (ALC-06).

Plain values: nothing of rules, classes and territories, which decide who may.
"""

import heapq

# How those who may receive a customer are ordered.
BY_WAIT = "wait"
BY_LEVEL = "level"


class Queue:
    """Who is next among the same people, by the same order and share.

    Entries are put right when they come to the front, and whoever has too large a share
    is parked until the total has grown: each decision costs a few steps, however many
    people there are.

    :ivar parked: ids of those who have too large a share
    :ivar able: how many may receive the next customer, or lose a turn by it
    """

    def __init__(self, rule, people, total, receivers):
        self.order = rule.order
        self.share = rule.share
        self.receivers = receivers
        self.heap = [(self.key(person), person.id) for person in people]
        heapq.heapify(self.heap)
        # Who is parked leaves the heap only on coming to the front, which may be later.
        self.entered = {person.id for person in people}
        self.parked = set()
        self.returns = []
        self.able = len(people)
        for person in people:
            self.update(person, total)

    def key(self, person):
        """What decides who is next; grows with each turn, never shrinks."""
        return (
            person.rank if self.order == BY_LEVEL else 0,
            person.turns,
            -1.0 if person.last is None else person.last,
            person.position,
            person.owned,
            person.id,
        )

    def choose(self, people):
        """The first who may receive.

        :return: the person or ``None``, and those before who have a turn to lose
        """
        aside, losers, chosen = [], [], None
        while self.heap and not chosen:
            key, person_id = self.heap[0]
            person = people[person_id]
            if person.is_full or person_id in self.parked:
                heapq.heappop(self.heap)
                self.entered.remove(person_id)
            elif key != self.key(person):
                heapq.heapreplace(self.heap, (self.key(person), person_id))
            elif person.skips:
                losers.append(person)
                aside.append(heapq.heappop(self.heap))
            else:
                chosen = person
        for entry in aside:
            heapq.heappush(self.heap, entry)
        return chosen, losers

    def update(self, person, total):
        """Takes notice of what somebody received.

        :param int total: customers that count for the shares now
        """
        if person.is_full:
            if person.id not in self.parked:
                self.able -= 1
            self.parked.discard(person.id)
        elif person.id not in self.parked:
            needed = get_needed_total(person.counted, self.share, self.receivers)
            if needed > total + 1:
                self.parked.add(person.id)
                self.able -= 1
                heapq.heappush(self.returns, (needed, person.id))

    def unpark(self, people, total):
        """Lets those back in whose share is small enough meanwhile."""
        while self.returns and self.returns[0][0] <= total + 1:
            _needed, person_id = heapq.heappop(self.returns)
            if person_id not in self.parked:
                continue
            self.parked.remove(person_id)
            self.able += 1
            person = people[person_id]
            if person_id not in self.entered:
                heapq.heappush(self.heap, (self.key(person), person_id))
                self.entered.add(person_id)
            # more may have been received since, as who is owed a customer does
            self.update(person, total)


def get_needed_total(counted, share, receivers):
    """The total with which somebody may receive one more; an equal share always.

    :param int counted: customers the person has
    :param int share: hundredths of a percent one person may have, rounded up
    :param int receivers: how many people there are

    >>> get_needed_total(3, 3000, 100)   # 4 are 30 % of 11, rounded up
    11
    >>> get_needed_total(3, 3000, 2)     # 4 are half of 7, rounded up
    7
    """
    equal = counted * max(1, receivers) + 1
    return min(equal, counted * 10_000 // share + 1) if share > 0 else equal
