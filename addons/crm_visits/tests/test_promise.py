# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import date

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPromise(VisitCommon):
    @classmethod
    def _promise(cls, user=None, **values):
        user = user or cls.user
        return (
            cls.env["crm.visit.promise"]
            .with_user(user)
            .create(
                {
                    "name": "Send the test report",
                    "partner_id": cls.customer.id,
                    "date_deadline": "2026-07-03",
                    **values,
                }
            )
        )

    def test_promise_becomes_dated_work(self):
        """VIS-12: the responsible gets an activity at once, due with the promise."""
        visit = self._new_visit()
        visit.promise_ids = [
            Command.create({"name": "Send samples", "date_deadline": "2026-07-06"})
        ]
        promise = visit.promise_ids
        self.assertEqual(promise.partner_id, self.customer)
        self.assertEqual(promise.team_id, self.store)
        self.assertEqual(promise.activity_ids.user_id, self.user)
        self.assertEqual(promise.activity_ids.date_deadline, date(2026, 7, 6))
        promise.write({"date_deadline": "2026-07-07", "user_id": self.colleague.id})
        activity = promise.sudo().activity_ids
        self.assertEqual(activity.user_id, self.colleague)
        self.assertEqual(activity.date_deadline, date(2026, 7, 7))

    def test_promise_after_the_form_is_closed(self):
        """VIS-12: promises come up later too; the form itself stays closed."""
        visit = self._new_made_visit()
        visit.promise_ids = [
            Command.create({"name": "Call back", "date_deadline": "2026-07-06"})
        ]
        self.assertEqual(visit.promise_ids.state, "open")
        with self.assertRaises(UserError):
            visit.summary = "Changed"

    def test_kept_in_time(self):
        """VIS-12: on its day a promise is kept, not broken."""
        promise = self._promise()
        with freeze_time("2026-07-03 15:59:00"):  # 23:59 in Shanghai
            promise.action_keep()
        self.assertEqual(promise.kept_on, date(2026, 7, 3))
        self.assertFalse(promise.is_broken)
        self.assertFalse(promise.activity_ids)

    def test_broken(self):
        """VIS-12: open after its day, or kept late: broken, and searchable."""
        promise = self._promise()
        other = self._promise(date_deadline="2026-07-30")
        model = self.env["crm.visit.promise"].with_user(self.user)
        with freeze_time("2026-07-03 16:00:00"):  # 00:00 of the 4th in Shanghai
            promise.invalidate_recordset()
            self.assertTrue(promise.is_broken)
            self.assertEqual(promise.days_late, 1)
            self.assertEqual(model.search([("is_broken", "=", True)]), promise)
            self.assertEqual(model.search([("is_broken", "=", False)]), other)
            customer = self.customer.with_user(self.user)
            self.assertEqual(customer.promise_open_count, 2)
            self.assertEqual(customer.promise_broken_count, 1)
            promise.action_keep()
        self.assertTrue(promise.is_kept_late)
        self.assertTrue(promise.is_broken)
        self.assertEqual(model.search([("is_broken", "=", True)]), promise)

    def test_broken_promise_is_not_hidden(self):
        """VIS-12: its date is not moved, it is not deleted, its state not written."""
        promise = self._promise()
        with freeze_time("2026-07-10 01:00:00"):
            promise.invalidate_recordset()
            with self.assertRaisesRegex(UserError, "broken"):
                promise.date_deadline = "2026-08-01"
            with self.assertRaises(UserError):
                promise.write({"state": "kept"})
            with self.assertRaises(AccessError):
                promise.unlink()
            promise.with_user(self.officer).date_deadline = "2026-08-01"
        self.assertFalse(promise.is_broken)

    def test_visit_does_not_move_it(self):
        """VIS-12: a closed or broken promise does not follow a visit elsewhere."""
        kept, broken, free = (self._promise() for _number in range(3))
        kept.action_keep()
        elsewhere = self._new_visit(partner_id=self._new_customer("Customer B").id)
        here = self._new_visit()
        with freeze_time("2026-07-10 01:00:00"):
            broken.invalidate_recordset()
            for promise in (kept, broken):
                with self.assertRaises(UserError):
                    promise.visit_id = elsewhere
                self.assertEqual(promise.partner_id, self.customer)
            with self.assertRaises(UserError):
                kept.visit_id = here
            # of the same customer: only says where it came up
            broken.visit_id = here
        self.assertEqual(broken.partner_id, self.customer)
        free.visit_id = elsewhere
        self.assertEqual(free.partner_id, elsewhere.partner_id)

    def test_withdraw_with_a_reason(self):
        """VIS-12: a promise that is taken back says why, and is not broken."""
        promise = self._promise()
        action = promise.action_withdraw()
        wizard = (
            self.env["crm.policy.reason"]
            .with_user(self.user)
            .with_context(**action["context"])
            .create({"reason": "The customer bought elsewhere"})
        )
        wizard.action_confirm()
        self.assertEqual(promise.state, "withdrawn")
        self.assertEqual(promise.close_reason, "The customer bought elsewhere")
        self.assertFalse(promise.sudo().activity_ids)
        with freeze_time("2026-07-10 01:00:00"):
            promise.invalidate_recordset()
            self.assertFalse(promise.is_broken)
        with self.assertRaises(UserError):
            wizard.action_confirm()

    def test_reason_dialog_takes_follow_ups_only(self):
        """A caller cannot aim the dialog at another model or step."""
        wizards = self.env["crm.policy.reason"].with_user(self.user)
        promise = self._promise()
        for model, record, outcome in (
            ("res.partner", self.customer, "withdrawn"),
            ("crm.visit.promise", promise, "kept"),
        ):
            wizard = wizards.create(
                {
                    "res_model": model,
                    "res_ids": record.ids,
                    "step": outcome,
                    "reason": "x",
                }
            )
            with self.assertRaises(UserError):
                wizard.action_confirm()

    def test_reason_dialog_is_for_readers(self):
        """VIS-12: nobody takes a step of a promise that is not theirs to see."""
        promise = self._promise()
        dialog = (
            self.env["crm.policy.reason"]
            .with_user(self.colleague)
            .with_context(**promise.action_withdraw()["context"])
            .create({"reason": "Not mine"})
        )
        with self.assertRaises(AccessError):
            dialog.action_confirm()
        self.assertEqual(promise.state, "open")

    def test_activity_done_keeps_the_promise(self):
        """VIS-12: ticking the activity off is keeping the promise."""
        promise = self._promise()
        promise.activity_ids.action_feedback(feedback="Sent by courier")
        self.assertEqual(promise.state, "kept")

    def test_reminder_once_a_day(self):
        """VIS-12: who promised hears daily; the leader of what is broken."""
        due = self._promise()
        self._promise(date_deadline="2026-07-20")
        model = self.env["crm.visit.promise"]
        notes = self.env["mail.message"].search_count

        def told(user):
            return notes(
                [
                    ("subject", "=like", "Promises to customers%"),
                    ("partner_ids", "in", user.partner_id.ids),
                ]
            )

        with freeze_time("2026-07-03 01:00:00"):
            due.sudo()._remind()
            self.assertEqual((told(self.user), told(self.leader)), (1, 0))
            domain = model._get_due_domain(self.company)
            self.assertFalse(model.search(domain))
        with freeze_time("2026-07-04 01:00:00"):
            model.invalidate_model()
            self.assertEqual(model.search(model._get_due_domain(self.company)), due)
            due.sudo()._remind()
        self.assertEqual((told(self.user), told(self.leader)), (2, 1))
        note = self.env["mail.message"].search(
            [("partner_ids", "in", self.leader.partner_id.ids)], limit=1
        )
        self.assertIn("Send the test report", note.body)
        self.assertIn("1 days late", note.body.replace("\n", " "))

    def test_scheduled_reminder(self):
        """VIS-12: the scheduled action may run twice."""
        due = self._promise()
        with freeze_time("2026-07-04 01:00:00"), self.enter_registry_test_mode():
            cron = self.env.ref("crm_visits.ir_cron_remind_promises")
            cron.method_direct_trigger()
            self.assertEqual(due.reminded_on, date(2026, 7, 4))
            cron.method_direct_trigger()

    # -- who sees what, bad input ------------------------------------------------------

    def test_a_colleague_sees_nothing(self):
        """VIS-12: representative own, leader the team, officers all, auditors read."""
        promise = self._promise()
        for reader in (self.user, self.leader, self.officer, self.auditor):
            self.assertTrue(promise.with_user(reader).name)
        for stranger in (self.colleague, self.employee):
            with self.assertRaises(AccessError):
                promise.with_user(stranger).read(["name"])
        with self.assertRaises(AccessError):
            promise.with_user(self.auditor).action_keep()
        self.assertEqual(self.customer.with_user(self.colleague).promise_open_count, 0)

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user(
            "elsewhere", "crm_policy.group_manager", company=other
        )
        with self.assertRaises(AccessError):
            self._promise().with_user(stranger).read(["name"])

    def test_not_on_a_visit_of_a_colleague(self):
        visit = self._new_visit(self.colleague)
        with self.assertRaises(AccessError):
            self._promise(visit_id=visit.id)

    def test_same_customer_as_the_visit(self):
        other = self._new_customer("Customer B")
        with self.assertRaises(ValidationError):
            self._promise(visit_id=self._new_visit().id, partner_id=other.id)

    def test_merged_customer_keeps_its_promises(self):
        twin = self._new_customer("Customer A again")
        promise = self._promise(partner_id=twin.id)
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            [twin.id, self.customer.id], self.customer
        )
        promise.invalidate_recordset()
        self.assertEqual(promise.partner_id, self.customer)

    def test_xlsx(self):
        """VIS-12: the list as a workbook, by the reader's rights."""
        self._promise()
        self._promise(self.colleague, name="Of a colleague")
        report = self.env["report.crm_visits.promise_xlsx"].with_user(self.user)
        content, _kind = report.create_xlsx_report([], {})
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        names = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
        self.assertIn("Send the test report", names)
        self.assertNotIn("Of a colleague", names)
