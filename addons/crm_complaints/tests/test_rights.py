# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import ComplaintCommon


@tagged("post_install", "-at_install")
class TestRights(ComplaintCommon):
    """Handlers see their department's, officers all, others nothing (CMP-01)."""

    def _can_read(self, user, complaint):
        found = (
            self.env["crm.complaint"]
            .with_user(user)
            .search([("id", "=", complaint.id)])
        )
        return bool(found)

    def test_read(self):
        """CMP-01 department and officers see it, other departments do not"""
        complaint = self._new_complaint(self.officer, user_id=self.user.id)
        for user in (self.user, self.head, self.officer, self.manager, self.auditor):
            self.assertTrue(self._can_read(user, complaint), user.login)
        self.assertFalse(self._can_read(self.colleague, complaint))
        with self.assertRaises(AccessError):
            complaint.with_user(self.employee).read(["name"])

    def test_head_above(self):
        """CMP-02 the head of a department sees what is below"""
        self.works.head_id = self.colleague
        complaint = self._new_complaint(self.officer)
        self.assertTrue(self._can_read(self.colleague, complaint))

    def test_auditor_reads_only(self):
        """CMP-12 an auditor reads with the history and changes nothing"""
        complaint = self._new_complaint()
        self.assertTrue(complaint.event_ids.with_user(self.auditor).read(["kind"]))
        with self.assertRaises(AccessError):
            complaint.with_user(self.auditor).write({"name": "Other"})
        with self.assertRaises(AccessError):
            complaint.with_user(self.auditor).action_report()

    def test_history_and_deadlines(self):
        """CMP-03 panel and desk read events, milestones and escalations of the case"""
        clerk = self._new_user("cmp_clerk", "crm_policy.group_user")
        complaint = self._new_complaint(self.officer, user_id=self.user.id)
        milestone = complaint.sudo().milestone_ids[:1]
        escalation = self.env["crm.complaint.escalation"].create(
            {
                "milestone_id": milestone.id,
                "complaint_id": complaint.id,
                "company_id": complaint.company_id.id,
                "step_id": self.env["crm.complaint.escalation.step"]
                .search(Domain.TRUE, limit=1)
                .id,
                "due_at": milestone.started_on,
            }
        )
        records = complaint.sudo().event_ids, milestone, escalation
        for user in (self.colleague, clerk):
            for record in records:
                self.assertFalse(record.with_user(user).has_access("read"))
        self.env["crm.complaint.finding"].create(
            {"complaint_id": complaint.id, "unit_id": self.quality.id}
        )
        complaint.sudo().desk_id.user_ids |= clerk
        for user in (self.colleague, clerk):
            for record in records:
                self.assertTrue(record.with_user(user).has_access("read"), record)

    def test_other_company(self):
        """CMP-01 the complaints of another company are not to be seen"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        stranger = self._new_user("cmp_other", "crm_policy.group_manager", other)
        complaint = self._new_complaint()
        theirs = complaint.with_user(stranger).with_context(
            allowed_company_ids=other.ids
        )
        self.assertFalse(theirs.search([("id", "=", complaint.id)]))
        with self.assertRaises(AccessError):
            theirs.read(["name"])
        with self.assertRaises(UserError):
            self._new_complaint(
                partner_id=self.env["res.partner"]
                .sudo()
                .create({"name": "Foreign", "company_id": other.id})
                .id
            )
