# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Planning of visits with real processes: two nodes at once, and kill -9."""

import os
import unittest

from test_grading_races import RacesCase


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestVisitRaces(RacesCase):
    """The visits of all customers, who belong to one class."""

    action = "crm_visits.ir_cron_plan"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for statement in (
            "DELETE FROM crm_visit_cadence WHERE role <> 'salesperson'",
            "DELETE FROM crm_grading_grade_crm_visit_class_rel",
            "UPDATE crm_visit_class SET domain = '[(''customer_rank'', ''>'', 0)]'"
            " WHERE id = (SELECT min(id) FROM crm_visit_class)",
            "UPDATE res_partner SET user_id = (SELECT res_id FROM ir_model_data"
            " WHERE module = 'base' AND name = 'user_admin') WHERE customer_rank > 0",
        ):
            cls.databases.query(statement, cls.database)

    def setUp(self):
        super().setUp()
        self._query("DELETE FROM crm_visit")
        self._query("DELETE FROM crm_visit_standing")

    def _assert_planned_once(self):
        customers, fewest, most, undated = (
            int(figure)
            for figure in self._query(
                "SELECT count(*), min(visits), max(visits), sum(undated) FROM ("
                "SELECT partner_id, count(*) AS visits,"
                " count(*) FILTER (WHERE planned_start IS NULL) AS undated"
                " FROM crm_visit GROUP BY 1) each"
            ).split("|")
        )
        self.assertGreaterEqual(customers, 3000)
        # as many for each customer, and each has its hour
        self.assertEqual(fewest, most)
        self.assertGreaterEqual(fewest, 1)
        self.assertEqual(undated, 0)

    def test_two_nodes_at_once(self):
        """VIS-05 two nodes that plan the same visits plan them once."""
        self._run_two_nodes()
        self._assert_planned_once()

    def test_killed_at_any_moment(self):
        """VIS-05 killed at random moments and run again: nothing lost or twice."""
        self._run_killed()
        self._assert_planned_once()
