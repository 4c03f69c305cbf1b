# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A program: runs scheduled actions as Odoo's scheduler does, and kills some of them.

    action_runs.py CONF DATABASE PLAN RESULT

PLAN is a file with a list of steps, each with ``moment`` (UTC), ``action`` (external
id) and ``kills``. Each action runs in a process of its own, which has the loaded
registry from this one. A kill is SIGKILL

- ``{"statement": n}``: in place of the n-th statement,
- ``{"commit": n}``: after the n-th commit, before anything that follows it,
- ``{"seconds": s}``: after that time, in the midst of whatever happens.

After its kills an action runs until Odoo calls it fully done, and where there are kills
once more. RESULT receives for each step what its last but one run did.
"""

import json
import mmap
import os
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from frozen_clock import FrozenClock
from psycopg2.extensions import TransactionRollbackError

import odoo
from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry

from odoo.addons.base.models.ir_cron import CompletionStatus, IrCron
from odoo.addons.base.models.ir_mail_server import IrMail_Server

# What Odoo itself writes about the run.
OWN_TABLES = ("ir_cron", "ir_cron_progress", "ir_cron_trigger")
WRITTEN = """
    SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
     WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""
RUNS = 20


class Outbox:
    """Takes the place of the mail server; keeps who was sent what.

    No sender can close the gap between the server's "accepted" and its own record of
    it: Odoo is not killed in that gap.

    :param Path path: one line a mail
    """

    def __init__(self, path):
        self.path = path
        self.gap = mmap.mmap(-1, 1)
        self.early = []

    def open(self):
        outbox = self

        def connect(_server, *_args, **_kwargs):
            return Session()

        def send_email(server, message, *_args, **_kwargs):
            outbox.take(server.env.cr.dbname, message)
            return message["Message-Id"]

        IrMail_Server._connect__ = connect
        IrMail_Server.send_email = send_email

    def take(self, database, message):
        with sql_db.db_connect(database).cursor() as other:
            other.execute(
                "SELECT 1 FROM mail_mail JOIN mail_message message"
                " ON message.id = mail_message_id WHERE message.message_id = %s",
                [message["Message-Id"]],
            )
            if not other.fetchone():
                self.early.append(message["Subject"])
        # from here to the next commit; the one above was of the look-up only
        self.gap[0] = 1
        with self.path.open("a") as lines:
            lines.write(f"{message['To']} | {message['Subject']}\n")


class Session:
    """A connection to no mail server."""

    smtp_from = from_filter = "suite@example.com"

    def quit(self):
        """Nothing was opened."""


