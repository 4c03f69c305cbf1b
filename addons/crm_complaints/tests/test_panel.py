# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPanel(QualityCommon):
    def test_panel_is_asked(self):
        """CMP-03 the departments of the category's panel are asked, each its head"""
        complaint = self._new_case()
        findings = complaint.sudo().finding_ids
        self.assertEqual(findings.unit_id, self.service | self.quality)
        self.assertEqual(findings.user_id, self.head | self.inspector)
        self.assertEqual(set(findings.mapped("due_on")), {date(2026, 7, 2)})
        asked = findings.activity_ids
        self.assertEqual(asked.user_id, self.head | self.inspector)
        self.assertEqual(set(asked.mapped("date_deadline")), {date(2026, 7, 2)})

    def test_panel_of_the_category_above(self):
        """CMP-03 a category without a panel has that of the one above"""
        below = self.env["crm.complaint.category"].create(
            {
                "name": "Leaking Doors",
                "parent_id": self.category.id,
                "unit_id": self.service.id,
            }
        )
        complaint = self._new_case(category_id=below.id)
        self.assertEqual(len(complaint.sudo().finding_ids), 2)

    def test_panel_member_reads_the_case(self):
        """CMP-03 a member of the panel reads the complaint; others see nothing"""
        complaint = self._new_case()
        mine = self.env["crm.complaint.finding"].with_user(self.inspector).search([])
        self.assertEqual(mine.complaint_id, complaint)
        self.assertTrue(complaint.with_user(self.inspector).has_access("read"))
        self.assertFalse(complaint.with_user(self.inspector).has_access("write"))
        stranger = self._new_user("cmp_stranger", "crm_policy.group_user")
        findings = complaint.sudo().finding_ids
        self.assertFalse(findings.with_user(stranger)._filtered_access("read"))

    def test_only_named_person_or_head_signs(self):
        """CMP-03 who is neither named nor head does not sign, whatever the role"""
        finding = (
            self._new_case()
            .sudo()
            .finding_ids.filtered(lambda one: one.unit_id == self.quality)
        )
        finding.write({"finding": "<p>Old seal</p>", "is_cause_here": "no"})
        for user in (self.colleague, self.officer, self.manager):
            with self.assertRaises(AccessError):
                finding.with_user(user).action_sign()
        finding.user_id = self.colleague
        finding.with_user(self.colleague).action_sign()
        self.assertEqual(finding.state, "signed")
        self.assertEqual(finding.signed_by_id, self.colleague)
        self.assertFalse(finding.activity_ids)

    def test_nobody_takes_over(self):
        """CMP-03 a handler asks departments, but takes none of their findings over"""
        complaint = self._new_case()
        finding = complaint.finding_ids.filtered(
            lambda one: one.unit_id == self.quality
        )
        handler = finding.with_user(self.user)
        other = self._new_case(name="Another")
        for values in (
            {"user_id": self.user.id},
            {"unit_id": self.service.id},
            {"complaint_id": other.id},
        ):
            with self.assertRaises(AccessError):
                handler.write(values)
        for user in (self.user, self.inspector, self.officer):
            with self.assertRaises(AccessError):
                finding.with_user(user).unlink()
        unit = self.quality.copy({"name": "Cutting"})
        asked = {"complaint_id": complaint.id, "unit_id": unit.id}
        findings = self.env["crm.complaint.finding"].with_user(self.user)
        with self.assertRaises(AccessError):
            findings.create({**asked, "user_id": self.user.id})
        asked = findings.create(asked)
        self.assertEqual((asked.user_id, asked.cycle), (unit.head_id, 1))
        # the head above, and officers, name who investigates
        for user in (self.inspector, self.officer):
            finding.with_user(user).user_id = self.colleague
        self.assertEqual(finding.user_id, self.colleague)
        finding.with_user(self.manager).unlink()

    def test_empty_finding_is_not_signed(self):
        """CMP-03 a signature stands under a finding"""
        finding = self._new_case().sudo().finding_ids[0]
        with self.assertRaises(UserError):
            finding.with_user(finding.user_id).action_sign()

    def test_signed_finding_stays(self):
        """CMP-03 what was signed is not changed, signed twice or deleted"""
        complaint = self._new_case()
        self._sign_all(complaint)
        finding = complaint.sudo().finding_ids[0]
        mine = finding.with_user(finding.user_id)
        with self.assertRaises(UserError):
            mine.finding = "<p>Something else</p>"
        with self.assertRaises(UserError):
            mine.action_sign()
        with self.assertRaises(UserError):
            mine.state = "asked"
        with self.assertRaises(UserError):
            complaint.finding_ids[0].unlink()

    def test_asked_again(self):
        """CMP-03 who handles the complaint asks again; a panel member does not"""
        complaint = self._new_case()
        self._sign_all(complaint)
        finding = complaint.sudo().finding_ids.filtered(
            lambda one: one.unit_id == self.quality
        )
        with self.assertRaises(AccessError):
            finding.with_user(self.inspector)._return("I forgot something")
        wizard = (
            self.env["crm.policy.reason"]
            .with_user(self.user)
            .create(
                {
                    "res_model": finding._name,
                    "res_ids": finding.ids,
                    "step": "return",
                    "reason": "Which batch?",
                }
            )
        )
        wizard.action_confirm()
        self.assertEqual(finding.state, "returned")
        self.assertEqual(finding.return_reason, "Which batch?")
        self.assertEqual(finding.activity_ids.user_id, self.inspector)

    def test_reason_dialog_takes_no_other_step(self):
        """CMP-03 the dialog of reasons takes no step that asks for none"""
        wizard = self.env["crm.policy.reason"].create(
            {
                "res_model": "res.partner",
                "res_ids": self.customer.ids,
                "step": "unlink",
                "reason": "No",
            }
        )
        with self.assertRaises(UserError):
            wizard.action_confirm()

    def test_no_reply_before_all_have_signed(self):
        """CMP-03 the investigation is complete when all have signed"""
        complaint = self._new_case()
        with self.assertRaises(UserError) as refused:
            complaint._mark_replied()
        self.assertIn("Quality Inspection", str(refused.exception))
        self._sign_all(complaint)
        self.assertIn(
            "All departments have signed: reply",
            complaint.sudo().activity_ids.mapped("summary"),
        )
        complaint._mark_replied()
        self.assertEqual(complaint.state, "replied")

    def test_manager_goes_on_without(self):
        """CMP-03 only a manager goes on without all findings, with a reason"""
        complaint = self._new_case()
        with self.assertRaises(AccessError):
            complaint.with_user(self.officer)._skip_panel("No time")
        complaint.with_user(self.manager)._skip_panel("The customer is in danger")
        self.assertEqual(complaint.panel_reason, "The customer is in danger")
        complaint._mark_replied()
        self.assertEqual(complaint.state, "replied")

    def test_reopened_complaint_is_investigated_again(self):
        """CMP-03 after a reopening the panel is asked again, the old ones stay"""
        complaint = self._new_case()
        self._sign_all(complaint)
        complaint._mark_replied()
        complaint.action_ask_confirmation()
        complaint.sudo()._confirm(False, "It leaks again")
        findings = complaint.sudo().finding_ids
        self.assertEqual(sorted(findings.mapped("cycle")), [1, 1, 2, 2])
        self.assertEqual(complaint.finding_open_count, 2)
        with self.assertRaises(UserError):
            complaint._mark_replied()

    def test_reminded_once_a_day(self):
        """CMP-03 who has not signed is reminded when it is due, once a day"""
        complaint = self._new_case()
        findings = complaint.sudo().finding_ids
        self._sign(
            findings.filtered(lambda one: one.unit_id == self.service), self.head
        )
        finding = findings.filtered(lambda one: one.state == "asked")
        remind = self.env.ref("crm_complaints.ir_cron_complaint_finding")
        with freeze_time("2026-07-02 02:00:00"), self.enter_registry_test_mode():
            remind.method_direct_trigger()
            remind.method_direct_trigger()
        notes = self.env["mail.message"].search(
            [
                ("model", "=", finding._name),
                ("res_id", "=", finding.id),
                ("partner_ids", "in", self.inspector.partner_id.ids),
                ("message_type", "=", "user_notification"),
                ("body", "ilike", "is due"),
            ]
        )
        self.assertEqual(len(notes), 1)
        self.assertEqual(finding.reminded_on, date(2026, 7, 2))

    def test_confidential_findings_are_seen_by_those_named(self):
        """CMP-10 findings of a confidential case stay among the people named"""
        complaint = self._new_complaint(
            kind="leak", unit_id=self.service.id, user=self.manager
        )
        finding = self.env["crm.complaint.finding"].create(
            {"complaint_id": complaint.id, "unit_id": self.quality.id}
        )
        for user in (self.inspector, self.officer, self.auditor):
            self.assertFalse(finding.with_user(user).has_access("read"))
