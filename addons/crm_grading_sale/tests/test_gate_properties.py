# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..engine import gate

limits = st.none() | st.integers(0, 500)
rules = st.lists(
    st.builds(
        gate.Rule,
        st.integers(1, 99),
        st.sampled_from(gate.EFFECTS[1:]),
        st.none() | st.integers(1, 2),
        st.sampled_from([None, "none", "watch"]),
        st.booleans(),
        limits,
    ),
    max_size=6,
    unique_by=lambda rule: rule.id,
)
customers = st.builds(
    gate.Customer,
    st.none() | st.integers(1, 2),
    st.sampled_from(["none", "watch"]),
    limits,
)
amounts = st.integers(0, 1000)


class TestGateProperties(BaseCase):
    @given(rules, customers, amounts, amounts)
    def test_judge(self, asked, customer, amount, more):
        """GRD-14 no rule loosens another, in any order; more money is no milder"""
        verdict = gate.judge(asked, customer, amount)
        self.assertEqual(
            verdict.effect, gate.judge(asked[::-1], customer, amount).effect
        )
        severity = gate.severity(verdict.effect)
        higher = gate.judge(asked, customer, amount + more)
        self.assertGreaterEqual(gate.severity(higher.effect), severity)
        for left_out in asked:
            rest = [rule for rule in asked if rule != left_out]
            fewer = gate.judge(rest, customer, amount)
            self.assertLessEqual(gate.severity(fewer.effect), severity)
        if verdict.rule_id:
            [rule] = [rule for rule in asked if rule.id == verdict.rule_id]
            self.assertTrue(gate.matches(rule, customer))

    @given(rules, customers, amounts, amounts)
    def test_open_amount(self, asked, customer, amount, other):
        """GRD-14 where the open amount is not needed, any amount gives the same"""
        if not gate.needs_open_amount(asked, customer):
            self.assertEqual(
                gate.judge(asked, customer, amount), gate.judge(asked, customer, other)
            )

    @given(rules, customers, amounts, limits)
    def test_lower_limit(self, asked, customer, amount, limit):
        """GRD-14 a limit of a customer never loosens what holds without it"""
        stricter = gate.Customer(customer.grade_id, customer.step, limit)
        verdict = gate.judge(asked, stricter, amount)
        if verdict.limit is not None and limit is not None:
            self.assertLessEqual(verdict.limit, limit)
        if verdict.stops and verdict.limit is not None:
            self.assertGreater(amount, verdict.limit)
