# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Scheduled actions with real processes: two nodes at once, and kill -9."""

import os
import random
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from suite import environment
from suite.console import run
from suite.databases import Databases
from suite.layout import LOGS
from suite.testing import prepare_database

HERE = Path(__file__).parent
KILLS = 3


class RacesCase(unittest.TestCase):
    """A database of its own with customers, and nodes that begin together."""

    # external id of the scheduled action that the nodes run
    action = None
    # fed to Odoo's shell once: what the database holds
    script = "grading_customers.py"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.environment = environment.current()
        cls.databases = Databases(cls.environment)
        cls.database = f"suite_races_{os.getpid()}"
        cls.addClassCleanup(cls.databases.drop, cls.database)
        cls.databases.clone(prepare_database(cls.databases), cls.database)
        with HERE.joinpath(cls.script).open() as script:
            run(
                *cls._command(),
                stdin=script,
                log=LOGS / f"{cls.database}.log",
                env=cls.environment.variables,
            )

    @classmethod
    def _command(cls):
        shell = cls.environment.odoo("shell")
        return *shell, "-d", cls.database, "--no-http", "--log-level=error"

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.meeting_point = Path(folder.name)

    def _query(self, statement):
        return self.databases.query(statement, self.database)

    def _start(self, count):
        """Start nodes; return them once all wait for the signal to begin."""
        nodes = []
        for _node in range(count):
            with HERE.joinpath("grading_node.py").open() as script:
                nodes.append(
                    subprocess.Popen(
                        [str(part) for part in self._command()],
                        stdin=script,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.STDOUT,
                        text=True,
                        env={
                            **self.environment.variables,
                            "MEETING_POINT": str(self.meeting_point),
                            "SCHEDULED_ACTION": self.action,
                        },
                    )
                )
        deadline = time.monotonic() + 120
        while len(list(self.meeting_point.glob("ready-*"))) < count:
            self.assertLess(time.monotonic(), deadline, "the nodes do not start")
            for node in nodes:
                self.assertIsNone(node.poll(), "a node ended before it began")
            time.sleep(0.05)
        return nodes

    def _begin(self):
        self.meeting_point.joinpath("go").touch()

    def _run_two_nodes(self):
        nodes = self._start(2)
        self._begin()
        for node in nodes:
            output, _errors = node.communicate(timeout=120)
            self.assertEqual(node.returncode, 0, output)
            self.assertNotIn("Traceback", output)

    def _run_killed(self):
        """Killed at random moments, then run to the end."""
        rng = random.Random(20260630)
        for _kill in range(KILLS):
            [node] = self._start(1)
            self._begin()
            time.sleep(rng.uniform(0, 0.6))
            node.send_signal(signal.SIGKILL)
            node.communicate(timeout=30)
            self._part()
        [node] = self._start(1)
        self._begin()
        output, _errors = node.communicate(timeout=120)
        self.assertEqual(node.returncode, 0, output)

    def _part(self):
        """The next nodes wait for each other again."""
        self.meeting_point.joinpath("go").unlink(missing_ok=True)
        for ready in self.meeting_point.glob("ready-*"):
            ready.unlink()


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestRoundRaces(RacesCase):
    """The round of a period."""

    action = "crm_grading.ir_cron_open_rounds"

    def setUp(self):
        super().setUp()
        self._query("DELETE FROM crm_grading_round")

    def _assert_graded_once(self):
        rounds = self._query("SELECT state, count(*) FROM crm_grading_round GROUP BY 1")
        self.assertEqual(rounds, "review|1")
        twice = self._query(
            "SELECT count(*), count(DISTINCT partner_id) FROM crm_grading_result"
        )
        self.assertEqual(*twice.split("|"))
        self.assertGreaterEqual(int(twice.split("|")[0]), 3000)
        reviews = self._query(
            "SELECT max(count) FROM (SELECT count(*) FROM mail_activity"
            " WHERE res_model = 'crm.grading.round' AND active"
            " AND res_id IN (SELECT id FROM crm_grading_round)"
            " GROUP BY user_id) each"
        )
        self.assertEqual(reviews, "1", "every manager is asked once")

    def test_two_nodes_at_once(self):
        """GRD-11 two nodes that open the same round make one, with one result each."""
        self._run_two_nodes()
        self._assert_graded_once()

    def test_killed_at_any_moment(self):
        """GRD-11 killed at random moments and run again: nothing lost or twice."""
        self._run_killed()
        self._assert_graded_once()


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestMeasureRaces(RacesCase):
    """The measures of all customers, of whom each has grade B."""

    action = "crm_grading.ir_cron_plan_measures"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.databases.query(
            "INSERT INTO crm_grading_standing"
            " (partner_id, company_id, scheme_id, is_leading, grade_id)"
            " SELECT partner.id, scheme.company_id, scheme.root_id, TRUE, grade.id"
            " FROM res_partner partner, crm_grading_scheme scheme,"
            " crm_grading_grade grade WHERE partner.customer_rank > 0"
            " AND scheme.state = 'active' AND scheme.is_leading AND grade.code = 'B'",
            cls.database,
        )

    def setUp(self):
        super().setUp()
        self._query("DELETE FROM crm_grading_task")

    def _assert_planned_once(self):
        customers = int(
            self._query("SELECT count(DISTINCT partner_id) FROM crm_grading_standing")
        )
        self.assertGreaterEqual(customers, 3000)
        # the same work for each customer, and no work twice
        counts = self._query(
            "SELECT count(DISTINCT partner_id), min(count), max(count) FROM ("
            "SELECT partner_id, count(*) FROM crm_grading_task GROUP BY 1) each"
        ).split("|")
        self.assertEqual(int(counts[0]), customers)
        self.assertEqual(counts[1], counts[2])
        self.assertGreaterEqual(int(counts[1]), 5)

    def test_two_nodes_at_once(self):
        """GRD-13 two nodes that plan the same measures plan them once."""
        self._run_two_nodes()
        self._assert_planned_once()

    def test_killed_at_any_moment(self):
        """GRD-13 killed at random moments and run again: nothing lost or twice."""
        self._run_killed()
        self._assert_planned_once()
