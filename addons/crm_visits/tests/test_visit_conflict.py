# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time
from psycopg2.errors import ExclusionViolation

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitConflict(VisitCommon):
    """Bad input of times: said clearly, and nothing lost."""

    def test_two_agreed_visits_at_once(self):
        """VIS-02: refused, naming person, time and the other visit; proposals and
        calls are free to overlap."""
        self._new_visit(is_agreed=True)
        self._new_visit()
        self._new_visit(channel_id=self.phone.id, is_agreed=True)
        self.env.flush_all()
        with self.assertRaisesRegex(
            ValidationError, r"from 7/8/26, 10:00.AM to 7/8/26, 11:30.AM.*Customer A"
        ):
            self._new_visit(planned_start="2026-07-08 03:00:00", is_agreed=True)
        self._new_visit(planned_start="2026-07-08 03:30:00", is_agreed=True)

    def test_overlap_by_moving_and_agreeing(self):
        """VIS-02: whatever makes them meet."""
        first = self._new_visit(is_agreed=True)
        proposal = self._new_visit()
        later = self._new_visit(planned_start="2026-07-08 05:00:00", is_agreed=True)
        self.env.flush_all()
        with self.assertRaisesRegex(ValidationError, "has agreed another visit"):
            proposal.action_agree()
        with self.assertRaisesRegex(ValidationError, "has agreed another visit"):
            later.planned_start = "2026-07-08 01:30:00"
        with self.assertRaisesRegex(ValidationError, "has agreed another visit"):
            later.write(
                {
                    "planned_start": "2026-07-08 01:00:00",
                    "planned_end": "2026-07-08 02:01:00",
                }
            )
        self.assertEqual(first.state, "planned")

    def test_overlap_with_a_visit_that_one_may_not_read(self):
        """VIS-01: that somebody is busy is no secret, with whom is."""
        hidden = self._new_visit(is_agreed=True)
        hidden.sudo().team_id = False
        self.env.flush_all()
        with self.assertRaisesRegex(ValidationError, "may not read") as caught:
            self.env["crm.visit"].with_user(self.leader).create(
                {
                    "partner_id": self._new_customer("Customer B").id,
                    "user_id": self.user.id,
                    "channel_id": self.face.id,
                    "planned_start": "2026-07-08 02:00:00",
                    "is_agreed": True,
                }
            )
        self.assertNotIn("Customer A", str(caught.exception))

    @mute_logger("odoo.sql_db")
    def test_two_at_once_are_settled_by_the_database(self):
        """VIS-02: also what no check can see, such as two made in the same moment."""
        with self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self._new_visit(is_agreed=True) | self._new_visit(is_agreed=True)
            self.env.cr.execute(
                "UPDATE crm_visit SET is_busy = true WHERE partner_id = %s",
                [self.customer.id],
            )

    def test_agreed_without_a_time(self):
        """VIS-02: a visit that has no time yet is in nobody's way."""
        self._new_visit(planned_start=False, is_agreed=True)
        self._new_visit(planned_start=False, is_agreed=True)
        self._new_visit(is_agreed=True)
        self.env.flush_all()

    def test_moved_visits_keep_their_lengths(self):
        """VIS-02: each its own, also when several are moved together."""
        short = self._new_visit(planned_end="2026-07-08 02:30:00")
        usual = self._new_visit()
        (short | usual).write({"planned_start": "2026-07-09 23:00:00"})
        self.env.flush_all()
        self.assertEqual(short.planned_end, datetime(2026, 7, 9, 23, 30))
        self.assertEqual(usual.planned_end, datetime(2026, 7, 10, 0, 30))

    # -- two devices -------------------------------------------------------------------

    def test_closed_on_another_device(self):
        """VIS-01: the second one is told who closed it, and when."""
        visit = self._new_visit(companion_ids=[Command.set(self.colleague.ids)])
        visit.action_start()
        self._fill(visit).action_done()
        with self.assertRaisesRegex(
            UserError, r"was closed by visit_user.* at 7/1/26, 9:00.AM"
        ):
            visit.with_user(self.colleague).action_done()
        with self.assertRaisesRegex(UserError, "Open it again with a reason"):
            visit.with_user(self.colleague).summary = "What the colleague heard"
        self.assertEqual(visit.summary, "Trial order agreed")

    def test_started_twice(self):
        """VIS-02: the first tap counts."""
        visit = self._new_visit()
        visit.action_start({"latitude": 31.2, "longitude": 121.4})
        with freeze_time("2026-07-01 01:00:05"):
            with self.assertRaisesRegex(UserError, "in progress since 7/1/26, 9:00"):
                visit.action_start()
        self.assertEqual(visit.date_start, datetime(2026, 7, 1, 1))

    def test_ended_twice(self):
        """VIS-02: a second tap does not lengthen the visit."""
        visit = self._new_visit()
        visit.action_start()
        visit.action_end()
        with freeze_time("2026-07-01 03:00:00"):
            with self.assertRaisesRegex(UserError, "ended at 7/1/26, 9:00.AM already"):
                visit.action_end()
        self.assertEqual(visit.date_end, datetime(2026, 7, 1, 1))

    # -- daylight saving ---------------------------------------------------------------

    def _plan_in_berlin(self):
        """Nine in the morning, the day before the clocks go back (26 October 2025)."""
        self.company.policy_tz = "Europe/Berlin"
        return self._new_visit(planned_start="2025-10-25 07:00:00", is_agreed=True)

    @freeze_time("2025-10-20 08:00:00")
    def test_next_visit_after_the_clocks_changed(self):
        """VIS-12: nine o'clock stays nine o'clock, an hour stays an hour."""
        visit = self._plan_in_berlin()
        visit.action_start()
        self._fill(visit, next_date="2025-10-27").action_done()
        following = visit.next_visit_ids
        self.assertEqual(following.planned_start, datetime(2025, 10, 27, 8))
        self.assertEqual(following.planned_end, datetime(2025, 10, 27, 9, 30))

    @freeze_time("2025-10-25 22:30:00")
    def test_length_of_a_visit_while_the_clocks_change(self):
        """VIS-03: time spent is time that passed, not what the clock shows."""
        self.company.policy_tz = "Europe/Berlin"
        visit = self._new_visit(planned_start="2025-10-25 23:30:00")
        self.assertEqual(visit._get_local(visit.planned_start).hour, 1)
        visit.action_start()
        with freeze_time("2025-10-26 01:30:00"):
            visit.action_end()
        self.assertEqual(visit.duration, 3)
        self.assertEqual(visit._get_local(visit.date_end).hour, 2)

    @freeze_time("2025-10-26 22:59:00")
    def test_today_has_25_hours(self):
        """VIS-02: the last minute of the long day is still today."""
        self.company.policy_tz = "Europe/Berlin"
        visit = self._new_visit(planned_start="2025-10-26 22:30:00")
        self.assertTrue(visit.is_today)
        self.assertEqual(
            self.company._get_policy_day(),
            (datetime(2025, 10, 25, 22), datetime(2025, 10, 26, 23)),
        )
