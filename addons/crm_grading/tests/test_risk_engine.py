# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
from dataclasses import replace

from odoo.tests import BaseCase, tagged

from ..engine import risk
from ..engine.risk import Figures, Policy, propose

POLICY = Policy(low_rounds=4, score_fall=10, payment_fall=10, overdue_growth=20)
CALM = Figures(
    step="watch",
    at_risk=True,
    low_rounds=2,
    score=50,
    score_before=52,
    paid_in_time=80,
    paid_in_time_before=82,
    overdue=1000,
    overdue_before=1000,
)


@tagged("post_install", "-at_install")
class TestRiskEngine(BaseCase):
    """The next step from plain figures, without a database."""

    def _keys(self, policy=POLICY, **changes):
        proposal = propose(replace(CALM, **changes), policy)
        return proposal and [reason[0] for reason in proposal.reasons]

    def test_doctests(self):
        """GRD-14 the examples in the engine's documentation hold"""
        self.assertEqual(doctest.testmod(risk).failed, 0)

    def test_nothing_new(self):
        """GRD-14 figures that stay as they are propose nothing"""
        self.assertIsNone(propose(CALM, POLICY))
        self.assertIsNone(propose(replace(CALM, step="none"), POLICY))

    def test_long_low_value(self):
        """GRD-14 four rounds in a row at risk propose the next step, three do not"""
        self.assertIsNone(self._keys(low_rounds=3))
        self.assertEqual(self._keys(low_rounds=4), ["low_rounds"])
        self.assertEqual(self._keys(low_rounds=9), ["low_rounds"])

    def test_each_sign(self):
        """GRD-14 each sign speaks from its setting on, bound included"""
        self.assertEqual(self._keys(score_before=60), ["score"])
        self.assertIsNone(self._keys(score_before=59.99))
        self.assertEqual(self._keys(paid_in_time_before=90), ["payment"])
        self.assertIsNone(self._keys(paid_in_time_before=89.9))
        self.assertEqual(self._keys(overdue=1200), ["overdue"])
        self.assertIsNone(self._keys(overdue=1199))
        self.assertEqual(self._keys(overdue_before=0), ["overdue"])
        self.assertEqual(
            self._keys(score_before=80, overdue=5000), ["score", "overdue"]
        )

    def test_missing_figures(self):
        """GRD-14 what is not known is no sign"""
        unknown = dict.fromkeys(
            ("score_before", "paid_in_time_before", "overdue_before")
        )
        self.assertIsNone(self._keys(**unknown))
        self.assertIsNone(self._keys(score=None, paid_in_time=None, overdue=None))

    def test_signs_left_out(self):
        """GRD-14 a setting of 0 leaves its sign out"""
        silent = Policy(0, 0, 0, 0)
        self.assertIsNone(
            self._keys(silent, low_rounds=9, score_before=90, overdue=9999)
        )

    def test_one_step_at_a_time(self):
        """GRD-14 watch, limit, wind down, end: one after the other, then nothing"""
        path = []
        step = "none"
        while proposal := propose(replace(CALM, step=step, low_rounds=4), POLICY):
            step = proposal.step
            path.append(step)
        self.assertEqual(path, ["watch", "limit", "winddown", "ended"])

    def test_risen(self):
        """GRD-14 a customer whose grade is no risk any more leaves the path"""
        proposal = propose(replace(CALM, at_risk=False, step="winddown"), POLICY)
        self.assertEqual(proposal.step, "none")
        self.assertIsNone(propose(replace(CALM, at_risk=False, step="none"), POLICY))
