# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..engine import concentration, explaining, queueing, routing

MOMENT = 1_000_000.0


def _route(people, count, rule=None, total=None, **customer):
    """Allocates customers of one kind by one rule."""
    rule = rule or routing.Rule(1)
    total = sum(person.counted for person in people) if total is None else total
    router = routing.Router(people, [rule], total, MOMENT)
    customers = [
        routing.Customer(number, rule_ids=(rule.id,), **customer)
        for number in range(count)
    ]
    return list(router.route(customers)), router


def _count(outcomes):
    return Counter(outcome.person_id for outcome in outcomes)


class TestRoutingEngine(BaseCase):
    """Who is next: plain values, no database."""

    def test_longest_wait(self):
        """ALC-06 among equals, whoever waits longest receives, then in turn"""
        people = [
            routing.Person(1, last=300.0),
            routing.Person(2, last=100.0),
            routing.Person(3, last=200.0),
        ]
        outcomes, _router = _route(people, 6)
        self.assertEqual(
            [outcome.person_id for outcome in outcomes], [2, 3, 1, 2, 3, 1]
        )
        self.assertEqual(outcomes[0].count, 3)

    def test_never_received(self):
        """ALC-06 who never received anything waits longest, and catches nothing up"""
        people = [
            routing.Person(1, last=100.0, turns=50.0),
            routing.Person(2),
        ]
        outcomes, _router = _route(people, 4)
        self.assertEqual([outcome.person_id for outcome in outcomes], [2, 1, 2, 1])

    def test_ties(self):
        """ALC-06 same wait: fewest customers, then the lowest id"""
        people = [
            routing.Person(1, owned=5),
            routing.Person(2, owned=3),
            routing.Person(3, owned=3),
        ]
        outcomes, _router = _route(people, 3)
        self.assertEqual([outcome.person_id for outcome in outcomes], [2, 3, 1])

    def test_level_first(self):
        """ALC-06 higher level first, as long as it may"""
        people = [
            routing.Person(1, rank=2, capacity=5),
            routing.Person(2, rank=1, capacity=2),
        ]
        outcomes, _router = _route(people, 4, routing.Rule(1, order=queueing.BY_LEVEL))
        self.assertEqual([outcome.person_id for outcome in outcomes], [2, 2, 1, 1])

    def test_exclusions(self):
        """ALC-06 everybody who is left out has the reason"""
        people = [
            routing.Person(1, blocked=(routing.LEAVE, "2026-07-08T01:00:00")),
            routing.Person(2, weight=0),
            routing.Person(3, capacity=2, owned=2),
            routing.Person(4, class_ids=frozenset([8])),
            routing.Person(5, territory_ids=frozenset([8])),
            routing.Person(6, closed=True, opening="2026-07-02T01:00:00"),
            routing.Person(7),
        ]
        rule = routing.Rule(1, respects_hours=True)
        outcomes, _router = _route(people, 1, rule, class_id=9, territory_id=9)
        self.assertEqual(outcomes[0].person_id, 7)
        self.assertEqual(outcomes[0].count, 1)
        self.assertEqual(
            [place.code for place in outcomes[0].line.places],
            [
                routing.LEAVE,
                routing.WEIGHTLESS,
                routing.FULL,
                routing.CLASS,
                routing.TERRITORY,
                routing.HOURS,
                None,
            ],
        )

    def test_nobody(self):
        """ALC-06 no rule, nobody in the line, all weights zero, all full: defined"""
        router = routing.Router([], [], 0, MOMENT)
        [outcome] = router.route([routing.Customer(1)])
        self.assertEqual(outcome.code, routing.NO_RULE)
        self.assertEqual(_route([], 1)[0][0].code, routing.EMPTY)
        weightless = [routing.Person(1, weight=0), routing.Person(2, weight=0)]
        self.assertEqual(_route(weightless, 1)[0][0].code, routing.WEIGHTLESS)
        full = [routing.Person(1, capacity=1), routing.Person(2, capacity=1)]
        codes = [outcome.code for outcome in _route(full, 3)[0]]
        self.assertEqual(codes, [None, None, routing.FULL])
        mixed = [routing.Person(1, weight=0), routing.Person(2, capacity=0)]
        self.assertEqual(_route(mixed, 1)[0][0].code, routing.MIXED)

    def test_next_rule(self):
        """ALC-06 the first rule decides; the next one only if it says so"""
        people = [routing.Person(1, team_id=1, weight=0), routing.Person(2, team_id=2)]
        first = routing.Rule(1, team_ids=frozenset([1]))
        second = routing.Rule(2, team_ids=frozenset([2]))
        router = routing.Router(people, [first, second], 0, MOMENT)
        [outcome] = router.route([routing.Customer(1, rule_ids=(1, 2))])
        self.assertEqual(outcome.person_id, 2)
        self.assertEqual([line.rule.id for line in outcome.passed], [1])
        waits = routing.Rule(1, team_ids=frozenset([1]), goes_on=False)
        router = routing.Router(people, [waits, second], 0, MOMENT)
        [outcome] = router.route([routing.Customer(1, rule_ids=(1, 2))])
        self.assertEqual(outcome.code, routing.WEIGHTLESS)

    def test_share(self):
        """ALC-06 nobody receives more than the largest share; the next one does"""
        people = [
            routing.Person(1, counted=9, turns=0.5, last=1.0),
            routing.Person(2, turns=9.0, last=2.0),
            routing.Person(3, turns=9.0, last=2.0),
            routing.Person(4, turns=9.0, last=2.0),
        ]
        outcomes, _router = _route(people, 1, routing.Rule(1, share=3000), total=12)
        self.assertEqual(outcomes[0].person_id, 2)
        self.assertEqual(outcomes[0].count, 3)

    def test_alone_above_share(self):
        """ALC-06 who has too large a share receives nothing, even alone in the line"""
        people = [
            routing.Person(1, team_id=1, counted=9),
            routing.Person(2, team_id=2),
            routing.Person(3, team_id=2),
            routing.Person(4, team_id=2),
        ]
        rule = routing.Rule(1, team_ids=frozenset([1]), share=3000)
        self.assertEqual(_route(people, 1, rule)[0][0].code, routing.SHARE)

    def test_lost_turn(self):
        """ALC-06 ALC-07 who would be next loses the turn, the next one receives"""
        people = [
            routing.Person(1, last=1.0, skips=1),
            routing.Person(2, last=2.0),
            routing.Person(3, last=3.0),
        ]
        outcomes, _router = _route(people, 4)
        self.assertEqual([outcome.person_id for outcome in outcomes], [2, 3, 1, 2])
        self.assertEqual([outcome.lost for outcome in outcomes], [[1], [], [], []])

    def test_lost_turn_alone(self):
        """ALC-07 ALC-09 the only one loses the turns all the same, then receives"""
        alone = routing.Person(1, skips=2)
        full = routing.Person(2, capacity=0)
        outcomes, _router = _route([alone, full], 3)
        self.assertEqual([outcome.lost for outcome in outcomes], [[1], [1], []])
        self.assertEqual(
            [outcome.code for outcome in outcomes],
            [routing.SKIPPED, routing.SKIPPED, None],
        )
        self.assertEqual(outcomes[2].person_id, 1)
        self.assertEqual(alone.skips, 0)

    def test_lost_turn_of_passed_rule(self):
        """ALC-07 ALC-09 a turn lost in one rule counts when the next one gives"""

        def route(skips):
            people = [
                routing.Person(1, team_id=1, skips=skips),
                routing.Person(2, team_id=2),
            ]
            rules = [
                routing.Rule(1, team_ids=frozenset([1])),
                routing.Rule(2),
            ]
            router = routing.Router(people, rules, 0, MOMENT)
            customers = [routing.Customer(n, rule_ids=(1, 2)) for n in range(2)]
            return list(router.route(customers)), people[0]

        outcomes, person = route(1)
        self.assertEqual([outcome.person_id for outcome in outcomes], [2, 1])
        self.assertEqual([outcome.lost for outcome in outcomes], [[1], []])
        self.assertEqual(outcomes[0].count, 1)
        # one turn a customer, though the person stands in both lines
        _outcomes, person = route(3)
        self.assertEqual(person.skips, 1)

    def test_away(self):
        """ALC-06 nobody makes up for turns of the time away"""
        away = routing.Person(1, last=1.0, turns=1.0, blocked=(routing.LEAVE, None))
        other = routing.Person(2, last=2.0, turns=1.0)
        _outcomes, router = _route([away, other], 10)
        router.settle()
        self.assertEqual(away.turns, other.turns)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.integers(1, 9), min_size=2, max_size=8))
    def test_weights(self, weights):
        """ALC-06 shares approach the weights, at every moment within one customer"""
        people = [
            routing.Person(number, weight=weight)
            for number, weight in enumerate(weights)
        ]
        count = 40 * sum(weights)
        outcomes, _router = _route(people, count)
        for number, weight in enumerate(weights):
            self.assertAlmostEqual(_count(outcomes)[number], 40 * weight, delta=1)

    @settings(max_examples=80, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from([0, 0.5, 1, 3]),
                st.integers(0, 30),
                st.one_of(st.none(), st.integers(0, 40)),
                st.integers(0, 3),
                st.integers(0, 2),
            ),
            min_size=1,
            max_size=9,
        ),
        st.integers(100, 10_000),
        st.sampled_from([queueing.BY_WAIT, queueing.BY_LEVEL]),
        st.integers(0, 120),
    )
    def test_limits(self, cards, share, order, count):
        """ALC-06 nobody above capacity or share; same input, same output"""

        def people():
            return [
                routing.Person(
                    number,
                    weight=weight,
                    owned=owned,
                    counted=owned,
                    capacity=capacity,
                    rank=rank,
                    skips=skips,
                )
                for number, (weight, owned, capacity, rank, skips) in enumerate(cards)
            ]

        rule = routing.Rule(1, share=share, order=order)
        before, after = people(), people()
        outcomes, router = _route(after, count, rule)
        again, _router = _route(before, count, rule)
        self.assertEqual(
            [outcome.person_id for outcome in outcomes],
            [outcome.person_id for outcome in again],
        )
        received = _count(outcomes)
        for person, card in zip(after, cards, strict=True):
            _weight, owned, capacity, _rank, _skips = card
            if received[person.id] and capacity is not None:
                self.assertLessEqual(person.owned, capacity)
            if received[person.id]:
                needed = queueing.get_needed_total(
                    person.counted - 1, share, router.receivers
                )
                self.assertLessEqual(needed, router.total)
            self.assertEqual(person.owned, owned + received[person.id])

    def test_told_as_it_was(self):
        """ALC-06 how people stood at a decision is found again from what is kept"""
        people = [
            routing.Person(1, last=1.0, capacity=2),
            routing.Person(2, last=2.0, weight=2),
            routing.Person(3, blocked=(routing.LEAVE, "2026-07-08T01:00:00")),
        ]
        outcomes, router = _route(people, 8)
        turns = {}
        for outcome in outcomes:
            line = outcome.line
            standings = explaining.stand(
                explaining.unpack(explaining.pack(line.places)),
                {"order": line.rule.order, "share": line.rule.share},
                line.total,
                router.receivers,
                MOMENT,
                turns,
                outcome.person_id,
                outcome.lost,
            )
            free = [
                standing.id
                for standing in standings
                if standing.verdict in (explaining.CHOSEN, explaining.WAITING)
            ]
            self.assertEqual(free[0], outcome.person_id)
            self.assertEqual(len(free), outcome.count)
            self.assertIn(
                explaining.Standing(
                    3, "leave", "2026-07-08T01:00:00", 1.0, 0, None, 0.0, None
                ),
                standings,
            )
            received, lost, _position = turns.get(outcome.person_id, (0, 0, 0))
            turns[outcome.person_id] = (received + 1, lost, outcome.position)
        self.assertEqual(outcomes[-1].count, 1)

    def test_concentration(self):
        """ALC-06 ALC-19 largest share and Herfindahl index"""
        self.assertEqual(concentration.largest_share([]), 0)
        self.assertEqual(concentration.largest_share([3, 1]), 75)
        self.assertEqual(concentration.herfindahl([1, 1]), 5000)
        self.assertEqual(concentration.herfindahl([]), 0)
