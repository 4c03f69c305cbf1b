# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import NOW
from .leak_common import LeakCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLeakPeople(LeakCommon):
    """Who is named, by the settings or later, and what changes with it."""

    def test_named_people(self):
        """CMP-10: the people of the settings and who reports it are named."""
        self.assertEqual(self.leak.confidant_ids, self.officer | self.trusted)

    def test_settings_gone_wrong(self):
        """CMP-10: who left or has not the company does not stop a report."""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        stranger = self._new_user("cmp_stranger", "crm_policy.group_manager", other)
        with self.assertRaises(ValidationError):
            self.company.complaint_confidant_ids = [Command.link(stranger.id)]
        gone = self._new_user("cmp_gone", "crm_policy.group_manager", other)
        gone.company_ids = self.company | other
        self.company.complaint_confidant_ids |= gone | self.manager
        gone.company_ids = other
        self.manager.active = False
        leak = self._new_complaint(self.user, kind="leak")
        self.assertEqual(leak.confidant_ids, self.user | self.trusted)
        turned = self._new_complaint(self.user)
        turned.with_user(self.officer).kind = "leak"
        self.assertEqual(turned.sudo().confidant_ids, self.officer | self.trusted)

    def test_reported_by_a_customer(self):
        """CMP-10: without people in the settings somebody here sees it all the same."""
        self.company.complaint_confidant_ids = False
        portal = self._new_user("cmp_portal", "base.group_portal")
        complaints = self.env["crm.complaint"].with_user(portal).sudo()
        values = {"kind": "leak", "partner_id": self.customer.id, "name": "My data"}
        self.assertIn(self.manager, complaints.create(dict(values)).confidant_ids)
        self.company.complaint_executive_id = False
        self.assertIn(self.manager, complaints.create(dict(values)).confidant_ids)

    def test_reported_to_the_named(self):
        """CMP-10: it is reported to the people named, not to the department."""
        leak = self.leak.with_user(self.officer)
        leak.action_report()
        self.assertEqual(self.leak.reported_to_id, self.trusted)
        self.assertLessEqual(
            self.leak.sudo().activity_ids.user_id, self.officer | self.trusted
        )

    def test_named_later(self):
        """CMP-10: who is added sees it; who is taken off sees and follows no more."""
        leak = self.leak.with_user(self.officer)
        leak.confidant_ids = [Command.link(self.user.id)]
        self.assertEqual(self.leak.with_user(self.user).name, "Secret price list")
        leak.message_subscribe(self.user.partner_id.ids)
        leak.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.user.id, summary="Ask IT"
        )
        leak.confidant_ids = [Command.unlink(self.user.id)]
        self.assertNotIn(self.user.partner_id, self.leak.message_partner_ids)
        self.assertNotIn(self.user, self.leak.sudo().activity_ids.user_id)
        with self.assertRaises(AccessError):
            self.leak.with_user(self.user).read(["name"])

    def test_becomes_confidential(self):
        """CMP-10: a complaint that turns out to be a leak closes at once; for good."""
        complaint = self._new_complaint(self.user, user_id=self.user.id)
        complaint.sudo().message_subscribe(self.head.partner_id.ids)
        complaint.with_user(self.officer).kind = "leak"
        self.assertEqual(complaint.sudo().confidant_ids, self.officer | self.trusted)
        self.assertNotIn(self.head.partner_id, complaint.sudo().message_partner_ids)
        with self.assertRaises(AccessError):
            complaint.with_user(self.user).read(["name"])
        with self.assertRaisesRegex(UserError, "stays confidential"):
            complaint.with_user(self.officer).kind = "complaint"
        with self.assertRaisesRegex(UserError, "Somebody has to"):
            complaint.with_user(self.officer).confidant_ids = [Command.clear()]

    def test_clocks_of_a_case_turned_into_a_leak(self):
        """CMP-10 receipt and reply are not waited for any more, the solution is"""
        turned = self._new_complaint(self.user)
        clocks = turned.sudo().milestone_ids.grouped("kind")
        self.assertEqual(clocks["reply"].state, "open")
        turned.with_user(self.officer).kind = "leak"
        self.assertEqual(clocks["acknowledge"].state, "cancelled")
        self.assertEqual(clocks["reply"].state, "cancelled")
        self.assertEqual(clocks["report"].state, "open")
        self.assertEqual(clocks["resolve"].state, "open")

    def test_parts_of_what_becomes_confidential(self):
        """CMP-10: parts of a case that turns into a leak leave the outsiders."""
        complaint = self._new_complaint(
            self.user, kind="information", user_id=self.user.id
        )
        finding = self.env["crm.complaint.finding"].create(
            {"complaint_id": complaint.id, "unit_id": self.service.id}
        )
        finding.message_subscribe(self.head.partner_id.ids)
        self.assertEqual(finding.activity_ids.user_id, self.head)
        remedy = (
            self.env["crm.complaint.remedy"]
            .with_user(self.user)
            .create({"complaint_id": complaint.id, "wrong_data": "The address"})
        )
        task = (
            self.env["crm.complaint.remedy.task"]
            .sudo()
            .create(
                {
                    "remedy_id": remedy.id,
                    "unit_id": self.service.id,
                    "user_id": self.head.id,
                    "name": "Right the file",
                }
            )
        )
        task._ask_department()
        self.assertIn(self.head.partner_id, task.message_partner_ids)
        self.assertTrue(remedy.with_user(self.auditor).has_access("read"))
        complaint.with_user(self.officer).kind = "leak"
        named = self.officer | self.trusted
        for part in (finding, task, remedy.sudo()):
            self.assertLessEqual(part.activity_ids.user_id, named)
            self.assertLessEqual(part.message_partner_ids, named.partner_id)
        remedy = remedy.sudo()
        for record in (remedy, remedy.stage_ids, remedy.event_ids, task):
            self.assertTrue(record.with_user(self.officer).has_access("read"))
            for user in self.outsiders - self.employee:
                found = self.env[record._name].with_user(user)
                self.assertFalse(found.search([("id", "in", record.ids)]), user.login)
