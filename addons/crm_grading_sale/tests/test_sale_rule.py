# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.crm_grading.tests.common import TODAY

from .common import SaleCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSaleRule(SaleCommon):
    """Rules as data, and what quotations show of them."""

    def test_defaults(self):
        """GRD-14 the policy's defaults: watch warns, limit asks, the rest is blocked"""
        for step, effect in (
            ("none", "none"),
            ("watch", "warn"),
            ("limit", "approval"),
            ("winddown", "block"),
            ("ended", "block"),
        ):
            with self.subTest(step=step):
                self._set_step(step)
                self.assertEqual(self._order().grading_effect, effect)

    def test_grade_without_step(self):
        """GRD-14 a D customer without a step is warned of, a C customer is not"""
        self._new_standing(self.customer, "D")
        other = self._new_customer("Other")
        self._new_standing(other, "C")
        self.env.invalidate_all()
        order = self._order()
        self.assertEqual(order.grading_effect, "warn")
        self.assertIn("Grade D.", order.grading_message)
        self.assertEqual(order.customer_grade_id, self.grades["D"])
        self.assertEqual(self._order(customer=other).grading_effect, "none")

    def test_rules_of_another_company(self):
        """GRD-14 a company's own rules bind nobody else"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        rules = self.env["crm.grading.sale.rule"]
        rules.create({"company_id": other.id, "risk_step": "watch", "effect": "block"})
        self._set_step("watch")
        self.assertEqual(self._order().grading_effect, "warn")
        rules.create(
            {"company_id": self.company.id, "risk_step": "watch", "effect": "block"}
        )
        self.assertEqual(self._order().grading_effect, "block")

    def test_steps_say_what_is_enforced(self):
        """GRD-14 the risk record says what each step means for quotations"""
        self._set_step("winddown")
        risk = self.env["crm.grading.risk"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertIn("blocked", risk.step_meaning)

    def test_rule_names_its_customers(self):
        """GRD-14 a rule about nobody in particular is refused"""
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(Exception, "says_whom"),
        ):
            self.env["crm.grading.sale.rule"].create({"effect": "block"})

    def test_who_changes_rules(self):
        """GRD-14 managers change rules, salespeople and officers read them"""
        rule = self.env.ref("crm_grading_sale.crm_grading_sale_rule_watch")
        rule.with_user(self.manager).effect = "approval"
        for user in (self.salesman, self.officer, self.auditor):
            self.assertTrue(rule.with_user(user).has_access("read"))
            with self.assertRaises(AccessError):
                rule.with_user(user).effect = "warn"

    def test_found_and_sorted_on_orders(self):
        """GRD-13 GRD-14 orders are filtered, grouped, sorted by grade and priority"""
        other = self._new_customer("Other")
        self._new_standing(self.customer, "A")
        self._new_standing(other, "D")
        self.grades["A"].priority = "2"
        self.grades["D"].priority = "0"
        self._set_step("watch", customer=other)
        self.env.invalidate_all()
        urgent, normal = self._order(), self._order(customer=other)
        orders = self.env["sale.order"].with_user(self.salesman)
        known = [("id", "in", (urgent | normal).ids)]
        self.assertEqual(
            orders.search([*known, ("customer_grade_id.code", "=", "A")]), urgent
        )
        self.assertEqual(
            orders.search([*known, ("customer_priority", "=", "2")]), urgent
        )
        self.assertEqual(
            orders.search([*known, ("customer_risk_step", "=", "watch")]), normal
        )
        for order, found in (
            ("customer_priority desc", urgent | normal),
            ("customer_priority", normal | urgent),
        ):
            self.assertEqual(orders.search(known, order=order).ids, found.ids)
        groups = orders._read_group(known, ["customer_grade_id"], ["__count"])
        self.assertEqual(dict(groups), {self.grades["A"]: 1, self.grades["D"]: 1})

    def test_hidden_from_the_portal(self):
        """GRD-14 a customer reads neither grade nor step nor banner of its order"""
        portal = self._new_user("grading_sale_portal", "base.group_portal")
        portal.partner_id.parent_id = self.customer
        self._set_step("ended")
        order = self._order()
        order.message_subscribe(portal.partner_id.ids)
        self.assertTrue(order.with_user(portal).has_access("read"))
        for fname in (
            "customer_grade_id",
            "customer_risk_step",
            "grading_effect",
            "grading_message",
            "grading_release_ids",
        ):
            with self.assertRaises(AccessError):
                order.with_user(portal).read([fname])
