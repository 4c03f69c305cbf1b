# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW, ComplaintCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestWatch(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.watch = (
            cls.env["crm.complaint.watch"]
            .with_user(cls.user)
            .create(
                {
                    "name": "Hall 3",
                    "partner_id": cls.contact.id,
                    "unit_id": cls.service.id,
                    "contract_amount": 100000,
                }
            )
        )

    def _remark(self, user=None, **values):
        return (
            self.env["crm.complaint.watch.remark"]
            .with_user(user or self.user)
            .create(
                {
                    "watch_id": self.watch.id,
                    "topic": "schedule",
                    "name": "Two weeks behind\nThe crane is missing",
                    "unit_id": self.service.id,
                    **values,
                }
            )
        )

    def test_course(self):
        """CMP-15: talks, contract, performance, collection; the stage follows."""
        self.assertRegex(self.watch.reference, r"^PRJ/2026/\d{4}$")
        self.assertEqual(self.watch.partner_id, self.customer)
        self.assertEqual(
            self.watch.phase_ids.mapped("phase"),
            ["talks", "contract", "performance", "collection"],
        )
        self.assertEqual(self.watch.phase, "talks")
        talks, contract, performance, collection = self.watch.phase_ids
        talks.done_on = "2026-05-01"
        contract.write({"planned_on": "2026-06-30"})
        self.assertEqual(self.watch.phase, "contract")
        self.assertTrue(self.watch.is_overdue)
        late = self.watch.search([("is_overdue", "=", True)])
        self.assertEqual(late, self.watch)
        contract.done_on = "2026-07-01"
        self.assertFalse(self.watch.search([("is_overdue", "=", True)]))
        performance.done_on = "2026-07-01"
        collection.write({"amount": 30000, "done_on": "2026-07-01"})
        self.assertEqual(
            (self.watch.phase, self.watch.collected_amount), ("over", 30000)
        )

    def test_remark_becomes_a_complaint(self):
        """CMP-15: a remark on schedule or quality becomes a complaint, once."""
        remark = self._remark()
        action = remark.action_complain()
        complaint = self.env["crm.complaint"].browse(action["res_id"])
        self.assertEqual(complaint.name, "Two weeks behind")
        self.assertIn("crane", complaint.description)
        self.assertEqual(complaint.partner_id, self.customer)
        self.assertEqual(complaint.watch_id, self.watch)
        self.assertEqual(complaint.unit_id, self.service)
        self.assertEqual(complaint.subject_kind, "project")
        self.assertEqual(remark.complaint_id, complaint)
        self.assertEqual(self.watch.complaint_count, 1)
        with self.assertRaisesRegex(UserError, "once"):
            remark.action_complain()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            remark.name = "All is well"
        with self.assertRaisesRegex(UserError, "stays as it is"):
            remark.unlink()

    def test_other_remarks(self):
        """CMP-15: remarks on payment stay remarks; links are not written by hand."""
        remark = self._remark(topic="payment")
        with self.assertRaisesRegex(UserError, "Remarks on"):
            remark.action_complain()
        complaint = self._new_complaint()
        with self.assertRaises(UserError):
            remark.complaint_id = complaint
        forged = self._remark(complaint_id=complaint.id, user_id=self.officer.id)
        self.assertFalse(forged.complaint_id)
        self.assertEqual(forged.user_id, self.user)

    def test_rights(self):
        """CMP-15: one's own and the department's; officers and auditors see all."""
        watches = self.env["crm.complaint.watch"]
        for user, sees in (
            (self.user, True),
            (self.head, True),
            (self.officer, True),
            (self.auditor, True),
            (self.colleague, False),
        ):
            found = watches.with_user(user).search([("id", "=", self.watch.id)])
            self.assertEqual(bool(found), sees, user.login)
        with self.assertRaises(AccessError):
            self._remark(self.colleague)
        with self.assertRaises(AccessError):
            self.watch.with_user(self.auditor).name = "Hall 4"

    def test_project_of_another_app(self):
        """CMP-15: a project is linked where its app is installed, else named."""
        names = dict(watch for watch in self.watch._selection_project_ref())
        self.assertEqual("project.project" in names, "project.project" in self.env)

    def test_xlsx(self):
        """CMP-15: the projects as a workbook."""
        report = self.env["report.crm_complaints.watch_xlsx"].with_user(self.officer)
        content, _kind = report.create_xlsx_report([], {})
        self.assertTrue(content.startswith(b"PK"))

    def test_receipt(self):
        """CMP-01 the customer of a remark gets a receipt, its handler an activity"""
        self.watch.sudo().user_id = self.head
        remark = self._remark()
        remark.action_complain()
        complaint = remark.sudo().complaint_id
        self.assertEqual(complaint.channel_id.code, "visit")
        self.assertEqual(complaint.receipt_address, self.customer.email)
        self.assertEqual(complaint.activity_ids.user_id, self.head)

    def test_delete(self):
        """CMP-15: with complaints a project is archived, not deleted."""
        self._remark().action_complain()
        with self.assertRaisesRegex(UserError, "archive"):
            self.watch.with_user(self.officer).unlink()
        self.watch.with_user(self.officer).action_archive()
        self.assertFalse(self.watch.active)
        self.assertEqual(
            self.watch.phase_ids[:1].with_user(self.officer).copy_data()[0]["phase"],
            "talks",
        )
