# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Fifty people at once, over a server with several workers."""

import contextlib
import http.client
import json
import os
import random
import re
import socket
import subprocess
import threading
import time
import unittest
from pathlib import Path

from load_calls import Client, Ledger
from load_work import COMPLAINT, LAST_CALLS, Work
from suite import environment, log_check
from suite.console import output
from suite.databases import Databases
from suite.layout import LOGS
from suite.testing import prepare_database

HERE = Path(__file__).parent
WAYS = ("json2", "session", "xmlrpc")
# Seconds of work; ``make test-load`` takes the two minutes that are promised.
DURATION = float(os.environ.get("SUITE_LOAD", "30"))
# From here on there is time for each kind of errand.
WHOLE = 120
# Between two errands of a person, in seconds; people read what they see.
PAUSE = 2
# What Odoo says of calls that it repeats by itself, of XML-RPC, of refusals, and of
# clients that are slow to say what they want.
EXPECTED = re.compile(
    r"odoo.sql_db: bad query|endpoints are deprecated in Odoo 19"
    r"|WARNING \S+ odoo.http: |werkzeug: .* Request timed out"
)
BAD_QUERY = re.compile(r"bad query: .*?\nERROR: (.*?)\n", re.DOTALL)
REPEATED = re.compile("could not serialize access|could not obtain lock|deadlock")
NUMBERED = {
    "crm_visit": "company_id, name",
    "crm_complaint": "company_id, reference",
    "crm_allocation_registration": "company_id, name",
}


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestLoad(unittest.TestCase):
    """Fifty people of all roles do their work over JSON-2, sessions and XML-RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.environment = environment.current()
        cls.databases = Databases(cls.environment)
        cls.database = f"suite_load_{os.getpid()}"
        cls.addClassCleanup(cls.databases.drop, cls.database)
        cls.databases.clone(prepare_database(cls.databases), cls.database)
        cls.material = cls._feed()
        cls.log = LOGS / f"{cls.database}.log"
        cls.port = _find_port()

    @classmethod
    def _feed(cls):
        """Make the people; what they work with."""
        shell = cls.environment.odoo("shell")
        told = output(
            *(*shell, "-d", cls.database, "--no-http", "--log-level=error"),
            input=HERE.joinpath("load_people.py").read_text(),
            env=cls.environment.variables,
        )
        [line] = [line for line in told.splitlines() if line.startswith("WORK ")]
        return json.loads(line.removeprefix("WORK "))

    def test_fifty_people(self):
        """No error of the server, and what was done is done once (ALC-05, law 5)"""
        ledger = Ledger()
        with self._serve():
            duration = self._work(ledger)
        print(f"\n{len(self.material['people'])} people, {duration:.0f} s")
        print("\n".join(ledger.lines(duration)))
        for reason, times in ledger.refusals.most_common():
            print(f"  refused {times:>4} {reason}")
        self.assertEqual(ledger.failures, [])
        never = [kind for kind in LAST_CALLS if not ledger.done[kind]]
        self.assertTrue(ledger.done if DURATION < WHOLE else not never, never)
        self._assert_quiet_log()
        self._assert_done_once(ledger)

    # -- the server --------------------------------------------------------------------

    @contextlib.contextmanager
    def _serve(self):
        command = [
            *self.environment.odoo("server"),
            *("-d", self.database, f"--db-filter=^{self.database}$"),
            *("--workers=2", "--max-cron-threads=0", "--log-level=warn"),
            *(f"--http-port={self.port}", f"--gevent-port={_find_port()}"),
        ]
        with self.log.open("w") as log:
            server = subprocess.Popen(
                [str(part) for part in command],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment.variables,
            )
        try:
            self._wait_for(server)
            yield
        finally:
            server.terminate()
            server.wait(60)

    def _wait_for(self, server):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            self.assertIsNone(server.poll(), self.log.read_text())
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            with contextlib.suppress(OSError), contextlib.closing(connection):
                connection.request("GET", "/web/health?db_server_status=1")
                if connection.getresponse().status == http.client.OK:
                    return
            time.sleep(0.2)
        self.fail("the server does not answer")

    # -- the people --------------------------------------------------------------------

    def _work(self, ledger):
        """Let everybody work at the same time; how many seconds it took."""
        started = time.monotonic()
        threads = [
            threading.Thread(
                target=self._work_alone, args=(number, person, ledger, started)
            )
            for number, person in enumerate(self.material["people"])
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.monotonic() - started

    def _work_alone(self, number, person, ledger, started):
        chance = random.Random(number)
        way = WAYS[number % len(WAYS)]
        client = Client(self.port, self.database, person, way, ledger)
        work = Work(client, self.material, chance)
        time.sleep(chance.uniform(0, PAUSE))
        while time.monotonic() < started + DURATION:
            work.errand()
            time.sleep(chance.uniform(0, 2 * PAUSE))

    # -- what must hold ----------------------------------------------------------------

    def _assert_quiet_log(self):
        text = self.log.read_text()
        lines = log_check.unexpected_lines(text)
        lines = [line for line in lines if not EXPECTED.search(line)]
        queries = [
            reason for reason in BAD_QUERY.findall(text) if not REPEATED.search(reason)
        ]
        self.assertEqual(lines + queries, [])

    def _assert_done_once(self, ledger):
        for table, columns in NUMBERED.items():
            with self.subTest(table=table):
                number = columns.split()[-1]
                self.assertEqual(
                    self._count(
                        f"(SELECT 1 FROM {table} WHERE {number} IS NOT NULL"
                        f" GROUP BY {columns} HAVING count(*) > 1) twice"
                    ),
                    0,
                )
        self.assertEqual(
            self._count(
                "(SELECT 1 FROM crm_ownership WHERE date_to IS NULL"
                " GROUP BY partner_id, company_id HAVING count(*) > 1) twice"
            ),
            0,
        )
        # the customer's salesperson is the owner of the ledger
        self.assertEqual(
            self._count(
                "crm_ownership line JOIN res_partner partner"
                " ON partner.id = line.partner_id WHERE line.date_to IS NULL"
                " AND partner.user_id IS DISTINCT FROM line.user_id"
            ),
            0,
        )
        for kind, found in (
            ("finish visit", "crm_visit WHERE state = 'done'"),
            ("claim", "crm_ownership WHERE source = 'claim'"),
            # beside those that dissatisfied answers became
            ("save complaint", f"crm_complaint WHERE name = '{COMPLAINT}'"),
            ("finish answer", "crm_satisfaction_answer WHERE state = 'done'"),
            ("check registration", "crm_allocation_registration WHERE partner_id > 0"),
        ):
            with self.subTest(kind=kind):
                self.assertEqual(self._count(found), ledger.done[kind])

    def _count(self, source):
        found = self.databases.query(f"SELECT count(*) FROM {source}", self.database)
        return int(found)


def _find_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
