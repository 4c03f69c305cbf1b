# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import NOW
from .intake_common import IntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPhoneOrder(IntakeCommon):
    """VIS-10 what is said on the phone, and what becomes of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        products = cls.env["product.product"].create(
            [{"name": name} for name in ("Valve", "Better Valve", "Gasket", "Wrench")]
        )
        cls.valve, cls.better, cls.gasket, cls.wrench = products
        cls.valve.product_tmpl_id.write(
            {
                "visit_substitute_ids": [Command.set(cls.better.product_tmpl_id.ids)],
                "visit_related_ids": [
                    Command.set((cls.gasket | cls.wrench).product_tmpl_id.ids)
                ],
            }
        )
        cls.customer.write(
            {
                "phone": "+86 21 6123 4567",
                "country_id": cls.china.id,
                "user_id": cls.colleague.id,
            }
        )

    @classmethod
    def _new_order(cls, *lines, user=None, **values):
        lines = lines or ({"product_id": cls.valve.id, "availability": "in_stock"},)
        return (
            cls.env["crm.visit.phone.order"]
            .with_user(user or cls.user)
            .create(
                {
                    "partner_id": cls.customer.id,
                    "contact_name": "Ms Lin",
                    "line_ids": [Command.create(line) for line in lines],
                    **values,
                }
            )
        )

    def _answer(self, order, reaction="refused"):
        order.related_ids.write({"reaction": reaction})

    def test_number_finds_the_customer(self):
        """VIS-10 the customer shows as soon as the number is typed"""
        form = Form(self.env["crm.visit.phone.order"].with_user(self.user))
        form.phone = "021 61234567"
        self.assertEqual(form.partner_id, self.customer)
        self.assertEqual(form.representative_id, self.colleague)
        with form.line_ids.new() as line:
            line.product_id = self.valve
        asked = [form.related_ids.edit(row) for row in range(len(form.related_ids))]
        self.assertEqual(len(asked), 2)
        order = form.save()
        self.assertRegex(order.name, r"^TEL/2026/\d{4}$")

    def test_unknown_caller(self):
        """VIS-10 an unknown caller is made at once, with the phone as source"""
        order = self._new_order(
            partner_id=False, customer_name="New Pumps", phone="021 5555 6666"
        )
        order.action_create_customer()
        source = order.partner_id.customer_source_id
        self.assertEqual(source.code, "phone")
        self.assertEqual(order.partner_id.phone_sanitized, "+862155556666")
        with self.assertRaises(UserError):
            order.action_create_customer()
        again = self._new_order(
            partner_id=False, customer_name="Other", phone="021 5555 6666"
        )
        with self.assertRaisesRegex(UserError, "same phone"):
            again.action_create_customer()

    def test_none_is_not_an_answer(self):
        """VIS-10 an article out of stock: all that is still to be said, at once"""
        order = self._new_order(
            {"product_id": self.valve.id, "availability": "out_of_stock"},
            {"name": "Something rare"},
        )
        with self.assertRaises(UserError) as error:
            order.action_close()
        for text in (
            "Valve is out of stock: offer a substitute",
            "Something rare: is it in stock?",
            "Ask for Gasket",
            "Ask for Wrench",
        ):
            self.assertIn(text, str(error.exception))
        valve, rare = order.line_ids
        self.assertEqual(valve.substitute_option_ids, self.better.product_tmpl_id)
        rare.write({"availability": "out_of_stock", "promised_date": "2026-07-05"})
        valve.substitute_id = self.better
        self._answer(order)
        with self.assertRaisesRegex(UserError, "does the customer take"):
            order.action_close()
        valve.substitute_reaction = "refused"
        order.action_close()
        self.assertEqual(order.state, "done")
        self.assertTrue(order.has_follow_up)

    def test_date_is_no_substitute(self):
        """VIS-10 a promised date alone does not do where substitutes are named"""
        order = self._new_order(
            {
                "product_id": self.valve.id,
                "availability": "out_of_stock",
                "promised_date": "2026-07-05",
            }
        )
        self._answer(order)
        with self.assertRaisesRegex(UserError, "offer a substitute and note"):
            order.action_close()
        order.line_ids.substitute_id = self.better
        with self.assertRaisesRegex(UserError, "does the customer take"):
            order.action_close()
        order.line_ids.substitute_reaction = "refused"
        order.action_close()
        self.assertEqual(order.state, "done")
        # nothing is named to offer instead: a date is an answer
        self.assertFalse(
            self._new_order(
                {
                    "product_id": self.better.id,
                    "availability": "out_of_stock",
                    "promised_date": "2026-07-05",
                }
            ).line_ids._get_gap()
        )

    def test_settled_call(self):
        """VIS-10 VIS-07 a settled call is a contact, and nobody's further work"""
        order = self._new_order(contact_name="Mr Wu", phone="13800001111")
        self._answer(order)
        with freeze_time("2026-07-01 01:07:00"):
            order.action_close()
        visit = order.sudo().visit_id
        self.assertEqual(visit.state, "done")
        self.assertEqual(visit.channel_id, self.phone)
        self.assertEqual(visit.user_id, self.user)
        self.assertEqual(visit.partner_id, self.customer)
        self.assertEqual(visit.contact_ids.name, "Mr Wu")
        self.assertEqual(visit.contact_ids.parent_id, self.customer)
        self.assertAlmostEqual(visit.duration, 7 / 60)
        self.assertFalse(visit.missing_contents)
        self.assertRegex(visit.name, "^VIS/")
        self.assertFalse(order.sudo().activity_ids)
        self.assertFalse(order.follow_up_visit_id)

    def test_reaction_goes_to_the_representative(self):
        """VIS-10 what the customer wants besides is the representative's work"""
        order = self._new_order()
        with self.assertRaises(AccessError):
            order.with_user(self.colleague).write({"note": "x"})
        order.related_ids[0].write({"reaction": "wants", "note": "<b>20</b> pieces"})
        order.related_ids[1].reaction = "refused"
        order.action_close()
        activity = order.sudo().activity_ids
        self.assertEqual(activity.user_id, self.colleague)
        self.assertIn("&lt;b&gt;20", activity.note)
        proposal = order.sudo().follow_up_visit_id
        self.assertEqual(proposal.user_id, self.colleague)
        self.assertEqual((proposal.state, proposal.is_agreed), ("planned", False))
        self.assertEqual(proposal.previous_visit_id, order.sudo().visit_id)
        # the representative reads the call
        self.assertIn("Gasket", order.with_user(self.colleague)._get_summary())

    def test_area(self):
        """VIS-10 without a salesperson the area decides; without an area one chooses"""
        self.customer.user_id = False
        order = self._new_order()
        self._answer(order, "later")
        with self.assertRaisesRegex(UserError, "Nobody represents this area"):
            order.action_close()
        self._new_area(self.leader, country_ids=[Command.set(self.china.ids)])
        self._new_area(self.officer, sequence=1, zip_prefixes="2000")
        order = self._new_order()
        self.assertEqual(order.representative_id, self.leader)
        self.customer.zip = "200040"
        order = self._new_order()
        self.assertEqual(order.representative_id, self.officer)
        self.customer.user_id = self.user
        self.assertEqual(self._new_order().representative_id, self.user)
        self.user.active = False
        self.assertEqual(
            self._new_order(user=self.officer).representative_id, self.officer
        )

    def test_related_once(self):
        """VIS-10 what is ordered anyway, or was asked for, is not asked for again"""
        order = self._new_order()
        order.related_ids[0].reaction = "later"
        order.line_ids = [
            Command.create({"product_id": self.gasket.id, "availability": "in_stock"}),
            Command.create({"product_id": self.valve.id, "availability": "in_stock"}),
        ]
        self.assertEqual(
            order.related_ids.product_tmpl_id.mapped("name"), ["Gasket", "Wrench"]
        )
        order.line_ids[0].unlink()
        order.line_ids.filtered(lambda line: line.product_id == self.valve).unlink()
        self.assertEqual(order.related_ids.product_tmpl_id.mapped("name"), ["Gasket"])

    def test_stock_answers(self):
        """VIS-10 an addon that knows the stock answers instead of the person"""
        orders = type(self.env["crm.visit.phone.order"])
        stock = {self.valve: 3.0}
        self.patch(orders, "_get_available_quantities", lambda orders, products: stock)
        order = self._new_order(
            {"product_id": self.valve.id, "quantity": 3},
            {"product_id": self.valve.id, "quantity": 4},
            {"product_id": self.better.id, "quantity": 4},
        )
        self.assertEqual(
            order.line_ids.mapped("availability"), ["in_stock", "out_of_stock", False]
        )

    def test_closed(self):
        """VIS-10 a closed call stays as it is, in all its lines"""
        order = self._new_order()
        self._answer(order)
        order.action_close()
        for record, vals in (
            (order, {"note": "x"}),
            (order.line_ids, {"quantity": 9}),
            (order.related_ids, {"note": "x"}),
        ):
            with self.assertRaises(UserError):
                record.write(vals)
        with self.assertRaises(UserError):
            order.line_ids.unlink()
        with self.assertRaises(UserError):
            order.action_close()
        with self.assertRaises(UserError):
            order.with_user(self.manager).unlink()

    def test_bad_input(self):
        """VIS-10 no quantity of nothing, no archived customer, no empty call"""
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self._new_order({"product_id": self.valve.id, "quantity": 0}).flush_model()
        order = self._new_order()
        order.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "Which article"):
            order.action_close()
        order = self._new_order()
        self._answer(order)
        self.customer.active = False
        with self.assertRaisesRegex(UserError, "archived"):
            order.action_close()

    def test_who_sees(self):
        """VIS-10 own calls, those of the team one leads, officers all"""
        order = self._new_order()
        self._answer(order)
        order.action_close()
        for user in (self.user, self.leader, self.officer, self.auditor):
            self.assertTrue(order.with_user(user).line_ids.mapped("name"))
        outsider = self._new_user("visit_outsider", "crm_policy.group_user")
        for record in (order, order.line_ids, order.related_ids):
            with self.assertRaises(AccessError):
                record.with_user(outsider).read()
        demand = self.env["crm.visit.phone.demand"]
        self.assertEqual(demand.with_user(self.user).search_count([]), 3)
        self.assertEqual(demand.with_user(outsider).search_count([]), 0)

    def test_cancel(self):
        """VIS-10 a wrong number is cancelled with a reason and counts as no contact"""
        order = self._new_order()
        action = order.action_cancel()
        self.env["crm.policy.reason"].with_user(self.user).with_context(
            **action["context"]
        ).create({"reason": "Wrong number"}).action_confirm()
        self.assertEqual(
            (order.state, order.closing_note), ("cancelled", "Wrong number")
        )
        self.assertFalse(order.visit_id)

    def test_demand(self):
        """VIS-10 what was missing, what was taken instead, what was wanted besides"""
        missing = {"product_id": self.valve.id, "availability": "out_of_stock"}
        offered = {**missing, "substitute_id": self.better.id}
        for reaction, related in (
            ("accepted", "wants"),
            ("accepted", "refused"),
            ("refused", "refused"),
        ):
            order = self._new_order({**offered, "substitute_reaction": reaction})
            self._answer(order, related)
            order.action_close()
        self._new_order({**missing, "promised_date": "2026-07-09"})
        self.env.flush_all()
        demand = self.env["crm.visit.phone.demand"].with_user(self.officer)
        domain = [("company_id", "=", self.company.id)]
        [figures] = demand._read_group(
            domain,
            [],
            [
                "asked:sum",
                "out_of_stock:sum",
                "offered:sum",
                "accepted:sum",
                "acceptance_rate:avg",
                "success_rate:avg",
            ],
        )
        self.assertEqual(figures[:4], (12, 4, 3, 2))
        self.assertAlmostEqual(figures[4], 200 / 3, places=2)
        self.assertAlmostEqual(figures[5], 100 / 3, places=2)
        report = self.env["report.crm_visits.phone_demand_xlsx"].with_user(self.officer)
        content, kind = report.create_xlsx_report([], {"domain": domain})
        self.assertEqual((kind, content[:2]), ("xlsx", b"PK"))
