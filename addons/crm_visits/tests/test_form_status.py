# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import SQL

from ..engine.forms import form_status, form_status_sql
from .common import NOW, VisitCommon

STATUSES = ("on_time", "late", "missing", "not_due", "none")


@tagged("post_install", "-at_install")
class TestFormStatus(VisitCommon):
    def _get_statuses(self, visits, now):
        """By the engine, the search, the figures and SQL: all must agree."""
        with freeze_time(now):
            self.env.invalidate_all()
            computed = {visit.id: visit.form_status for visit in visits}
            found = {
                visit.id: status
                for status in STATUSES
                for visit in visits.search(
                    [("form_status", "=", status), ("id", "in", visits.ids)]
                )
            }
            figures = {
                row.visit_id.id: row.form_status
                for row in self.env["crm.visit.figures"].search(
                    [("visit_id", "in", visits.ids)]
                )
            }
            sql = dict(
                self.env.execute_query(
                    SQL(
                        "SELECT id, %s FROM crm_visit WHERE id = ANY(%s)",
                        form_status_sql("crm_visit", datetime.fromisoformat(now)),
                        visits.ids,
                    )
                )
            )
        self.assertEqual(computed, found)
        self.assertEqual(computed, figures)
        self.assertEqual(computed, sql)
        return [computed[visit.id] for visit in visits]

    def test_boundary(self):
        """VIS-03 VIS-07 due to the second: at the deadline in time, after it missing"""
        with freeze_time(NOW):
            visit = self._new_visit(planned_start="2026-07-02 01:00:00")
            visit.planned_end = "2026-07-02 02:00:00"
        self.assertEqual(visit.report_deadline, datetime(2026, 7, 3, 2))
        for now, status in (
            ("2026-07-02 03:00:00", "not_due"),
            ("2026-07-03 02:00:00", "not_due"),
            ("2026-07-03 02:00:01", "missing"),
        ):
            self.assertEqual(self._get_statuses(visit.sudo(), now), [status])

    def test_closed_at_the_boundary(self):
        """VIS-03 closed at the last second in time, one second later late"""
        visits = self.env["crm.visit"]
        for now in ("2026-07-02 02:00:00", "2026-07-02 02:00:01"):
            with freeze_time("2026-07-01 01:00:00"):
                visit = self._new_visit()
                visit.action_start()
            with freeze_time("2026-07-01 02:00:00"):
                visit.action_end()
                self._fill(visit)
            with freeze_time(now):
                visit.action_done()
            visits |= visit.sudo()
        statuses = self._get_statuses(visits, "2026-08-01 00:00:00")
        self.assertEqual(statuses, ["on_time", "late"])

    def test_sent_back_stays_on_time(self):
        """VIS-03 a form that was handed in is not missing while it is improved"""
        with freeze_time(NOW):
            visit = self._new_made_visit()
            reading = visit.sudo().inspection_ids.with_user(self.leader)
            reading.remark = "Which price?"
            reading.action_send_back()
        statuses = self._get_statuses(visit.sudo(), "2026-08-01 00:00:00")
        self.assertEqual(statuses, ["on_time"])

    def test_cancelled_and_undated(self):
        """VIS-03 no form is owed for a cancelled visit, none is due without a date"""
        with freeze_time(NOW):
            undated = self._new_visit(planned_start=False)
            cancelled = self._new_visit(planned_start="2026-07-02 01:00:00")
            reason = self.env["crm.visit.cancel.reason"].search([], limit=1)
            cancelled._cancel(reason, "ill")
        statuses = self._get_statuses(
            (undated | cancelled).sudo(), "2027-01-01 00:00:00"
        )
        self.assertEqual(statuses, ["not_due", "none"])

    def test_daylight_saving(self):
        """VIS-03 hours pass on the clock of the world, whatever clocks on walls do"""
        self.company.policy_tz = "Europe/Berlin"
        with freeze_time("2026-10-23 06:00:00"):
            # Saturday 24 October, 17:00-18:00; clocks go back that night
            visit = self._new_visit(planned_start="2026-10-24 15:00:00")
            visit.planned_end = "2026-10-24 16:00:00"
        local = visit._get_local(visit.report_deadline)
        self.assertEqual((local.hour, local.day), (17, 25))
        statuses = self._get_statuses(visit.sudo(), "2026-10-25 16:00:00")
        self.assertEqual(statuses, ["not_due"])
        statuses = self._get_statuses(visit.sudo(), "2026-10-25 16:00:01")
        self.assertEqual(statuses, ["missing"])

    def test_channel_hours(self):
        """VIS-07 the hours until a form is due are the channel's"""
        self.phone.report_hours = 2
        with freeze_time(NOW):
            call = self._new_visit(
                channel_id=self.phone.id,
                type_id=self.env.ref("crm_visits.crm_visit_type_phone").id,
            )
            call.planned_end = "2026-07-08 02:30:00"
        self.assertEqual(
            [
                form_status(call.state, None, False, call.report_deadline, moment)
                for moment in (datetime(2026, 7, 8, 4, 30), datetime(2026, 7, 8, 4, 31))
            ],
            ["not_due", "missing"],
        )

    def test_list(self):
        """VIS-03 missing and late forms: one's own, the team's, all"""
        with freeze_time(NOW):
            mine = self._new_visit(planned_start="2026-07-02 01:00:00")
            other = self._new_visit(self.colleague, planned_start="2026-07-02 01:00:00")
        action = self.env.ref("crm_visits.crm_visit_action_forms")
        domain = [("form_status", "in", ("missing", "late"))]
        self.assertIn("missing", action.domain)
        with freeze_time("2026-07-20 00:00:00"):
            for user, expected in (
                (self.user, mine),
                (self.colleague, other),
                (self.leader, mine | other),
                (self.officer, mine | other),
                (self.auditor, mine | other),
            ):
                found = self.env["crm.visit"].with_user(user).search(domain)
                self.assertEqual(set(found.ids), set(expected.ids))
