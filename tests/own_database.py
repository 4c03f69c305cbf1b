# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Tests with a database of their own, on which Odoo's commands are run."""

import os
from pathlib import Path
from pprint import pformat

from database_description import DatabaseReader
from suite import environment, log_check
from suite.console import run
from suite.databases import Databases
from suite.layout import LOGS

from odoo.tests.common import get_db_name

TESTS = Path(__file__).parent


class OwnDatabase:
    """Mixed into a test case; nothing that Odoo complains about goes unnoticed."""

    name = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.environment = environment.current()
        cls.databases = Databases(cls.environment)
        # Parallel workers share what this run keeps; its end drops all of it.
        cls.prefix = get_db_name().partition("-")[0]
        cls.database = f"{cls.prefix}-{cls.name}"
        cls.reader = DatabaseReader(cls.databases, cls.database)
        cls.addClassCleanup(cls.databases.drop, cls.database)

    def _shell(self, script, database=None):
        """Feed a script of this folder to Odoo's shell; return what it prints."""
        folders = (os.environ.get("PYTHONPATH"), str(TESTS))
        variables = {"PYTHONPATH": os.pathsep.join(filter(None, folders))}
        with (TESTS / script).open() as stream:
            return self._odoo(
                *("shell", "--no-http", "--log-level=warn"),
                database=database,
                stdin=stream,
                variables=variables,
            )

    def _odoo(self, *command, arguments=(), database=None, variables=None, **options):
        database = database or self.database
        command = [*self.environment.odoo(*command), "-d", database, *arguments]
        return self._run(command, f"{database}_{command[2]}", variables, **options)

    def _run(self, command, label, variables=None, **options):
        """Run a program; return what it says, unless it complains."""
        log = LOGS / f"{label}.log"
        run(
            *command,
            log=log,
            env=self.environment.variables | (variables or {}),
            **options,
        )
        text = log.read_text()
        unexpected = log_check.unexpected_lines(text)
        self.assertFalse(unexpected, f"{label}: {pformat(unexpected)}")
        return text
