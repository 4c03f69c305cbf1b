# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import NOW
from .intake_common import ComplaintIntakeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestQuickIntake(ComplaintIntakeCommon):
    def _new_form(self, user=None):
        return Form(self.env["crm.complaint.intake"].with_user(user or self.user))

    def _new_intake(self, user=None, **values):
        intakes = self.env["crm.complaint.intake"].with_user(user or self.user)
        return intakes.create(
            {
                "name": "Water comes in",
                "phone": "021 8888 0000",
                "category_id": self.category.id,
                **values,
            }
        )

    def _save(self, intake, method="action_save"):
        with self.mock_mail_gateway():
            action = getattr(intake, method)()
        return self.env["crm.complaint"].browse(action.get("res_id"))

    def test_phone(self):
        """CMP-01 the number that calls finds the customer; a case in a few fields"""
        form = self._new_form()
        self.assertEqual(form.channel_id, self.phone)
        self.assertEqual(form.desk_id, self.desk)
        # a company in China without a country of its own
        self.company.country_id = self.env.ref("base.cn")
        form.phone = "+86 21 8888 0000"
        self.assertEqual(form.partner_id, self.customer)
        form.category_id = self.category
        self.assertEqual(form.unit_id, self.service)
        form.name = "Water comes in"
        form.description = "Since Monday <b>badly</b>"
        form.wish = "A new window"
        case = self._save(form.save())
        self.assertRegex(case.reference, r"^CMP/2026/\d+")
        self.assertEqual(case.partner_id, self.customer)
        self.assertEqual(case.received_by_id, self.user)
        self.assertEqual(case.user_id, self.user)
        self.assertEqual(case.company_id, self.company)
        self.assertIn("&lt;b&gt;", case.description)
        self.assertEqual(case.receipt_address, "a@customer.example.com")

    def test_other_number(self):
        """CMP-01 a number that was mistyped leaves no customer behind; one who was
        chosen by hand stays"""
        self.company.country_id = self.env.ref("base.cn")
        form = self._new_form()
        form.phone = "021 8888 0000"
        self.assertEqual(form.partner_id, self.customer)
        form.phone = "021 8888 0009"
        self.assertFalse(form.partner_id)
        other = self.env["res.partner"].create({"name": "Other Windows"})
        form.partner_id = other
        form.phone = "021 8888 0000"
        self.assertEqual(form.partner_id, other)

    def test_report_at_once(self):
        """CMP-02 the receiver reports to the head of the function at once"""
        self.company.country_id = self.env.ref("base.cn")
        case = self._save(self._new_intake(), "action_save_report")
        self.assertEqual(case.state, "reported")
        self.assertEqual(case.reported_to_id, self.head)

    def test_unknown_customer(self):
        """CMP-01 a caller whom nobody knows is taken down too"""
        case = self._save(
            self._new_intake(phone="+86 138 0000 1111", contact_name="Mr Li")
        )
        self.assertFalse(case.partner_id)
        self.assertEqual(case.phone, "+86 138 0000 1111")
        self.assertEqual(case.contact_name, "Mr Li")
        self.assertIn("No valid e-mail", case.receipt_note)
        with self.assertRaisesRegex(UserError, "Say who"):
            self._new_intake(phone=False).action_save()

    def test_similar_named(self):
        """CMP-01 customers of the same name are shown, none is chosen by itself"""
        form = self._new_form()
        form.contact_name = "Customer A"
        self.assertFalse(form.partner_id)
        self.assertIn("Customer A: same name", form.customer_note)

    def test_two_customers(self):
        """CMP-01 a number of two customers chooses neither"""
        self.env["res.partner"].create(
            {"name": "Customer B", "phone": "+86 21 8888 0000"}
        )
        form = self._new_form()
        form.phone = "+86 21 8888 0000"
        self.assertFalse(form.partner_id)
        self.assertIn("Customer B", form.customer_note)

    def test_archived_customer(self):
        """CMP-01 an archived customer is named and refused"""
        (self.customer | self.contact).active = False
        form = self._new_form()
        form.phone = "+86 21 8888 0000"
        self.assertFalse(form.partner_id)
        self.assertIn("archived", form.customer_note)
        intake = self._new_intake(partner_id=self.customer.id)
        with self.assertRaisesRegex(UserError, "archived"):
            intake.action_save()

    def test_customer_of_other_company(self):
        """CMP-01 the customer of another company is not found"""
        other = self.env["res.company"].create({"name": "Other"})
        (self.customer | self.contact).company_id = other
        form = self._new_form()
        form.phone = "+86 21 8888 0000"
        self.assertFalse(form.partner_id)
        self.assertFalse(form.customer_note)

    def test_hidden_customer(self):
        """CMP-01 a customer whom the reader may not see stays unnamed"""
        self.env["ir.rule"].create(
            {
                "name": "Somebody else's customer",
                "model_id": self.env.ref("base.model_res_partner").id,
                "domain_force": [("commercial_partner_id", "!=", self.customer.id)],
            }
        )
        intake = self._new_intake()
        self.assertFalse(intake.partner_id)
        self.assertFalse(intake.contact_id)
        case = self._save(intake)
        self.assertFalse(case.partner_id)
        self.assertEqual(case.phone, intake.phone)

    def test_cases_of_customer(self):
        """CMP-01 the customer's cases show at once, the same one is proposed"""
        closed = self._new_complaint()
        closed.action_withdraw("Settled")
        first = self._new_complaint()
        with freeze_time("2026-07-03 01:00:00"):
            form = self._new_form()
            form.partner_id = self.customer
            self.assertEqual(form.case_ids[:], first | closed)
            self.assertFalse(form.same_id)
            form.category_id = self.category
            self.assertEqual(form.same_id, first)
            form.name = "Water again"
            intake = form.save()
            case = self._save(intake, "action_join")
        self.assertEqual(case, first)
        self.assertEqual(first.report_count, 2)
        self.assertEqual(first.duplicate_ids.name, "Water again")
        # one mail with both numbers, not two
        self.assertEqual(len(self._get_receipts(first)), 1)
        self.assertFalse(self._get_receipts(first.duplicate_ids))

    def test_cases_of_colleagues(self):
        """CMP-01 of cases that one may not see only the number is said"""
        self.desk.user_ids -= self.colleague
        self._new_complaint()
        leak = self._new_complaint(kind="leak")
        form = self._new_form(self.colleague)
        form.partner_id = self.customer
        self.assertFalse(form.case_ids[:])
        self.assertIn("1 more open", form.case_note)
        self.assertNotIn(leak.name, form.case_note)
        form = self._new_form(self.officer)
        form.partner_id = self.customer
        self.assertEqual(len(form.case_ids[:]), 1)
        self.assertFalse(form.case_note)

    def test_scan(self):
        """CMP-01 letters need a scan, where the channel says so; it is kept"""
        values = {"channel_id": self.letter.id, "contact_name": "Mr Li"}
        with self.assertRaisesRegex(UserError, "scan"):
            self._new_intake(**values).action_save()
        scan = (
            self.env["ir.attachment"]
            .with_user(self.user)
            .create({"name": "letter.pdf", "raw": b"%PDF"})
        )
        case = self._save(
            self._new_intake(attachment_ids=[Command.link(scan.id)], **values)
        )
        self.assertEqual(scan.res_id, case.id)
        self.assertFalse(case.is_scan_missing)
        self.letter.require_scan = False
        self._save(self._new_intake(**values))

    def test_scan_missing(self):
        """CMP-01 a letter that was entered without scan says so"""
        case = self._new_complaint(channel_id=self.letter.id)
        self.assertTrue(case.is_scan_missing)

    def test_rights(self):
        """CMP-01 auditors and people outside take nothing down"""
        for user in (self.auditor, self.employee):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._new_intake(user)
        intake = self._new_intake(self.user)
        with self.assertRaises(AccessError):
            intake.with_user(self.colleague).read(["name"])

    def test_next_call(self):
        """CMP-01 after saving the form opens empty for the next call"""
        action = self._new_intake(contact_name="Mr Li").action_save_new()
        self.assertEqual(action["res_model"], "crm.complaint.intake")
        self.assertFalse(action.get("res_id"))

    def test_joined_at_once_is_no_repeat(self):
        """CMP-01 CMP-05 a further report of the same case is not one more complaint"""
        cases = self._new_complaint() | self._new_complaint()
        intake = self._new_intake(partner_id=self.customer.id, same_id=cases[0].id)
        self._save(intake, "action_join")
        self.assertEqual(cases[0].report_count, 2)
        self.assertEqual(cases.mapped("repeat_count"), [2, 2])
        self.assertFalse(cases.improvement_id)

    def test_join_needs_rights(self):
        """CMP-01 nobody adds to a case that they may not handle"""
        self.desk.user_ids -= self.colleague
        case = self._new_complaint()
        intake = self._new_intake(self.colleague, partner_id=self.customer.id)
        intake.sudo().same_id = case
        with self.assertRaises(AccessError):
            intake.action_join()
