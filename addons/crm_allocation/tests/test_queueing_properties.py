# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
from fractions import Fraction
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..engine import queueing, routing

MOMENT = 1_000_000.0

shares = st.integers(0, 10_000)
cards = st.lists(
    st.fixed_dictionaries(
        {
            "weight": st.sampled_from([0.5, 1, 2]),
            "counted": st.integers(0, 12),
            "capacity": st.none() | st.integers(0, 15),
            "rank": st.integers(0, 2),
            "skips": st.integers(0, 2),
            "turns": st.integers(0, 3).map(float),
            "last": st.none() | st.integers(0, 900).map(float),
        }
    ),
    min_size=1,
    max_size=7,
)


class TestQueueingProperties(BaseCase):
    def test_doctests(self):
        """ALC-06 the examples in the text hold"""
        self.assertEqual(doctest.testmod(queueing).failed, 0)

    @given(st.integers(0, 500), shares, st.integers(0, 50))
    def test_needed_total(self, counted, share, receivers):
        """ALC-06 the least total of which one more is no more than the share"""

        def is_allowed(total):
            limit = ceil(Fraction(total * share, 10_000))
            equal = ceil(Fraction(total, max(1, receivers)))
            return counted + 1 <= max(limit, equal)

        needed = queueing.get_needed_total(counted, share, receivers)
        self.assertTrue(is_allowed(needed))
        self.assertFalse(is_allowed(needed - 1))

    @given(
        cards,
        st.sampled_from([queueing.BY_WAIT, queueing.BY_LEVEL]),
        shares,
        st.integers(1, 25),
    )
    def test_first_of_all(self, given_cards, order, share, count):
        """ALC-06 the queue finds whom a look at everybody finds, turn after turn"""
        people = {
            number: routing.Person(number, owned=card["counted"], **card)
            for number, card in enumerate(given_cards, 1)
        }
        total = sum(person.counted for person in people.values())
        queue = queueing.Queue(
            routing.Rule(1, order=order, share=share),
            people.values(),
            total,
            len(people),
        )
        for position in range(1, count + 1):
            queue.unpark(people, total)
            able = self._get_able(people.values(), share, total)
            able.sort(key=queue.key)
            first = next((person for person in able if not person.skips), None)
            chosen, losers = queue.choose(people)
            self.assertIs(chosen, first)
            self.assertEqual(queue.able, len(able))
            self.assertEqual(losers, able[: able.index(first)] if first else able)
            for loser in losers:
                loser.skips -= 1
                loser.take_turn(MOMENT, position)
            if chosen:
                total += 1
                chosen.owned += 1
                chosen.counted += 1
                chosen.take_turn(MOMENT, position)
                queue.update(chosen, total)

    @staticmethod
    def _get_able(people, share, total):
        return [
            person
            for person in people
            if not person.is_full
            and queueing.get_needed_total(person.counted, share, len(people))
            <= total + 1
        ]
