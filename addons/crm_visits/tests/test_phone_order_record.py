# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .intake_common import IntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPhoneOrderRecord(IntakeCommon):
    """What a closed call leaves in the books, and what it may not lack."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.valve = cls.env["product.product"].create({"name": "Valve"})
        cls.customer.user_id = cls.colleague

    @classmethod
    def _new_order(cls, **values):
        line = {"product_id": cls.valve.id, "availability": "in_stock"}
        return (
            cls.env["crm.visit.phone.order"]
            .with_user(cls.user)
            .create(
                {
                    "partner_id": cls.customer.id,
                    "contact_name": "Ms Lin",
                    "line_ids": [Command.create({**line, **values.pop("line", {})})],
                    **values,
                }
            )
        )

    def _require(self, *codes):
        contents = self.env["crm.visit.content"].search([("code", "in", codes)])
        self.phone.required_content_ids = [Command.link(one.id) for one in contents]

    def test_default_contents(self):
        """VIS-01: who called and what was said is named with the other gaps"""
        order = self._new_order(contact_name=False)
        order.line_ids.availability = False
        with self.assertRaises(UserError) as caught:
            order.action_close()
        for text in ("is it in stock?", "People Met and Customer Feedback"):
            self.assertIn(text, str(caught.exception))
        self.assertFalse(order.sudo().visit_id)
        order.line_ids.availability = "in_stock"
        order.write({"contact_name": "Ms Lin", "note": "Pleased with the last lot"})
        self.assertFalse(order.asked_contents)
        order.action_close()
        visit = order.sudo().visit_id
        self.assertEqual((visit.state, visit.missing_contents), ("done", ""))
        self.assertEqual(visit.contact_ids.name, "Ms Lin")
        self.assertEqual(visit.customer_feedback, "Pleased with the last lot")
        self.assertEqual(visit.outcome, "reached")
        self.assertEqual((visit.done_on, visit.is_late), (order.closed_at, False))
        self.assertEqual(visit.done_by_id, self.user)

    def test_person_calls_itself(self):
        """VIS-01: a customer that is a person is the caller"""
        person = self.env["res.partner"].create(
            {"name": "Mr Tan", "user_id": self.colleague.id}
        )
        order = self._new_order(
            partner_id=person.id, contact_name=False, note="Thanks us"
        )
        order.action_close()
        self.assertEqual(order.sudo().visit_id.contact_ids, person)

    def test_stricter_channel(self):
        """VIS-01: what the channel requires besides is asked for on the order"""
        self._require("competition", "our_differences", "next_strategy", "next_date")
        order = self._new_order(note="Compares prices")
        self.assertIn("next_strategy", order.asked_contents.split())
        with self.assertRaises(UserError) as caught:
            order.action_close()
        for name in ("Competitors", "Our Differences", "Strategy", "Next Visit Date"):
            self.assertIn(name, str(caught.exception))
        order.write(
            {
                "competitor_id": self.competitor.id,
                "our_differences": "Delivery within two days",
                "next_strategy": "Send samples",
                "next_date": "2026-07-15",
            }
        )
        order.action_close()
        visit = order.sudo().visit_id
        self.assertFalse(visit.missing_contents)
        self.assertEqual(visit.competition_ids.competitor_id, self.competitor)
        # the next date is dated work, as after every visit (VIS-12)
        self.assertEqual(visit.next_visit_ids.objective, "Send samples")

    def test_same_check(self):
        """VIS-01: the recorded call passes the check of all visits"""
        order = self._new_order(note="Compares prices")
        visits = type(self.env["crm.visit"])
        checked = "checked"

        def refuse(visits):
            raise UserError(checked)

        self.patch(visits, "_check_contents", refuse)
        with self.assertRaisesRegex(UserError, "checked"):
            order.action_close()

    def test_promised_date(self):
        """VIS-12: a date told on the phone is a promise, and shows when broken"""
        missing = {"availability": "out_of_stock", "promised_date": "2026-07-05"}
        order = self._new_order(line=missing, note="Can wait")
        order.action_close()
        promise = self.env["crm.visit.promise"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertEqual(promise.visit_id, order.sudo().visit_id)
        self.assertEqual(promise.user_id, self.colleague)
        self.assertEqual(str(promise.date_deadline), "2026-07-05")
        self.assertIn("Valve", promise.name)
        self.assertFalse(promise.is_broken)
        with freeze_time("2026-07-06 03:00:00"):
            mine = promise.with_user(self.colleague)
            mine.invalidate_recordset()
            self.assertTrue(mine.is_broken)
        outsider = self._new_user("visit_outsider", "crm_policy.group_user")
        with self.assertRaises(AccessError):
            promise.with_user(outsider).read(["name"])

    def test_no_date_no_promise(self):
        """VIS-12: an article in stock is no promise, whatever date stands there"""
        order = self._new_order(line={"promised_date": "2026-07-05"}, note="Fine")
        order.action_close()
        self.assertFalse(order.sudo().visit_id.promise_ids)
