# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.crm_visits.tests.common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitComplaints(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit = cls.env["crm.policy.unit"].create(
            {"name": "Service", "user_ids": [Command.link(cls.user.id)]}
        )
        cls.phone.required_content_ids = [Command.clear()]

    def _visit(self, **values):
        visit = self._new_visit(channel_id=self.phone.id, **values)
        visit.action_start()
        return visit

    def _close(self, visit):
        visit.action_end()
        visit.summary = "Settled"
        visit.action_done()

    def _complaint(self, user=None, **values):
        return (
            self.env["crm.complaint"]
            .with_user(user or self.user)
            .create(
                {
                    "name": "Pump leaks",
                    "partner_id": self.customer.id,
                    "unit_id": self.unit.id,
                    **values,
                }
            )
        )

    def _execution(self, complaint, **values):
        kind = self.env["crm.complaint.execution.kind"].search([], limit=1)
        return (
            self.env["crm.complaint.execution"]
            .with_user(self.officer)
            .create(
                {
                    "complaint_id": complaint.id,
                    "kind_id": kind.id,
                    "name": "Replace the seal",
                    "user_id": self.user.id,
                    "planned_on": "2026-07-10",
                    **values,
                }
            )
        )

    def test_heard_on_a_visit(self):
        """CMP-01: a visit becomes a complaint with one click, both linked"""
        visit = self._visit()
        action = visit.action_complain()
        complaint = self.env["crm.complaint"].browse(action["res_id"])
        self.assertEqual(complaint.partner_id, self.customer)
        self.assertEqual(complaint.visit_id, visit)
        self.assertEqual(complaint.channel_id.code, "visit")
        self.assertEqual(complaint.user_id, self.user)
        self.assertEqual(visit.complaint_ids, complaint)
        self.assertEqual(visit.open_complaint_ids, complaint)
        # the customer hears of it, or the case says why not
        self.assertTrue(complaint.receipt_sent_on or complaint.receipt_note)

    def test_visits_of_others(self):
        """CMP-01: nobody hangs a complaint on a visit of others"""
        visit = self._visit()
        with self.assertRaises(AccessError):
            self._complaint(self.colleague, visit_id=visit.id)
        mine = self._complaint(self.colleague)
        with self.assertRaises(AccessError):
            mine.visit_id = visit

    def test_open_complaints_one_may_read(self):
        """CMP-11: a representative sees the open complaints that he may read"""
        mine = self._complaint()
        theirs = self._complaint(self.officer, unit_id=False)
        leak = self._complaint(self.officer, kind="leak", unit_id=False)
        visit = self._visit()
        self.assertEqual(visit.open_complaint_ids, mine)
        seen = visit.with_user(self.officer).open_complaint_ids
        self.assertEqual(seen, mine | theirs)
        self.assertNotIn(leak, seen)

    def test_visit_carries_out(self):
        """CMP-03: a closed visit is the execution done that it was planned for"""
        complaint = self._complaint()
        execution = self._execution(complaint)
        mine = execution.with_user(self.user)
        context = mine.action_plan_visit()["context"]
        self.assertEqual(context["default_partner_id"], self.customer.id)
        visits = self.env["crm.visit"].with_user(self.user).with_context(**context)
        visit = visits.create({"channel_id": self.phone.id})
        self.assertEqual(mine.visit_id, visit)
        self.assertIn(complaint.reference, visit.objective)
        self.assertEqual(mine.action_plan_visit()["res_id"], visit.id)
        visit.action_start()
        self._close(visit)
        self.assertEqual(
            (execution.state, execution.done_on), ("done", date(2026, 7, 1))
        )
        self.assertIn(visit.name, execution.result)

    def test_visit_of_another_customer(self):
        """CMP-03: only a visit to who complained carries it out"""
        execution = self._execution(self._complaint())
        other = self._new_customer("Customer B")
        visit = self._visit(partner_id=other.id)
        with self.assertRaises(ValidationError):
            execution.with_user(self.user).visit_id = visit

    def test_print(self):
        """VIS-04: the filled form shows the open complaints"""
        complaint = self._complaint()
        visit = self._visit()
        html = self.env["ir.actions.report"]._render_qweb_html(
            "crm_visits.report_visit_form", visit.ids
        )[0]
        self.assertIn(complaint.reference.encode(), html)
