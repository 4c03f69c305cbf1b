# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import weights
from ..engine.weights import rescale, spread


@tagged("post_install", "-at_install")
class TestWeightsEngine(BaseCase):
    """SAT-04 weights that make 100"""

    def test_doctests(self):
        """SAT-04 the examples in the texts are true"""
        self.assertFalse(doctest.testmod(weights).failed)

    @given(st.lists(st.floats(0, 100), max_size=30))
    def test_sum(self, given_weights):
        """SAT-04 any weights: 100 in all, none negative, the order kept"""
        found = rescale(given_weights)
        self.assertEqual(len(found), len(given_weights))
        if found:
            self.assertEqual(sum(round(weight * 100) for weight in found), 10_000)
        self.assertTrue(all(weight >= 0 for weight in found))
        for (one, other), (left, right) in zip(
            pairwise(given_weights),
            pairwise(found),
            strict=True,
        ):
            if one > other:
                self.assertGreaterEqual(left + 0.011, right)

    @given(st.integers(1, 40))
    def test_spread(self, count):
        """SAT-04 spread evenly: no two differ by more than the last decimal"""
        found = spread(count)
        self.assertLessEqual(max(found) - min(found), 0.0101)
