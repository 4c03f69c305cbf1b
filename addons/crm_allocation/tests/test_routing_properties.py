# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from math import ceil

from hypothesis import example, given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.crm_policy.engine.worktime import Worktime, merge

from ..engine import explaining, queueing, rebalancing, routing, simulating

START = datetime(2026, 3, 2)
UNTIL = START + timedelta(days=5)
MOMENT = 1_000_000.0

orders = st.sampled_from([queueing.BY_WAIT, queueing.BY_LEVEL])
people = st.lists(
    st.builds(
        dict,
        weight=st.sampled_from([0, 0.5, 1, 1, 2]),
        owned=st.integers(0, 12),
        capacity=st.none() | st.integers(0, 15),
        rank=st.integers(0, 2),
        skips=st.integers(0, 2),
        last=st.none() | st.integers(0, 900_000).map(float),
        blocked=st.sampled_from([None, None, None, (routing.LEAVE, None)]),
    ),
    min_size=1,
    max_size=7,
)
moments = st.datetimes(START, UNTIL - timedelta(hours=1)).map(
    lambda moment: moment.replace(microsecond=0)
)
stretches = st.lists(st.tuples(moments, st.integers(1, 20)), max_size=5).map(
    lambda rows: merge((start, start + timedelta(hours=hours)) for start, hours in rows)
)


def _card(weight, owned, skips=0):
    nothing = {"capacity": None, "rank": 0, "last": None, "blocked": None}
    return {"weight": weight, "owned": owned, "skips": skips, **nothing}


def _people(cards):
    return [
        routing.Person(number, counted=card["owned"], **card)
        for number, card in enumerate(cards, 1)
    ]


def _customers(count):
    return [routing.Customer(number, rule_ids=(1,)) for number in range(1, count + 1)]


class TestRoutingProperties(BaseCase):
    @given(st.integers(2, 8), st.integers(0, 60))
    def test_equal_weights(self, size, count):
        """ALC-06 among equals nobody is ahead by more than one, at any moment"""
        router = routing.Router(
            [routing.Person(number) for number in range(size)],
            [routing.Rule(1)],
            0,
            MOMENT,
        )
        received = Counter(dict.fromkeys(range(size), 0))
        for outcome in router.route(_customers(count)):
            received[outcome.person_id] += 1
            self.assertLessEqual(max(received.values()) - min(received.values()), 1)
        self.assertEqual(received.total(), count)

    @given(people, st.integers(0, 25), orders, st.integers(0, 10_000))
    def test_each_decision_has_its_reason(self, cards, count, order, share):
        """ALC-06 a customer has somebody or a reason, and who is away gets none"""
        team = _people(cards)
        total = sum(person.counted for person in team)
        router = routing.Router(
            team, [routing.Rule(1, order=order, share=share)], total, MOMENT
        )
        outcomes = list(router.route(_customers(count)))
        for outcome in outcomes:
            self.assertEqual(outcome.person_id is None, bool(outcome.code))
            self.assertIn(
                outcome.code, (None, routing.EMPTY, routing.MIXED, *routing.CODES)
            )
        taken = Counter(outcome.person_id for outcome in outcomes)
        for person, card in zip(team, cards, strict=True):
            if card["blocked"] or not card["weight"]:
                self.assertEqual(taken[person.id], 0)
            if card["capacity"] is not None:
                self.assertLessEqual(person.owned, max(card["owned"], card["capacity"]))
            self.assertEqual(person.owned, card["owned"] + taken[person.id])
            self.assertGreaterEqual(person.skips, 0)

    @given(people, st.integers(1, 20), orders, st.integers(0, 10_000))
    @example(
        # the last one's share becomes small enough, and a turn is lost
        [
            *(_card(0, owned) for owned in (0, 2, 11)),
            *(_card(0.5, 0), _card(0.5, 1), _card(0.5, 8, skips=1)),
        ],
        3,
        queueing.BY_WAIT,
        0,
    )
    def test_told_as_it_was(self, cards, count, order, share):
        """ALC-06 who was chosen stood before all who waited, as it is told later"""
        team = _people(cards)
        router = routing.Router(
            team,
            [routing.Rule(1, order=order, share=share)],
            sum(person.counted for person in team),
            MOMENT,
        )
        turns = defaultdict(lambda: (0, 0, 0))
        for outcome in router.route(_customers(count)):
            standings = explaining.stand(
                explaining.unpack(explaining.pack(outcome.line.places)),
                {"order": order, "share": share},
                outcome.line.total,
                router.receivers,
                MOMENT,
                dict(turns),
                outcome.person_id,
                outcome.lost,
            )
            self.assertEqual(
                sorted(standing.id for standing in standings), sorted(router.people)
            )
            verdicts = Counter(standing.verdict for standing in standings)
            self.assertEqual(verdicts[explaining.CHOSEN], bool(outcome.person_id))
            able = verdicts[explaining.CHOSEN] + verdicts[explaining.WAITING]
            self.assertEqual(able, outcome.count)
            if outcome.person_id:
                unbiased = explaining.stand(
                    outcome.line.places,
                    {"order": order, "share": share},
                    outcome.line.total,
                    router.receivers,
                    MOMENT,
                    dict(turns),
                    None,
                    outcome.lost,
                )
                self.assertEqual(unbiased[0].id, outcome.person_id)
            self._count_turns(turns, outcome)

    def _count_turns(self, turns, outcome):
        for person_id in outcome.lost:
            received, lost, _position = turns[person_id]
            turns[person_id] = (received, lost + 1, outcome.position)
        if outcome.person_id:
            received, lost, _position = turns[outcome.person_id]
            turns[outcome.person_id] = (received + 1, lost, outcome.position)


