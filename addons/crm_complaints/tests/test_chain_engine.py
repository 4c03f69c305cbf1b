# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import BaseCase, tagged

from ..engine import chain

KINDS = {1: "write", 2: "review", 3: "approve", 4: "report", 5: "archive"}


@tagged("post_install", "-at_install")
class TestChainEngine(BaseCase):
    def test_next(self):
        """CMP-09: one step after the other, to the end."""
        self.assertEqual(chain.next_step([1, 2, 3], None), 1)
        self.assertEqual(chain.next_step([1, 2, 3], 1), 2)
        self.assertIsNone(chain.next_step([1, 2, 3], 3))
        self.assertIsNone(chain.next_step([], None))

    def test_back(self):
        """CMP-09: what is refused goes back to where it was written."""
        self.assertEqual(chain.step_to_return_to([*KINDS], KINDS, 3), 1)
        self.assertEqual(chain.step_to_return_to([*KINDS], KINDS, 5), 4)
        self.assertIsNone(chain.step_to_return_to([*KINDS], KINDS, 1))

    def test_flaws(self):
        """CMP-09: a chain that nobody could go through is refused."""
        self.assertIsNone(chain.find_flaw([*KINDS.values()]))
        self.assertEqual(chain.find_flaw([]), "start")
        self.assertEqual(chain.find_flaw(["review", "write"]), "start")
        self.assertEqual(chain.find_flaw(["write", "feedback"]), "feedback")
        self.assertEqual(chain.find_flaw(["write", "report", "write"]), "report")
