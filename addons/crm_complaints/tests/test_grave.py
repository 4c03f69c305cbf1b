# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW
from .time_common import TimeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGrave(TimeCommon):
    """Whatever makes a case grave, people hear of it at once (CMP-02)."""

    def setUp(self):
        super().setUp()
        self.complaint = self._new_complaint()
        self.complaint.action_report()
        self.complaint.sudo().activity_ids.unlink()

    def _get_told(self):
        return self.complaint.sudo().activity_ids.filtered(
            lambda activity: "Grave now" in activity.summary
        )

    def test_by_hand(self):
        """CMP-02 grave after the report: superior and executive, once"""
        self.complaint.severity = "serious"
        self.assertFalse(self._get_told())
        self.complaint.severity = "grave"
        self.assertEqual(self._get_told().user_id, self.head | self.executive)
        self.complaint.write({"severity": "grave", "wish": "A new one"})
        self.assertEqual(len(self._get_told()), 2)

    def test_by_category(self):
        """CMP-02 the category makes it grave"""
        danger = self.env["crm.complaint.category"].create(
            {"name": "Danger", "severity": "grave", "unit_id": self.service.id}
        )
        self.complaint.category_id = danger
        self.assertEqual(self.complaint.severity, "grave")
        self.assertEqual(self._get_told().user_id, self.head | self.executive)

    def test_by_category_while_new(self):
        """CMP-02 a new case that its category makes grave wakes by the ladder"""
        danger = self.env["crm.complaint.category"].create(
            {"name": "Danger", "severity": "grave", "unit_id": self.service.id}
        )
        new = self._new_complaint()
        trigger = self.env["ir.cron.trigger"].search_count([])
        new.category_id = danger
        self.assertGreater(self.env["ir.cron.trigger"].search_count([]), trigger)
        self._run("escalate")
        self.assertIn(self.executive, new.sudo().activity_ids.user_id)

    def test_by_ladder(self):
        """CMP-02 the ladder makes it grave"""
        self.complaint.severity = "serious"
        self._step("due").action = "raise"
        with freeze_time("2026-07-03 01:30:00"):
            self._run("escalate")
        self.assertEqual(self.complaint.severity, "grave")
        self.assertEqual(self._get_told().user_id, self.head | self.executive)

    def test_open_figures(self):
        """CMP-08 [X] is empty: the general line counts until a figure is entered"""
        for name, demand in (
            ("reply_enquiry", "enquiry"),
            ("reply_ordinary", "ordinary"),
        ):
            line = self._target(name)
            self.assertFalse(line.active)
            self.assertFalse(line.value)
            complaint = self._new_complaint(demand=demand)
            milestone = self._get(complaint, "reply")
            self.assertEqual(milestone.target_id, self._target("reply"))
            line.write({"active": True, "value": 3})
            complaint = self._new_complaint(demand=demand)
            self.assertEqual(self._get(complaint, "reply").target_id, line)
