# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Claims from the pool in real parallel transactions, one connection each."""

import json
import os
import random
import subprocess
import unittest

from test_grading_races import HERE, RacesCase

PEOPLE = 50


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestClaimRaces(RacesCase):
    """Sixty customers in a pool of ten claims a day, and fifty salespeople."""

    script = "allocation_customers.py"

    def setUp(self):
        super().setUp()
        # everybody begins anew with all customers in the pool
        for statement in (
            "DELETE FROM crm_ownership WHERE pool_id IS NULL AND source = 'claim'",
            "UPDATE crm_ownership SET date_to = NULL, end_source = NULL"
            " WHERE pool_id IS NOT NULL",
            "DELETE FROM crm_allocation_claim_counter",
        ):
            self._query(statement)
        self.rows = [
            int(number)
            for number in self._query(
                "SELECT id FROM crm_ownership WHERE date_to IS NULL"
                " AND pool_id = (SELECT MAX(id) FROM crm_allocation_pool) ORDER BY id"
            ).split()
        ]

    def _claim(self, claims):
        """:return: of each claim a dict of the number claimed and the refusals"""
        with HERE.joinpath("claim_node.py").open() as script:
            node = subprocess.run(
                [str(part) for part in self._command()],
                stdin=script,
                capture_output=True,
                text=True,
                timeout=300,
                env={**self.environment.variables, "CLAIMS": json.dumps(claims)},
                check=False,
            )
        lines = [
            line.split("RESULTS ", 1)[1]
            for line in node.stdout.splitlines()
            if "RESULTS " in line
        ]
        self.assertTrue(lines, node.stdout + node.stderr)
        results = json.loads(lines[0])
        self.assertFalse([result for result in results if "error" in result])
        return results

    def _assert_one_owner_each(self, claimed):
        twice = self._query(
            "SELECT count(*) FROM (SELECT 1 FROM crm_ownership WHERE date_to IS NULL"
            " GROUP BY partner_id, company_id HAVING count(*) > 1) twice"
        )
        self.assertEqual(twice, "0")
        lines = self._query("SELECT count(*) FROM crm_ownership WHERE source = 'claim'")
        self.assertEqual(int(lines), claimed)

    def test_two_people_one_customer(self):
        """ALC-05 two people at once: exactly one gets it, the other is told"""
        for row in self.rows[:3]:
            results = self._claim([["claimer_0", [row]], ["claimer_1", [row]]])
            self.assertEqual(sorted(result["claimed"] for result in results), [0, 1])
            [reason] = [reason for one in results for _name, reason in one["refused"]]
            self.assertRegex(reason, "somebody (else is claiming it|was faster)")
        self._assert_one_owner_each(3)

    def test_one_person_many_tabs(self):
        """ALC-05 fifty claims of one person at once: ten, the limit of the day"""
        results = self._claim([["claimer_0", [row]] for row in self.rows[:50]])
        self.assertEqual(sum(result["claimed"] for result in results), 10)
        reasons = {reason for one in results for _name, reason in one["refused"]}
        self.assertEqual(reasons, {"you have claimed 10 today, the limit"})
        self._assert_one_owner_each(10)

    def test_everybody_everything(self):
        """ALC-05 fifty people claim all customers at once: no customer twice"""
        rng = random.Random(20260701)
        claims = [
            [f"claimer_{number}", rng.sample(self.rows, 12)] for number in range(PEOPLE)
        ]
        results = self._claim(claims)
        claimed = sum(result["claimed"] for result in results)
        self.assertGreaterEqual(claimed, 10)
        self.assertLessEqual(max(result["claimed"] for result in results), 10)
        self._assert_one_owner_each(claimed)
