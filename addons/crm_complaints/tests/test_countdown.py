# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from .common import NOW
from .time_common import TimeCommon, local


@freeze_time(NOW)
class TestCountdown(TimeCommon):
    def _get_clock(self, complaint):
        complaint.invalidate_recordset()
        return complaint.next_countdown

    def test_working_time(self):
        """CMP-03 seconds of work left, and the hours in which they pass"""
        self._target("report").value = 12
        self._target("acknowledge").value = 5
        complaint = self._new_complaint()
        complaint.invalidate_recordset()
        self.assertEqual(complaint.next_due_kind, "report")
        with freeze_time(local("2026-07-01T12:30")):
            clock = self._get_clock(complaint)
            self.assertEqual(clock["left"], 9 * 3600)
            self.assertEqual(clock["warn"], 1800)
            self.assertEqual(
                clock["stretches"][0], ["2026-07-01 05:00:00", "2026-07-01 10:00:00"]
            )
            self.assertFalse(clock["paused"])
        with freeze_time(local("2026-07-02T16:00")):
            self.assertEqual(self._get_clock(complaint)["left"], -2 * 3600)

    def test_round_the_clock(self):
        """CMP-03 calendar days pass at night, too; far away they are days"""
        complaint = self._new_complaint()
        complaint.action_report()
        clock = self._get_clock(complaint)
        self.assertEqual((clock["left"], clock["day"]), (86400, 86400))
        self.assertIsNone(clock["stretches"])
        other = self._new_complaint()
        with freeze_time("2026-12-01 01:00:00"):
            self.assertIsNone(self._get_clock(other)["stretches"])

    def test_paused(self):
        """CMP-03 while the customer is waited for the clock stands still"""
        complaint = self._new_complaint()
        complaint.action_report()
        complaint.action_wait()
        with freeze_time("2026-07-05 01:00:00"):
            clock = self._get_clock(complaint)
        self.assertTrue(clock["paused"])
        self.assertEqual(clock["left"], 86400)

    def test_closed(self):
        """CMP-03 nothing is due of what is closed"""
        complaint = self._new_complaint()
        complaint.action_withdraw("All right again")
        self.assertFalse(self._get_clock(complaint))

    def test_queries(self):
        """CMP-03 the clocks of many cards take as many queries as those of few"""
        complaints = self.env["crm.complaint"].browse(
            self._new_complaint().id for _number in range(12)
        )
        counts = []
        for some in (complaints[:2], complaints):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.mapped("next_countdown")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
