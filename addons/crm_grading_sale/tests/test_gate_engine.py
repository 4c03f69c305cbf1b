# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest

from odoo.tests import BaseCase, tagged

from ..engine import gate
from ..engine.gate import Customer, Rule, judge

LIMITED = Rule(3, "approval", step="limit", above_limit=True)


@tagged("post_install", "-at_install")
class TestGateEngine(BaseCase):
    """What rules say about an order, without a database."""

    def _effect(self, rules, customer, amount=100):
        return judge(rules, customer, amount).effect

    def test_doctests(self):
        """GRD-14 the examples in the engine's documentation hold"""
        self.assertEqual(doctest.testmod(gate).failed, 0)

    def test_whom_a_rule_is_about(self):
        """GRD-14 a rule is about a grade, a step, or both at once"""
        by_grade, by_step = Rule(1, "warn", grade_id=4), Rule(2, "block", step="ended")
        both = Rule(3, "approval", grade_id=4, step="none")
        for rule, customer, effect in (
            (by_grade, Customer(4, "watch"), "warn"),
            (by_grade, Customer(1, "watch"), "none"),
            (by_step, Customer(None, "ended"), "block"),
            (by_step, Customer(4, "none"), "none"),
            (both, Customer(4, "none"), "approval"),
            (both, Customer(4, "watch"), "none"),
            (both, Customer(None, "none"), "none"),
        ):
            with self.subTest(rule=rule, customer=customer):
                self.assertEqual(self._effect([rule], customer), effect)

    def test_strictest_wins(self):
        """GRD-14 the strictest rule counts, whatever the order of the rules"""
        rules = [
            Rule(1, "warn", grade_id=4),
            Rule(2, "block", step="winddown"),
            Rule(3, "approval", grade_id=4),
        ]
        customer = Customer(4, "winddown")
        for order in (rules, rules[::-1]):
            self.assertEqual(judge(order, customer, 0).rule_id, 2)
        same = [Rule(8, "warn", grade_id=4), Rule(9, "warn", step="winddown")]
        self.assertEqual(judge(same, customer, 0).rule_id, 8, "the first of equals")

    def test_limit(self):
        """GRD-14 within the limit a rule warns, beyond it it has its effect"""
        customer = Customer(4, "limit", limit=100)
        self.assertEqual(self._effect([LIMITED], customer, 100), "warn")
        self.assertEqual(self._effect([LIMITED], customer, 100.01), "approval")

    def test_narrower_limit(self):
        """GRD-14 of the rule's limit and the customer's the narrower counts"""
        rule = Rule(3, "approval", step="limit", above_limit=True, limit=50)
        for own, limit in ((100, 50), (20, 20), (None, 50), (0, 0)):
            with self.subTest(own=own):
                verdict = judge([rule], Customer(4, "limit", own), 60)
                self.assertEqual((verdict.effect, verdict.limit), ("approval", limit))

    def test_no_limit_known(self):
        """GRD-14 without any limit every amount is beyond it: the safe side"""
        self.assertEqual(self._effect([LIMITED], Customer(4, "limit"), 1), "approval")

    def test_no_rule(self):
        """GRD-14 customers whom no rule is about are sold to as ever"""
        verdict = judge([LIMITED], Customer(1, "none"), 10**9)
        self.assertEqual((verdict.effect, verdict.stops), ("none", False))
