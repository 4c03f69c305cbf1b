# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Scheduled actions, killed at random moments and run again."""

import json
import os
import random
import tempfile
import unittest
from collections import Counter
from pathlib import Path

from database_content import Content, differences
from suite import addons, environment, log_check
from suite.console import run
from suite.databases import Databases
from suite.layout import CONF, LOGS
from suite.testing import prepare_database

from odoo import sql_db

HERE = Path(__file__).parent
# When the cases are made, and when the actions run, in UTC: on the same day, on a
# Monday, and after the end of a quarter.
MADE = "2026-07-01T02:00:00"
MOMENTS = ("2026-07-01T02:30:00", "2026-07-06T02:00:00", "2026-10-08T02:00:00")
# Odoo's own, which sends what the actions left to be sent.
MAIL_QUEUE = "mail.ir_cron_mail_scheduler_action"
SEED = 20261123
# As in test_install_matrix.py
WHOLE = bool(os.environ.get("SUITE_MATRIX"))
# Differences that are shown when two databases disagree.
SHOWN = 40
ACTIONS = """
    SELECT data.module || '.' || data.name
      FROM ir_model_data data
     WHERE data.model = 'ir.cron' AND data.module IN ({modules})
     ORDER BY 1
"""


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestKilledActions(unittest.TestCase):
    """The cases of all areas, twice: left alone, and killed again and again.

    The test cannot tell what is right; it tells that a killed process makes no
    difference to what anybody reads afterwards.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.environment = environment.current()
        cls.databases = Databases(cls.environment)
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.cases, cls.whole, cls.killed = (
            f"suite_{name}_{os.getpid()}" for name in ("cases", "whole", "killed")
        )
        for name in (cls.cases, cls.whole, cls.killed):
            cls.addClassCleanup(cls.databases.drop, name)
            cls.addClassCleanup(sql_db.close_db, name)
        cls.databases.clone(prepare_database(cls.databases), cls.cases)
        cls._call("action_cases.py", cls.cases, MADE)
        cls.databases.clone(cls.cases, cls.whole)
        cls.databases.clone(cls.cases, cls.killed)
        plan = [
            {"moment": moment, "action": action, "kills": []}
            for moment in MOMENTS
            for action in (*cls._get_actions(), MAIL_QUEUE)
        ]
        cls.done = cls._run(cls.whole, plan)
        cls.done_killed = cls._run(cls.killed, cls._plan_kills(cls.done))

    @classmethod
    def _get_actions(cls):
        modules = ", ".join(f"'{name}'" for name in addons.discover())
        return cls.databases.query(
            ACTIONS.format(modules=modules), cls.cases
        ).splitlines()

    @classmethod
    def _plan_kills(cls, done):
        """Each action that had work is killed twice: once at a statement, and once
        after a commit; in the whole matrix every second one at a moment of the clock
        instead of one of them, which no run repeats. The others are left out."""
        chance = random.Random(SEED)
        plan = []
        for number, step in enumerate(done):
            if not step["rows"]:
                continue
            counts, seconds = step["counts"], step["seconds"]
            kills = [
                {"statement": chance.randint(1, counts["statement"])},
                {"commit": chance.randint(1, counts["commit"])},
            ]
            if WHOLE and number % 2:
                # in place of one: three in a row are a failure of the action to Odoo
                kills[chance.randrange(2)] = {"seconds": chance.uniform(0, seconds)}
            plan.append(
                {"moment": step["moment"], "action": step["action"], "kills": kills}
            )
        return plan

    @classmethod
    def _run(cls, database, plan):
        """Run the steps of a plan; what became of each."""
        planned, result = cls.folder / f"{database}.plan", cls.folder / database
        planned.write_text(json.dumps(plan))
        cls._call("action_runs.py", database, planned, result)
        return json.loads(result.read_text())

    @classmethod
    def _call(cls, program, database, *arguments):
        run(
            *(cls.environment.python, HERE / program, CONF, database, *arguments),
            log=LOGS / f"{database}.log",
            env=cls.environment.variables,
        )

    # -- what must hold ----------------------------------------------------------------

    def test_each_had_work(self):
        """Without work nothing is proven; a new action needs a case of its own."""
        rows = Counter()
        for step in self.done:
            rows[step["action"]] += sum(step["rows"].values())
        print("\nrows written by each scheduled action:")
        for action, count in sorted(rows.items()):
            print(f"  {count:>6} {action}")
        idle = [action for action, count in rows.items() if not count]
        self.assertEqual(idle, [])

    def test_each_came_to_its_end(self):
        """Fully done, each time, and killed where that was planned."""
        steps = [*self.done, *self.done_killed]
        unfinished = [
            (step["moment"], step["action"], step["status"])
            for step in steps
            if step["status"] != "fully done"
        ]
        self.assertEqual(unfinished, [])
        planned = sum(len(step["kills"]) for step in steps)
        killed = sum(step["killed"] for step in steps)
        print(f"\nkilled {killed} of {planned} times")
        self.assertGreater(killed, planned / 2)

    def test_same_content(self):
        """Nothing is lost and nothing is there twice."""
        before, whole, killed = (
            Content(name) for name in (self.cases, self.whole, self.killed)
        )
        found = differences(before, whole, killed)
        shown = "\n".join(found[:SHOWN])
        self.assertFalse(found, f"{len(found)} differences:\n{shown}")

    def test_same_mails(self):
        """Nobody is told twice, everybody once, nothing before it is true."""
        early = [step["early"] for step in self.done if step["early"]]
        self.assertEqual(early, [])
        whole, killed = (
            Counter((self.folder / f"{name}.outbox").read_text().splitlines())
            for name in (self.whole, self.killed)
        )
        self.assertTrue(whole)
        self.assertEqual(whole, killed)

    def test_quiet_log(self):
        for name in (self.whole, self.killed):
            with self.subTest(database=name):
                log = (LOGS / f"{name}.log").read_text()
                self.assertEqual(log_check.unexpected_lines(log), [])
