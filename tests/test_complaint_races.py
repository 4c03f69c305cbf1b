# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The escalation ladder with real processes: two nodes at once, and kill -9."""

import os
import unittest

from test_grading_races import RacesCase


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestEscalationRaces(RacesCase):
    """Three hundred complaints, four deadlines of each over."""

    action = "crm_complaints.ir_cron_escalate"
    script = "complaint_cases.py"

    def setUp(self):
        super().setUp()
        self._query("DELETE FROM mail_activity WHERE res_model = 'crm.complaint'")
        self._query("DELETE FROM crm_complaint_event WHERE kind = 'escalated'")
        self._query("DELETE FROM crm_complaint_escalation")
        self._query("UPDATE crm_complaint_milestone SET state = 'open'")

    def _assert_woken_once(self):
        """One line a deadline and step, one taken for each deadline, one activity."""
        states = self._query(
            "SELECT state, count(*) FROM crm_complaint_escalation GROUP BY 1 ORDER BY 1"
        ).split()
        self.assertEqual(states, ["done|1200", "skipped|3600"])
        twice = self._query(
            "SELECT count(*) FROM (SELECT 1 FROM crm_complaint_escalation"
            " WHERE state = 'done' GROUP BY milestone_id HAVING count(*) > 1) twice"
        )
        self.assertEqual(twice, "0")
        notes = self._query(
            "SELECT count(*) FROM crm_complaint_event WHERE kind = 'escalated'"
        )
        activities = self._query(
            "SELECT count(*) FROM mail_activity WHERE res_model = 'crm.complaint'"
            " AND active"
        )
        # more than one only where the deadlines of a case lay in two batches
        self.assertGreaterEqual(int(activities), 300)
        self.assertLess(int(activities), 330)
        self.assertGreaterEqual(int(notes), 300)

    def test_two_nodes_at_once(self):
        """CMP-02 two nodes that run the ladder wake everybody once."""
        self._run_two_nodes()
        self._assert_woken_once()

    def test_killed_at_any_moment(self):
        """CMP-02 killed at random moments and run again: nobody woken twice."""
        self._run_killed()
        self._assert_woken_once()
