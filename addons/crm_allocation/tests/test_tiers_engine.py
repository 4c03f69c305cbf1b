# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import BaseCase

from ..engine.tiers import Tier, find_new_tier, find_step, is_reached

TIERS = [Tier(1, 1, 3), Tier(2, 2, 6), Tier(3, 3, 10)]


class TestTiersEngine(BaseCase):
    def test_exactly(self):
        """ALC-09 exactly 3, 6 and 10 are enough, one less is not"""
        for counts, tier in (
            ([2], None),
            ([3], 1),
            ([2, 3], None),
            ([2, 4], 2),
            ([1, 4, 4], None),
            ([1, 4, 5], 3),
            ([4, 4, 2], 3),
        ):
            with self.subTest(counts=counts):
                found = find_new_tier(TIERS, counts, set())
                self.assertEqual(found and found.id, tier)

    def test_exclusive(self):
        """ALC-09 the number itself does not count when the setting says so"""
        self.assertFalse(is_reached(TIERS[0], [3], inclusive=False))
        self.assertTrue(is_reached(TIERS[0], [4], inclusive=False))

    def test_once(self):
        """ALC-09 a fourth mismatch begins nothing; with the setting it does"""
        self.assertIsNone(find_new_tier(TIERS, [4], {1}))
        self.assertEqual(find_new_tier(TIERS, [4], {1}, repeats=True).id, 1)

    def test_heaviest(self):
        """ALC-09 a lighter tier does not follow a heavier one of the same month"""
        self.assertEqual(find_new_tier(TIERS, [3, 3, 4], set()).id, 3)
        self.assertIsNone(find_new_tier(TIERS, [3, 3], {2}))
        self.assertEqual(find_new_tier(TIERS, [3, 3], {1}).id, 2)
        self.assertIsNone(find_new_tier(TIERS, [3, 3], {3}))

    def test_no_tiers(self):
        """ALC-09 without tiers nothing follows"""
        self.assertIsNone(find_new_tier([], [99], set()))

    def test_steps(self):
        """ALC-10 the first 7, the second 15, the third and later 30 days"""
        steps = [(1, 7), (2, 15), (3, 30)]
        for number, days in ((1, 7), (2, 15), (3, 30), (9, 30)):
            self.assertEqual(find_step(steps, number), days)
        self.assertEqual(find_step([(2, 15)], 1), 0)
