# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW
from .registration_common import RegistrationCommon

# the protection ended the day before, by the clock of the company
OVER = "2027-01-02 01:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProtection(RegistrationCommon):
    """Six months to develop a customer; after that a review decides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.customer = cls._new_registered().partner_id.sudo()
        cls.line = cls.customer.ownership_ids

    def _run(self, moment):
        self._run_cron("ir_cron_protection", moment)

    def _open(self):
        self._run(OVER)
        return self.line.review_ids

    def _decide(self, review, user=None, **values):
        review = review.with_user(user or self.manager)
        with freeze_time(OVER):
            review.write({"reason": "As discussed", **values})
            review.action_decide()

    def test_warned(self):
        """ALC-03 warned once, so many days before as the setting says"""
        self._run("2026-12-17 01:00:00")
        self.assertFalse(self.line.protection_warned_for)
        self._run("2026-12-18 01:00:00")
        self._run("2026-12-19 01:00:00")
        activity = self.customer.activity_ids
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.user)
        self.assertEqual(str(activity.date_deadline), "2027-01-01")

    def test_opened_once(self):
        """ALC-03 the day after the protection, once; salesperson and director asked"""
        self._run("2027-01-01 15:59:59")
        self.assertFalse(self.line.review_ids)
        review = self._open()
        self._run(OVER)
        self.assertEqual(len(self.line.review_ids), 1)
        self.assertEqual(review.activity_ids.user_id, self.user | self.manager)
        self.assertEqual(self.customer.user_id, self.user, "nothing by itself")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            review._open(self.line)

    def test_archived(self):
        """ALC-03 archived customers need neither warning nor review"""
        self.customer.action_archive()
        self._run("2026-12-18 01:00:00")
        self._run(OVER)
        self.assertFalse(self.line.protection_warned_for)
        self.assertFalse(self.line.review_ids)

    def test_one_bad(self):
        """ALC-03 one review that cannot be opened does not stop the others"""
        other = self._new_customer("Other Valves")
        self._transfer(other, user_id=self.user.id, protected_until="2027-01-01")
        opened = type(self.line.review_ids)._open
        reason = "Not now"

        def refuse(reviews, lines):
            if self.line.id in lines.ids:
                raise UserError(reason)
            return opened(reviews, lines)

        with (
            patch.object(type(self.line.review_ids), "_open", refuse),
            self.assertLogs("odoo.addons.crm_allocation.stepping", "WARNING"),
        ):
            self._run(OVER)
        self.assertFalse(self.line.review_ids)
        self.assertTrue(other.ownership_ids.review_ids)

    def test_statement(self):
        """ALC-03 the salesperson explains, and decides nothing"""
        review = self._open().with_user(self.user)
        review.statement = "Budget is released in March"
        for vals in ({"result": "extend"}, {"reason": "Please"}):
            with self.assertRaises(AccessError):
                review.write(vals)
        with self.assertRaises(AccessError):
            review.action_decide()
        with self.assertRaises(AccessError):
            review.with_user(self.colleague).read(["statement"])
        with self.assertRaises(AccessError):
            review.with_user(self.officer).statement = "Other"
        review.with_user(self.leader).read(["statement"])
        review.with_user(self.auditor).read(["statement"])

    def test_extend(self):
        """ALC-03 extended, as long again unless another day is given"""
        review = self._open()
        self._decide(review, result="extend")
        self.assertEqual(str(self.line.protected_until), "2027-07-02")
        self.assertEqual(review.decided_by_id, self.manager)
        self.assertEqual(review.state, "decided")
        self.assertFalse(review.activity_ids)
        # the next one when that is over
        self._run("2027-07-05 01:00:00")
        self.assertEqual(len(self.line.review_ids), 2)

    def test_reassign(self):
        """ALC-03 re-assigned with the reason, protected anew"""
        review = self._open()
        self._decide(review, result="reassign", new_user_id=self.colleague.id)
        self.assertEqual(self.customer.user_id, self.colleague)
        line = self.customer.ownership_ids.filtered(lambda line: not line.date_to)
        self.assertEqual(line.source, "review")
        self.assertEqual(line.reason, "As discussed")
        self.assertEqual(str(line.protected_until), "2027-07-02")
        self.assertEqual(review.state, "decided")

    def test_release(self):
        """ALC-03 released to a pool"""
        self._decide(self._open(), result="release", pool_id=self.pool.id)
        self.assertEqual(self.customer.customer_pool_id, self.pool)

    def test_keep(self):
        """ALC-03 found developed in the review: no further one opens"""
        self._decide(self._open(), result="keep")
        self.assertEqual(self.line.development_evidence, "As discussed")
        self.assertEqual(self.line.review_ids.state, "decided")
        self._run("2027-12-01 01:00:00")
        self.assertEqual(len(self.line.review_ids), 1)

    def test_delegate(self):
        """ALC-03 a delegate decides as the director does"""
        self.company.allocation_delegate_ids = self.leader
        self._decide(self._open(), self.leader, result="extend")
        self.assertEqual(self.line.review_ids.decided_by_id, self.leader)

    def test_missing(self):
        """ALC-03 no decision without its date, person or pool and the reason"""
        review = self._open()
        for values in (
            {"result": False},
            {"result": "reassign"},
            {"result": "release"},
            {"result": "extend", "reason": "  "},
            {"result": "extend", "extend_until": "2027-01-02"},
            {"result": "reassign", "new_user_id": self.user.id},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self._decide(review, **values)

    def test_second_is_told(self):
        """ALC-03 two managers decide the same: the second is told"""
        review = self._open()
        self._decide(review, result="extend")
        second = self._new_user("alloc_second", "crm_policy.group_manager")
        with self.assertRaisesRegex(UserError, "closed and stays|is Decided"):
            self._decide(review, second, result="release", pool_id=self.pool.id)
        with self.assertRaisesRegex(UserError, "is Decided"):
            review.with_user(second).action_decide()
        self.assertEqual(self.customer.user_id, self.user)

    def test_developed(self):
        """ALC-03 developed in time: with evidence, not by the salesperson alone"""
        dialog = self.env["crm.allocation.developed"]
        vals = {"ownership_id": self.line.id, "evidence": "Contract 118"}
        with self.assertRaises(AccessError):
            dialog.with_user(self.user).create(vals).action_confirm()
        dialog.with_user(self.leader).create(vals).action_confirm()
        self.assertEqual(str(self.line.developed_on), "2026-07-01")
        self.assertFalse(self._open())

    def test_developed_late(self):
        """ALC-03 developed while the review waits: there is nothing to decide"""
        review = self._open()
        self.ledger._set_developed(self.customer, self.company, "Order 1")
        self.assertEqual(review.state, "obsolete")
        self.assertFalse(review.activity_ids)

    def test_changed_hands(self):
        """ALC-03 changed hands while the review waits"""
        review = self._open()
        self._transfer(self.customer, user_id=self.colleague.id)
        self.assertEqual(review.state, "obsolete")

    def test_overdue(self):
        """ALC-03 reviews that nobody decides are seen"""
        review = self._open()
        with freeze_time("2027-01-09 01:00:00"):
            self.assertFalse(review.is_overdue)
        review.invalidate_recordset()
        with freeze_time("2027-01-10 01:00:00"):
            found = review.search([("is_overdue", "=", True)])
            self.assertEqual(found, review)
            self.assertTrue(review.is_overdue)

    def test_meeting(self):
        """ALC-03 the meeting stands in the calendars, once"""
        review = self._open().with_user(self.manager)
        with self.assertRaises(UserError):
            review.action_plan_meeting()
        review.date_meeting = "2027-01-05 06:00:00"
        review.action_plan_meeting()
        event = review.event_id
        self.assertIn(self.user.partner_id, event.sudo().partner_ids)
        review.date_meeting = "2027-01-06 06:00:00"
        review.action_plan_meeting()
        self.assertEqual(review.event_id, event)
        self.assertEqual(str(event.sudo().start), "2027-01-06 06:00:00")
