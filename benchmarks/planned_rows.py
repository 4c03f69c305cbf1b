# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Planning of rows for all customers, against storing the same rows.

The reference inserts the very rows that the planning made, from a table where they lie
ready.
"""

from collections.abc import Callable
from dataclasses import dataclass

import database
from measuring import Line, interleaved, ratio_line, seconds, stopwatch

READY = "bench_planned_row"


@dataclass(frozen=True)
class PlannedRows:
    """One planning: its table, the columns it fills, and how it is run.

    :param plan: runs it and returns counts of what it did, among them ``added``
    :param unwanted: the counts that are zero when all is planned anew
    """

    bench: object
    table: str
    columns: str
    plan: Callable
    unwanted: tuple
    # what the planning keeps besides
    other_tables: tuple = ()

    def make_ready(self):
        """Keep the rows of one planning in a table of their own; return how many."""
        with database.transaction(self.bench.registry, commit=True) as env:
            asked = self.plan(env)["added"]
            env.cr.execute(
                f"CREATE TABLE {READY} AS"
                f" SELECT {self.columns} FROM {self.table} ORDER BY id"
            )
            env.cr.execute(f"TRUNCATE {self.table} CASCADE")
        database.vacuum(self.bench.registry, self.table, READY, *self.other_tables)
        return asked

    @staticmethod
    def drop(env):
        env.cr.execute(f"DROP TABLE IF EXISTS {READY}")

    def get_ratio_line(self, name, asked, goal):
        """The planning against the bare insert, in turns."""
        ours, bare = interleaved(
            self.bench.repeat,
            lambda: self._time_plan(asked),
            lambda: self._time_bare(asked),
        )
        return ratio_line(name, ours, bare, goal)

    def get_again_line(self, name):
        """Planning what is planned, as every night: nothing changes."""
        with database.transaction(self.bench.registry) as env:
            self.plan(env)
            env.cr.execute(f"ANALYZE {self.table}")
            with stopwatch() as elapsed:
                counts = self.plan(env)
        database.vacuum(self.bench.registry, self.table)
        changed = sum(counts.values())
        return Line(
            name,
            f"{changed} in {seconds(elapsed[0])}",
            result=str(changed),
            goal="0",
            met=changed == 0,
        )

    @staticmethod
    def get_statements_line(name, every, few):
        """As many statements for all customers as for a few."""
        return Line(
            name, str(every), str(few), str(every - few), "0 more", every == few
        )

    def _time_plan(self, asked):
        with database.transaction(self.bench.registry) as env:
            with stopwatch() as elapsed:
                counts = self.plan(env)
            if counts["added"] != asked or any(counts[key] for key in self.unwanted):
                raise AssertionError(f"{counts}, not {asked} added")
        database.vacuum(self.bench.registry, self.table)
        return elapsed[0]

    def _time_bare(self, asked):
        with database.transaction(self.bench.registry) as env:
            with stopwatch() as elapsed:
                env.cr.execute(
                    f"INSERT INTO {self.table} ({self.columns})"
                    f" SELECT {self.columns} FROM {READY}"
                )
            if env.cr.rowcount != asked:
                raise AssertionError(f"{env.cr.rowcount} rows, not {asked}")
        database.vacuum(self.bench.registry, self.table)
        return elapsed[0]
