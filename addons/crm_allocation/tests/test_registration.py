# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import NOW
from .registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRegistration(RegistrationCommon):
    """From the salesperson's draft to the owner in the ledger."""

    def _find_notice(self, registration):
        """What the registrant was told."""
        return self.env["mail.message"].search(
            [
                ("model", "=", registration._name),
                ("res_id", "=", registration.id),
                ("partner_ids", "in", self.user.partner_id.ids),
            ]
        )

    def test_registered(self):
        """ALC-01 ALC-03 submitted, checked, in the ledger, protected six months"""
        registration = self._new_registration()
        self.assertTrue(registration.name.startswith("REG/"))
        registration.action_submit()
        self.assertEqual(registration.state, "submitted")
        self.assertFalse(registration.is_late)
        self.assertEqual(registration.activity_ids.user_id, self.officer)
        self._check(registration)
        customer = registration.partner_id.sudo()
        self.assertEqual(registration.state, "registered")
        self.assertEqual(customer.user_id, self.user)
        self.assertEqual(customer.child_ids.name, "Li Wei")
        self.assertEqual(customer.child_ids.phone, "138 1111 2222")
        self.assertEqual(customer.allocation_class_id.code, "B")
        line = customer.ownership_ids
        self.assertEqual(line.source, "registration")
        self.assertEqual(line.approved_by_id, self.officer)
        self.assertEqual(str(line.protected_until), "2027-01-01")
        self.assertEqual(registration.ownership_id, line)
        self.assertFalse(registration.activity_ids)
        self.assertIn(
            "protected until 01/01/2027", self._find_notice(registration).body
        )

    def test_dates_of_own_language(self):
        """ALC-01 who registered reads the date as the own language writes it"""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.user.lang = "zh_CN"
        registration = self._new_registered()
        self.assertIn("2027/01/01", self._find_notice(registration).body)

    def test_protection_of_settings(self):
        """ALC-03 the length of the protection is a setting"""
        self.company.allocation_protection_count = 10
        self.company.allocation_protection_unit = "weeks"
        registration = self._new_registered()
        self.assertEqual(str(registration.protected_until), "2026-09-09")

    def test_late(self):
        """ALC-01 later than the hours of the settings is late, and shown before"""
        registration = self._new_registration(developed_on="2026-06-30 00:59:00")
        self.assertTrue(registration.is_overdue)
        overdue = self.registrations.search([("is_overdue", "=", True)])
        self.assertEqual(overdue, registration)
        in_time = self._new_registration(developed_on="2026-06-30 01:00:00")
        self.assertFalse(in_time.is_overdue)
        registration.action_submit()
        self.assertTrue(registration.is_late)
        self.assertFalse(registration.is_overdue)

    def test_returned_in_time(self):
        """ALC-01 the first submission counts, however long the correction takes"""
        registration = self._new_registration(developed_on="2026-06-30 08:00:00")
        registration.action_submit()
        late = self._new_registration(
            developed_on="2026-06-30 00:59:00",
            customer_name="Late Pumps",
            mobile=False,
            phone="+86 512 6288 9911",
            email=False,
            website=False,
        )
        late.action_submit()
        with freeze_time("2026-07-02 01:00:00"):
            self._ask(registration | late, "return", "Which street?", self.officer)
            self.env.invalidate_all()
            self.assertFalse(registration.is_overdue)
            self.assertTrue(late.is_overdue)
            overdue = self.registrations.search([("is_overdue", "=", True)])
            self.assertEqual(overdue, late)
            (registration | late).action_submit()
        self.assertFalse(registration.is_late)
        self.assertTrue(late.is_late)
        self.assertEqual(
            fields.Datetime.to_string(registration.submitted_on), "2026-07-01 01:00:00"
        )

    def test_contents(self):
        """ALC-02 what the form asks and is missing is named"""
        registration = self._new_registration(
            demand=False, industry_id=False, phone=False, mobile=False, email=False
        )
        # words and commas of a list are those of the language
        registration = registration.with_context(lang="en_US")
        with self.assertRaisesRegex(
            UserError, "Industry, Demand, and phone, mobile or e-mail"
        ):
            registration.action_submit()

    def test_class(self):
        """ALC-02 ALC-06 the class follows the price, another one needs a reason"""
        form = Form(self.registrations.with_user(self.user))
        form.customer_name = "Acme"
        form.expected_amount = 800000
        self.assertEqual(form.class_id.code, "A")
        form.expected_amount = 799999.99
        self.assertEqual(form.class_id.code, "B")
        registration = self._new_registration()
        registration.class_id = self.env.ref("crm_allocation.crm_allocation_class_a")
        with self.assertRaisesRegex(UserError, "reaches class B. Say why it is A"):
            registration.action_submit()
        registration.class_reason = "Second plant next year"
        registration.action_submit()

    def test_bad_input(self):
        """ALC-02 nonsense in phone and e-mail, dates to come or long past"""
        for values, words in (
            ({"phone": "ask Mr Li"}, "ask Mr Li"),
            ({"mobile": "12"}, "Mobile"),
            ({"email": "li.wei at valve"}, "E-mail"),
            ({"developed_on": "2026-07-01 01:01:00"}, "later than now"),
            ({"demand_date": "2026-06-29"}, "dated before the customer"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, words):
                self._new_registration(**values).action_submit()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._new_registration(expected_amount=-1)

    def test_roles(self):
        """ALC-01 salespeople register in their own name; only clerks check"""
        with self.assertRaises(AccessError):
            self._new_registration(self.employee)
        with self.assertRaises(AccessError):
            self._new_registration(self.auditor)
        with self.assertRaises(AccessError):
            self._new_registration(user_id=self.colleague.id, team_id=False)
        registration = self._new_registration()
        registration.action_submit()
        with self.assertRaisesRegex(UserError, "Sales administration checks"):
            registration.with_user(self.leader).action_check()
        with self.assertRaises(AccessError):
            registration.with_user(self.colleague).action_check()
        with self.assertRaises(AccessError):
            registration.with_user(self.colleague).read(["customer_name"])
        registration.with_user(self.leader).read(["customer_name"])
        registration.with_user(self.auditor).read(["customer_name"])
        with self.assertRaises(AccessError):
            registration.with_user(self.auditor).action_check()

    def test_own_check(self):
        """ALC-01 nobody checks what one registered oneself, except who allocates"""
        registration = self._new_registration(self.officer)
        registration.action_submit()
        with self.assertRaisesRegex(UserError, "somebody else checks it"):
            registration.action_check()
        self.company.allocation_delegate_ids = self.officer
        registration.action_check()

    def test_steps_only(self):
        """ALC-01 the state, the check and the numbers move by steps, not over RPC"""
        registration = self._new_registration(state="registered", is_late=True)
        self.assertEqual(registration.state, "draft")
        self.assertFalse(registration.is_late)
        for vals in (
            {"state": "registered"},
            {"ownership_id": 1},
            {"cleared_by_id": self.user.id},
        ):
            with self.assertRaises(UserError):
                registration.write(vals)
        registration.action_submit()
        with self.assertRaisesRegex(UserError, "closed"):
            registration.phone = "0512 9999 9999"
        with self.assertRaisesRegex(UserError, "To Check"):
            registration.action_submit()
        with self.assertRaisesRegex(UserError, "cancelled, not deleted"):
            registration.with_user(self.env.user).unlink()

    def test_refused(self):
        """ALC-01 refused with a reason: nobody's, and free for others"""
        registration = self._new_registration()
        registration.action_submit()
        with self.assertRaises(ValidationError):
            self._ask(registration, "refuse", "  ", self.officer)
        with self.assertRaises(UserError):
            self._ask(registration, "refuse", "No need", self.user)
        self._ask(registration, "refuse", "No such firm", self.officer)
        self.assertEqual(registration.state, "refused")
        self.assertFalse(registration.partner_id)
        self.assertIn("No such firm", registration.closing_note)
        second = self._new_registration(self.colleague)
        second.action_submit()

    def test_returned(self):
        """ALC-01 returned for correction, and submitted again"""
        registration = self._new_registration()
        registration.action_submit()
        self._ask(registration, "return", "Which street?", self.officer)
        self.assertEqual(registration.state, "draft")
        registration.street = "Jinji Lake Road 1"
        registration.action_submit()
        self._check(registration)
        self.assertEqual(registration.partner_id.sudo().street, "Jinji Lake Road 1")

    def test_other_company(self):
        """ALC-01 each company numbers and registers by itself"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        user = self._new_user("alloc_other", "crm_policy.group_user", company=other)
        registration = (
            self.registrations.with_user(user)
            .with_context(allowed_company_ids=other.ids)
            .create(
                self._prepare_registration(
                    company_id=other.id, team_id=False, country_id=self.china.id
                )
            )
        )
        self.assertEqual(registration.name[-4:], "0001")
        registration.action_submit()
        with self.assertRaises(AccessError):
            registration.with_user(self.officer).action_check()
        mine = self._new_registration()
        mine.action_submit()
        self.assertFalse(mine.is_blocked)
        keys = self.env["crm.allocation.registration.key"].with_user(self.officer)
        self.assertEqual(keys.search(Domain.TRUE).registration_id.sudo(), mine)

    def test_day_of_the_company(self):
        """ALC-02 the day on which a customer was found is that of the company"""
        registration = self._new_registration(
            developed_on="2026-06-29 17:00:00", demand_date="2026-06-29"
        )
        with self.assertRaisesRegex(UserError, "dated before the customer"):
            registration.action_submit()
        registration.demand_date = "2026-06-30"
        registration.action_submit()

    def test_told_in_own_language(self):
        """ALC-01 who registered is told in the own language, whoever decides"""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.user.lang = "zh_CN"
        registration = self._new_registration().with_user(self.officer)
        self.assertEqual(registration._for_registrant().env.lang, "zh_CN")
        self.assertEqual(registration.env.lang, "en_US")

    def test_deactivated(self):
        """ALC-01 who left the company does not become an owner"""
        registration = self._new_registration()
        registration.action_submit()
        self.user.active = False
        with self.assertRaisesRegex(UserError, "not active"):
            self._check(registration)

    def test_chosen_at_once(self):
        """ALC-01 the ledger is asked once for all registrations of a company"""
        customers = self.env["res.partner"].create(
            [{"name": f"Chosen {at}", "is_company": True} for at in range(4)]
        )
        registrations = self.registrations.sudo().union(
            *(
                self._new_registration(
                    self.officer,
                    customer_name=customer.name,
                    partner_id=customer.id,
                    user_id=self.user.id,
                )
                for customer in customers
            )
        )
        asked = []
        original = type(customers)._get_open_ownership

        def get_open_ownership(partners, company):
            asked.append(partners)
            return original(partners, company)

        with patch.object(type(customers), "_get_open_ownership", get_open_ownership):
            registrations._check_chosen()
        self.assertEqual(asked, [customers])