class TestRebalancingProperties(BaseCase):
    @given(people, st.integers(0, 50))
    def test_never_worse(self, cards, tolerance):
        """ALC-06 nobody above the fair number receives, nobody below it gives"""
        for card in cards:
            card["skips"] = 0
        team = _people(cards)
        held = {
            person.id: [
                routing.Customer(1000 * person.id + number, rule_ids=(1,))
                for number in range(person.owned)
            ]
            for person in team
        }
        before = {person.id: person.owned for person in team}
        weights = sum(one["weight"] for one in cards if not one["blocked"])
        total = sum(before.values())
        moves = rebalancing.propose(team, routing.Rule(1), held, tolerance, MOMENT)
        self.assertEqual(
            len({customer for customer, _one, _other in moves}), len(moves)
        )
        after = Counter(before)
        for customer, one, other in moves:
            self.assertEqual(customer // 1000, one)
            after[one] -= 1
            after[other] += 1
        givers = {one for _customer, one, _other in moves}
        takers = {other for _customer, _one, other in moves}
        self.assertFalse(givers & takers)
        self.assertEqual(after.total(), total)
        for number, card in enumerate(cards, 1):
            fair = ceil(total * card["weight"] / weights) if weights else total
            limit = fair if card["capacity"] is None else min(fair, card["capacity"])
            if number in givers:
                self.assertGreaterEqual(after[number], limit)
            if number in takers:
                self.assertLessEqual(after[number], limit)
                self.assertFalse(card["blocked"])
        if weights and not any(card["blocked"] for card in cards):
            # who held least for the weight has no less, who held most no more
            loads = [
                (before[number] / card["weight"], after[number] / card["weight"])
                for number, card in enumerate(cards, 1)
                if card["weight"]
            ]
            self.assertLessEqual(
                max(load for _before, load in loads),
                max(max(load for load, _after in loads), total / weights + 2),
            )


class TestSimulatingProperties(BaseCase):
    @given(
        people,
        st.lists(moments, max_size=15).map(sorted),
        st.dictionaries(st.integers(1, 7), st.tuples(stretches, stretches)),
        st.booleans(),
    )
    def test_served(self, cards, arrivals, hours, respects_hours):
        """ALC-06 each customer is served once at most, at work, and never before"""
        team = _people(cards)
        worktimes = {
            number: Worktime(work, leaves, UNTIL)
            for number, (work, leaves) in hours.items()
        }
        customers = [
            simulating.Arrival(routing.Customer(number, rule_ids=(1,)), moment)
            for number, moment in enumerate(arrivals)
        ]
        served = simulating.simulate(
            team,
            [routing.Rule(1, respects_hours=respects_hours)],
            sum(person.counted for person in team),
            customers,
            worktimes,
            UNTIL,
        )
        self.assertEqual(
            sorted(one.customer_id for one in served), list(range(len(arrivals)))
        )
        for one in served:
            self.assertEqual(one.person_id is None, one.hours is None)
            self.assertEqual(one.person_id is None, bool(one.code))
            if one.person_id is None:
                continue
            self.assertGreaterEqual(one.hours, 0)
            moment = arrivals[one.customer_id] + timedelta(hours=one.hours)
            self.assertLessEqual(moment, UNTIL)
            time = worktimes.get(one.person_id)
            if time:
                # to the second: hours are fractions
                moment = moment + timedelta(milliseconds=500)
                moment = moment.replace(microsecond=0)
                self.assertIsNone(time.get_leave_end(moment))
                self.assertTrue(time.is_working(moment) or not respects_hours)
