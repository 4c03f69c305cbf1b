# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Allocating with real processes: two nodes at once, and kill -9."""

import os
import unittest

from test_grading_races import RacesCase


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestAllocateRaces(RacesCase):
    """Three thousand customers wait; the managers receive."""

    action = "crm_allocation.ir_cron_allocate"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for statement in (
            "UPDATE res_company SET allocation_is_automatic = TRUE",
            "INSERT INTO crm_allocation_member"
            " (user_id, company_id, active, is_receiving, weight, turns)"
            " SELECT id, company_id, TRUE, TRUE, 1, 0 FROM res_users"
            " WHERE active AND NOT share ON CONFLICT DO NOTHING",
        ):
            cls.databases.query(statement, cls.database)

    def setUp(self):
        super().setUp()
        for statement in (
            "TRUNCATE crm_allocation_run CASCADE",
            "DELETE FROM crm_ownership",
            "INSERT INTO crm_ownership (partner_id, company_id, holder, date_from,"
            " source, attribution) SELECT partner.id, company.id, 'company', now(),"
            " 'intake', 'person' FROM res_partner partner,"
            " (SELECT min(company_id) AS id FROM crm_allocation_member) company"
            " WHERE customer_rank > 0 AND commercial_partner_id = partner.id"
            " AND active AND (partner.company_id IS NULL"
            " OR partner.company_id = company.id)",
            "UPDATE crm_allocation_member SET turns = 0, last_allocated_on = NULL",
        ):
            self._query(statement)

    def _assert_allocated_once(self):
        customers, decisions, owned = (
            int(figure)
            for figure in self._query(
                "SELECT (SELECT count(*) FROM crm_ownership WHERE holder = 'company'),"
                " (SELECT count(*) FROM crm_allocation_decision"
                "   WHERE state = 'decided'),"
                " (SELECT count(*) FROM crm_ownership"
                "   WHERE holder = 'person' AND date_to IS NULL)"
            ).split("|")
        )
        self.assertGreaterEqual(customers, 3000)
        self.assertEqual(decisions, customers)
        self.assertEqual(owned, customers)
        # each turn was counted, and nobody is two customers ahead of another
        counted = self._query(
            "SELECT max(turns) - min(turns), sum(turns) FROM crm_allocation_member"
            " WHERE turns > 0"
        ).split("|")
        self.assertLessEqual(float(counted[0]), 1)
        self.assertEqual(float(counted[1]), customers)

    def test_two_nodes_at_once(self):
        """ALC-06 two nodes allocate each customer once, and no turn twice."""
        self._run_two_nodes()
        self._assert_allocated_once()

    def test_killed_at_any_moment(self):
        """ALC-06 killed at random moments and run again: nothing lost or twice."""
        self._run_killed()
        self._assert_allocated_once()