class Watch:
    """Counts what a process does, and kills it at the planned moment."""

    def __init__(self, kill, outbox):
        self.kill = kill or {}
        self.outbox = outbox
        self.counts = Counter()
        self.rows = Counter()

    def begin(self):
        watch = self
        execute, commit = sql_db.Cursor.execute, sql_db.PsycoConnection.commit

        def watched_execute(cursor, *args, **kwargs):
            watch.pass_by("statement")
            return execute(cursor, *args, **kwargs)

        def watched_commit(connection):
            watch.count_rows(connection)
            commit(connection)
            watch.outbox.gap[0] = 0
            watch.pass_by("commit")

        sql_db.Cursor.execute = watched_execute
        sql_db.PsycoConnection.commit = watched_commit

    def pass_by(self, kind):
        self.counts[kind] += 1
        due = self.kill.get(kind)
        if due and self.counts[kind] >= due and not self.outbox.gap[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    def count_rows(self, connection):
        """What was written, at least: PostgreSQL sums up to once a second."""
        if self.kill:
            return
        with connection.cursor() as cursor:
            cursor.execute(WRITTEN)
            for table, rows in cursor.fetchall():
                if table not in OWN_TABLES:
                    self.rows[table] = max(self.rows[table], rows)


class Actions:
    """The scheduled actions of a database."""

    def __init__(self, database, outbox):
        self.database = database
        self.outbox = outbox
        self.registry = Registry(database)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.ids = {
                xmlid: cron.id
                for cron in env["ir.cron"].with_context(active_test=False).search([])
                for xmlid in cron.get_external_id().values()
            }
        # a process must not share a connection with another
        sql_db.close_all()

    def take_step(self, step):
        """Run one action as the plan says.

        :return: dict of what it did; ``killed`` is how often it was
        """
        killed = 0
        for kill in step["kills"]:
            killed += self.run(step["action"], kill) is None
        done = Counter()
        rows = Counter()
        for _run in range(RUNS):
            result = self.run(step["action"])
            done.update(result["counts"])
            rows.update(result["rows"])
            if result["status"] != CompletionStatus.PARTIALLY_DONE:
                break
        early = result["early"]
        if step["kills"]:
            self.run(step["action"])
        return {
            **step,
            "status": result["status"],
            "killed": killed,
            "early": early,
            "seconds": result["seconds"],
            "counts": done,
            "rows": rows,
        }

    def run(self, action, kill=None):
        """Run an action once, in a process of its own.

        :return: dict of what it did; None if it was killed
        """
        reading, writing = os.pipe()
        self.outbox.gap[0] = 0
        process = os.fork()
        if not process:
            os.close(reading)
            self._be_scheduler(action, kill, writing)
        os.close(writing)
        if kill and "seconds" in kill:
            self._kill_later(process, kill["seconds"])
        with os.fdopen(reading) as stream:
            answer = stream.read()
        _pid, status = os.waitpid(process, 0)
        if os.WIFSIGNALED(status):
            return None
        if status:
            sys.exit(f"{action} failed")
        return json.loads(answer)

    def _kill_later(self, process, seconds):
        time.sleep(seconds)
        while self.outbox.gap[0]:
            time.sleep(0.001)
        os.kill(process, signal.SIGKILL)

    def _be_scheduler(self, action, kill, writing):
        """What the process of an action does; it does not return."""
        code = 1
        try:
            watch = Watch(kill, self.outbox)
            self.registry.check_signaling()
            watch.begin()
            self.outbox.open()
            started = _read_clock()
            result = {
                "status": self._process(self.ids[action]),
                "seconds": _read_clock() - started,
                "counts": watch.counts,
                "rows": watch.rows,
                "early": self.outbox.early,
            }
            with os.fdopen(writing, "w") as stream:
                json.dump(result, stream)
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)

    def _process(self, cron_id):
        """Odoo's own steps for one job; what became of it."""
        crons = self.registry["ir.cron"]
        statuses = []
        run_job = crons._run_job

        def remembered(job):
            statuses.append(run_job(job))
            return statuses[-1]

        crons._run_job = remembered
        with self.registry.cursor() as cr:
            # the connection of one that was killed may still hold the job
            while not (job := self._acquire(cr, cron_id)):
                cr.rollback()
                time.sleep(0.02)
            crons._process_job(cr, job)
        return statuses[-1] if statuses else "timed out"

    @staticmethod
    def _acquire(cr, cron_id):
        try:
            return IrCron._acquire_one_job(cr, cron_id, include_not_ready=True)
        except TransactionRollbackError:
            return None


def _read_clock():
    """Seconds of the one clock that nobody froze."""
    return time.clock_gettime(time.CLOCK_MONOTONIC)


def main(conf, database, plan, result):
    odoo.tools.config.parse_config(["-c", conf, "-d", database, "--log-level=warn"])
    steps = json.loads(Path(plan).read_text())
    outbox = Outbox(Path(f"{result}.outbox"))
    outbox.path.touch()
    actions = Actions(database, outbox)
    clock = FrozenClock(steps[0]["moment"])
    results = []
    for step in steps:
        clock.set(step["moment"])
        results.append(actions.take_step(step))
    Path(result).write_text(json.dumps(results))


if __name__ == "__main__":
    main(*sys.argv[1:])
