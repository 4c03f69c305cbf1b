# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who receives a customer, and why (ALC-06): plain values, no database, no chance.

Rules are tried in their order. The people a rule names stand in a line; whoever may
not receive a customer stands in it with the reason. Of the others receives who has had
the fewest turns for the weight given to the person, then who has waited longest, then
who holds fewest customers, then the lowest id. A turn counts 1 / weight, so shares
approach the weights, and among equal weights everybody is served in turn, whoever
waits longest first.

People have one state in all lines of a run, so that a run of many customers is spread
like as many runs of one.
"""

from dataclasses import dataclass, field

from .queueing import BY_WAIT, Queue

# Why somebody stands in a line and receives nothing. Addons add codes of their own, as
# reasons of a person whatever the customer (Person.blocked).
INACTIVE = "inactive"
PAUSED = "paused"
WEIGHTLESS = "weightless"
SUSPENDED = "suspended"
LEAVE = "leave"
HOURS = "hours"
CLASS = "class"
TERRITORY = "territory"
FULL = "full"
SHARE = "share"
SKIPPED = "skipped"
CODES = (
    INACTIVE,
    PAUSED,
    WEIGHTLESS,
    SUSPENDED,
    LEAVE,
    HOURS,
    CLASS,
    TERRITORY,
    FULL,
    SHARE,
    SKIPPED,
)

# Why a customer stays without anybody, beside one of the codes above when all who
# stand in the line share it.
NO_RULE = "no_rule"
EMPTY = "empty"
MIXED = "mixed"

# Turns are sums of fractions; so many decimals keep equal sums equal.
DECIMALS = 9


@dataclass
class Person:
    """Somebody who may receive customers, with what changes during a run.

    :ivar id: breaks the last tie
    :ivar rank: place of the level, 0 is the highest
    :ivar weight: 2 receives twice as many customers as 1; 0 receives none
    :ivar owned: customers held
    :ivar capacity: customers held at most; ``None`` for any number
    :ivar counted: customers that count for the share
    :ivar turns: sum of 1 / weight of what was received
    :ivar last: when the person received the last customer, in seconds; ``None``: never
    :ivar class_ids: classes the person may receive; empty for all
    :ivar territory_ids: states the person serves; empty for all
    :ivar skips: turns to lose
    :ivar blocked: (code, detail) of who receives nothing in this run, or ``None``
    :ivar closed: whether the person is out of working hours
    :ivar opening: detail of ``closed``: when the working hours begin
    :ivar position: the last decision of the run that was a turn of the person
    """

    id: int
    team_id: int | None = None
    level_id: int | None = None
    rank: int = 0
    weight: float = 1.0
    owned: int = 0
    capacity: int | None = None
    counted: int = 0
    turns: float = 0.0
    last: float | None = None
    class_ids: frozenset = frozenset()
    territory_ids: frozenset = frozenset()
    skips: int = 0
    blocked: tuple | None = None
    closed: bool = False
    opening: str | None = None
    position: int = 0
    queues: list = field(default_factory=list, repr=False)

    @property
    def is_full(self):
        return self.capacity is not None and self.owned >= self.capacity

    def take_turn(self, moment, position):
        self.turns = round(self.turns + 1 / self.weight, DECIMALS)
        self.last = moment
        self.position = position


@dataclass(frozen=True)
class Rule:
    """
    :ivar team_ids: teams that receive; empty for all people
    :ivar level_ids: levels that receive; empty for all
    :ivar share: hundredths of a percent that one person may hold at most
    :ivar goes_on: the next rule is tried when nobody may receive
    """

    id: int
    team_ids: frozenset = frozenset()
    level_ids: frozenset = frozenset()
    match_class: bool = True
    match_territory: bool = True
    respects_hours: bool = False
    order: str = BY_WAIT
    share: int = 10_000
    goes_on: bool = True


@dataclass(frozen=True)
class Customer:
    """:ivar rule_ids: the rules whose conditions the customer meets, in their order"""

    id: int
    class_id: int | None = None
    territory_id: int | None = None
    rule_ids: tuple = ()


@dataclass(frozen=True)
class Place:
    """How somebody stood when a line was formed; kept with the decisions."""

    id: int
    code: str | None
    detail: str | None
    weight: float
    rank: int
    owned: int
    capacity: int | None
    counted: int
    turns: float
    last: float | None


def _allows(ids, asked_id):
    """Nothing named: everything is allowed."""
    return not ids or asked_id in ids


class Line:
    """The people of a rule for customers of one class and territory."""

    def __init__(self, rule, class_id, territory_id, people, position, total):
        self.rule = rule
        self.class_id = class_id
        self.territory_id = territory_id
        self.position = position
        self.total = total
        self.places = [self._place(person) for person in people]
        self.free_ids = tuple(place.id for place in self.places if not place.code)
        self.queue = None

    def _place(self, person):
        code, detail = self._exclude(person)
        return Place(
            person.id,
            code,
            detail,
            person.weight,
            person.rank,
            person.owned,
            person.capacity,
            person.counted,
            person.turns,
            person.last,
        )

    def _exclude(self, person):
        """(code, detail) of what the person cannot help during this run."""
        rule = self.rule
        if person.blocked:
            return person.blocked
        if not person.weight > 0:
            return WEIGHTLESS, None
        if person.is_full:
            return FULL, None
        if rule.match_class and not _allows(person.class_ids, self.class_id):
            return CLASS, None
        if rule.match_territory and not _allows(
            person.territory_ids, self.territory_id
        ):
            return TERRITORY, None
        if rule.respects_hours and person.closed:
            return HOURS, person.opening
        return None, None


@dataclass
class Outcome:
    """What was decided for one customer.

    :ivar position: number of the decision in its run, from 1
    :ivar person_id: who receives the customer, or ``None``
    :ivar code: why nobody does
    :ivar line: where it was decided; ``None`` when no rule matched
    :ivar passed: lines of rules before, in which nobody could receive
    :ivar count: how many could have received the customer
    :ivar lost: people who lost a turn by it, also when nobody received the customer
    :ivar is_owed: the person was owed a customer of this class
    """

    customer_id: int
    position: int
    person_id: int | None = None
    code: str | None = None
    line: Line | None = None
    passed: list = field(default_factory=list)
    count: int = 0
    lost: list = field(default_factory=list)
    is_owed: bool = False


class Router:
    """Decides for customers one after the other, and remembers who received what.

    :param people: :class:`Person` list; their state is changed
    :param rules: :class:`Rule` list
    :param int total: customers that count for the shares, of all people together
    :param float moment: now, in seconds
    :param dict owed: ids of people who are owed a customer, by class (ALC-08)
    """

    def __init__(self, people, rules, total, moment, owed=None):
        self.people = {person.id: person for person in people}
        self.rules = {rule.id: rule for rule in rules}
        self.total = total
        self.moment = moment
        self.owed = {class_id: list(ids) for class_id, ids in (owed or {}).items()}
        self.position = 0
        self.lines = {}
        self.queues = {}
        self.receivers = sum(
            1 for person in people if not person.blocked and person.weight > 0
        )
        self._seat_newcomers()

    def _seat_newcomers(self):
        """Who never received anything starts beside the others, not far before them."""
        floor = self._get_floor()
        for person in self.people.values():
            if person.last is None and not person.turns:
                person.turns = floor

    def _get_floor(self):
        """The fewest turns of those who are there."""
        return min(
            (
                person.turns
                for person in self.people.values()
                if not self._is_away(person)
                and (person.last is not None or person.turns)
            ),
            default=0.0,
        )

    @staticmethod
    def _is_away(person):
        """Who is away does not gather turns to be made up for afterwards."""
        return bool(person.blocked) or person.is_full or not person.weight > 0

    def settle(self):
        """Ends a run: who was away has no turns to make up for."""
        floor = self._get_floor()
        for person in self.people.values():
            if self._is_away(person):
                person.turns = max(person.turns, floor)

    def new_moment(self, moment):
        """Time goes on: lines are formed again, who is next stays as it is."""
        self.moment = moment
        self.lines, self.queues = {}, {}
        for person in self.people.values():
            person.queues.clear()

    def route(self, customers):
        """Yields an :class:`Outcome` for each :class:`Customer`, in their order."""
        for customer in customers:
            self.position += 1
            yield self._decide(customer)

    def _decide(self, customer):
        outcome = Outcome(customer.id, self.position, code=NO_RULE)
        skipped = {}
        for rule_id in customer.rule_ids:
            rule = self.rules[rule_id]
            if outcome.line:
                outcome.passed.append(outcome.line)
            outcome.line = self._get_line(rule, customer)
            outcome.line.queue.unpark(self.people, self.total)
            person, losers = self._find_owed(outcome.line, customer), []
            outcome.is_owed = bool(person)
            if not person:
                person, losers = outcome.line.queue.choose(self.people)
            skipped.update((loser.id, loser) for loser in losers)
            if person:
                self._skip(skipped.values(), outcome)
                self._give(person, len(losers), outcome)
                return outcome
            outcome.code = self._summarize(outcome.line)
            if not rule.goes_on:
                break
        if skipped:
            # lost also when nobody else can take it: not again and again
            self._skip(skipped.values(), outcome)
            outcome.code = SKIPPED
        return outcome

    def _find_owed(self, line, customer):
        """Who is owed a customer of the class comes first, whatever the share."""
        waiting = self.owed.get(customer.class_id, ())
        for person_id in waiting:
            person = self.people.get(person_id)
            if person_id in line.free_ids and not (person.is_full or person.skips):
                waiting.remove(person_id)
                return person
        return None

    def _get_line(self, rule, customer):
        class_id = customer.class_id if rule.match_class else None
        territory_id = customer.territory_id if rule.match_territory else None
        key = rule.id, class_id, territory_id
        if key not in self.lines:
            self.lines[key] = self._form_line(rule, class_id, territory_id)
        return self.lines[key]

    def _form_line(self, rule, class_id, territory_id):
        people = [
            person
            for person in self.people.values()
            if (not rule.team_ids or person.team_id in rule.team_ids)
            and (not rule.level_ids or person.level_id in rule.level_ids)
        ]
        before = self.position - 1
        line = Line(rule, class_id, territory_id, people, before, self.total)
        key = rule.order, rule.share, line.free_ids
        if key not in self.queues:
            free = [self.people[person_id] for person_id in line.free_ids]
            self.queues[key] = queue = Queue(rule, free, self.total, self.receivers)
            for person in free:
                person.queues.append(queue)
        line.queue = self.queues[key]
        return line

    def _skip(self, losers, outcome):
        """Each of them loses one turn, in however many rules it came."""
        for loser in losers:
            loser.skips -= 1
            loser.take_turn(self.moment, self.position)
            outcome.lost.append(loser.id)

    def _give(self, person, lost, outcome):
        """:param int lost: how many of this line lost their turn"""
        queue = outcome.line.queue
        # who is owed a customer receives it whatever the share
        outcome.count = queue.able - lost + (person.id in queue.parked)
        outcome.person_id = person.id
        outcome.code = None
        person.owned += 1
        person.counted += 1
        self.total += 1
        person.take_turn(self.moment, self.position)
        for queue in person.queues:
            queue.update(person, self.total)

    def _summarize(self, line):
        """One code for all who stand in a line where nobody can receive."""
        codes = {place.code for place in line.places if place.code}
        free = [self.people[person_id] for person_id in line.free_ids]
        if any(person.is_full for person in free):
            codes.add(FULL)
        if not all(person.is_full for person in free):
            codes.add(SHARE)
        if not codes:
            return EMPTY
        return codes.pop() if len(codes) == 1 else MIXED
