# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import NOW
from .registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRegistrationHits(RegistrationCommon):
    """Search before create: what is found, what is told, what is refused."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.known = cls._new_customer(
            "Hangzhou Pumps Co., Ltd.",
            phone="+86 571 8888 0000",
            vat="91330100X",
            email="secret@hangzhou-pumps.example",
            website="https://www.hangzhou-pumps.example",
        )

    def _own(self, user, **values):
        self._transfer(
            self.known,
            user_id=user.id,
            source="registration",
            protected_until="2026-12-01",
            **values,
        )

    def test_masked(self):
        """ALC-01 ALC-15 another's customer: exists, which team, until when, no more"""
        self._own(self.colleague, team_id=self.team.id)
        registration = self._new_registration(phone="0571 88880000")
        note = registration.duplicate_note
        self.assertTrue(registration.is_blocked)
        self.assertIn("registered by Team North until 12/01/2026", note)
        self.assertIn("same phone", note)
        for secret in ("Hangzhou", "secret@", "91330100X", "alloc_colleague"):
            self.assertNotIn(secret, note)
        self.assertFalse(registration.duplicate_ids)
        self.assertFalse(registration.read(["duplicate_ids"])[0]["duplicate_ids"])

    def test_blocked(self):
        """ALC-01 who decides is named; only they let it be registered"""
        self._own(self.colleague)
        registration = self._new_registration(vat="9133 0100-x")
        with self.assertRaisesRegex(UserError, "director or a delegate.*alloc_manager"):
            registration.action_submit()
        for user in (self.user, self.officer):
            with self.assertRaises(AccessError):
                self._ask(registration, "clear", "Typing error", user)
        self._ask(registration, "clear", "Wrong number on its card", self.manager)
        told = self.env["mail.message"].search(
            [
                ("model", "=", registration._name),
                ("res_id", "=", registration.id),
                ("partner_ids", "in", self.user.partner_id.ids),
            ]
        )
        self.assertIn("may be registered: Wrong number on its card", told.body)
        registration.action_submit()
        self._check(registration)
        self.assertNotEqual(registration.partner_id, self.known)
        self.assertEqual(registration.cleared_by_id, self.manager)

    def test_every_key(self):
        """ALC-01 name, tax number, phone, mobile and e-mail block"""
        self._own(self.colleague)
        for values in (
            {"customer_name": "HANGZHOU  Pumps"},
            {"vat": "91330100x"},
            {"phone": "+86571 8888-0000"},
            {"mobile": "0571-88880000"},
            {"email": "Secret@Hangzhou-Pumps.example"},
        ):
            with self.subTest(values):
                self.assertTrue(self._new_registration(**values).is_blocked)

    def test_domain(self):
        """ALC-01 the domain of an e-mail or website is to be explained, not refused"""
        self._own(self.colleague)
        registration = self._new_registration(email="li@hangzhou-pumps.example")
        self.assertFalse(registration.is_blocked)
        self.assertTrue(registration.is_reason_needed)
        self.assertIn("same e-mail domain or website", registration.duplicate_note)
        with self.assertRaisesRegex(UserError, "say why it is another one"):
            registration.action_submit()
        registration.near_reason = "Sister company in Ningbo"
        registration.action_submit()
        self._check(registration)

    def test_near_name(self):
        """ALC-01 a similar name is told masked"""
        if not self.env.registry.has_trigram:
            self.skipTest("the database cannot compare names")
        self._own(self.colleague)
        registration = self._new_registration(customer_name="Hangzhou Pump")
        self.assertIn("similar name", registration.duplicate_note)
        self.assertNotIn("Hangzhou", registration.duplicate_note)
        self.assertTrue(registration.is_reason_needed)

    def test_holders(self):
        """ALC-01 in a pool, waiting or one's own: each with its way"""
        self._transfer(self.known, pool_id=self.pool.id)
        registration = self._new_registration(vat="91330100X")
        self.assertIn("claim it there", registration.duplicate_note)
        self.assertTrue(registration.is_blocked)
        self._transfer(self.known)
        registration.invalidate_recordset()
        self.assertIn("until the company allocates", registration.duplicate_note)
        self._own(self.user)
        registration.invalidate_recordset()
        self.assertIn("is yours already", registration.duplicate_note)
        with self.assertRaises(UserError):
            registration.action_submit()

    def test_link(self):
        """ALC-01 a known customer without an owner is linked, not made again"""
        self.company.allocation_access = "all"
        form = Form(self.registrations.with_user(self.user))
        form.customer_name = "Hangzhou Pumps"
        self.assertIn("exists without an owner", form.duplicate_note)
        registration = self._new_registration(
            customer_name="Hangzhou Pumps", partner_id=self.known.id
        )
        self.assertFalse(registration.is_blocked)
        registration.action_submit()
        self._check(registration)
        self.assertFalse(registration.is_new_customer)
        self.assertEqual(self.known.user_id, self.user)
        self.assertEqual(self.known.child_ids.name, "Li Wei")

    def test_link_another(self):
        """ALC-01 nobody links a customer who has an owner, over RPC either"""
        self._own(self.colleague)
        registration = self._new_registration(partner_id=self.known.id)
        with self.assertRaises(UserError):
            registration.action_submit()
        self.assertEqual(self.known.user_id, self.colleague)

    def test_link_taken_meanwhile(self):
        """ALC-01 taken by another between submitting and checking"""
        registration = self._new_registration(partner_id=self.known.id)
        registration.action_submit()
        self._own(self.colleague)
        with self.assertRaisesRegex(UserError, "has an owner|cannot be registered"):
            self._check(registration)

    def test_archived(self):
        """ALC-01 an archived customer is told; linking it is refused"""
        self.known.active = False
        registration = self._new_registration(vat="91330100X")
        self.assertIn("archived", registration.duplicate_note)
        self.assertTrue(registration.is_reason_needed)
        registration.partner_id = self.known
        with self.assertRaisesRegex(UserError, "archived"):
            registration.action_submit()

    def test_foreign_company(self):
        """ALC-01 customers of another company are neither told nor linked"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        self.known.company_id = other
        registration = self._new_registration(vat="91330100X")
        self.assertFalse(registration.duplicate_note)

    def test_person(self):
        """ALC-01 two persons may have the same name, not the same phone"""
        self._new_customer(
            "Wang Wei", self.colleague, is_company=False, phone="+8613800001111"
        )
        registration = self._new_registration(
            customer_name="Wang Wei", is_company=False, contact_name=False
        )
        self.assertFalse(registration.is_blocked)
        self.assertTrue(registration.is_reason_needed)
        registration.mobile = "138 0000 1111"
        self.assertTrue(registration.is_blocked)

    def test_pending(self):
        """ALC-01 what another salesperson has submitted is nobody else's"""
        first = self._new_registration()
        first.action_submit()
        second = self._new_registration(self.colleague, mobile="139 9999 9999")
        self.assertTrue(second.is_blocked)
        self.assertIn("being registered by Team North", second.duplicate_note)
        self.assertNotIn("Suzhou Valve", second.duplicate_note)
        with self.assertRaises(UserError):
            second.action_submit()
        self._check(first)
        second.invalidate_recordset()
        self.assertIn("until 01/01/2027", second.duplicate_note)

    def test_merged(self):
        """ALC-01 a customer merged into another is found as the other"""
        twin = self._new_customer("Hangzhou Pumps West", vat="91330999Y")
        self._own(self.colleague)
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((twin | self.known).ids, twin, extra_checks=False)
        registration = self._new_registration(customer_name="Hangzhou Pumps West")
        self.assertTrue(registration.is_blocked)

    def test_constant_queries(self):
        """ALC-01 a list asks as often for many registrations as for a few"""
        records = self.registrations.browse().union(
            *(
                self._new_registration(
                    customer_name=f"Firm {number:02}",
                    phone=f"0512 6123 {number:04}",
                    mobile=False,
                    email=f"a@firm-{number}.example",
                    website=False,
                )
                for number in range(20)
            )
        )
        records = records.with_user(self.officer)
        counts = []
        for part in (records[:2], records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            part.mapped("duplicate_note")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)
