# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A backup is worth what is restored from it, by the commands of docs/deployment.md."""

import json
import os
import re
import tempfile
import unittest
from pathlib import Path

from database_description import DatabaseReader, differences
from own_database import OwnDatabase
from suite import addons
from suite.layout import FILESTORE, ROOT
from suite.testing import prepare_database

DEPLOYMENT = ROOT / "docs" / "deployment.md"
# Each database has an identity of its own, and a copy knows that it is one.
OF_EACH_DATABASE = {"ir_config_parameter"}
# What is made harmless in a copy: scheduled actions, mail; a banner says so.
NEUTRALIZED = {"fetchmail_server", "ir_cron", "ir_mail_server", "ir_ui_view"}


def documented():
    """Return the commands of the section about backups, by what they do."""
    text = DEPLOYMENT.read_text()
    section = text.partition("## Backup and restore\n")[2].partition("\n## ")[0]
    section = section.replace("\\\n", " ")
    commands = re.findall(r"\bodoo\s+db (dump|load|drop)([^>\n]*)", section)
    return [(kind, arguments.split()) for kind, arguments in commands]


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestBackupRestore(OwnDatabase, unittest.TestCase):
    name = "backup"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.copy = f"{cls.database}-check"
        cls.addClassCleanup(cls.databases.drop, cls.copy)
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.file = Path(folder.name, "backup.zip")
        cls.databases.clone(prepare_database(cls.databases), cls.database)

    def test_backup_is_restored(self):
        """The documentation's commands, one after the other: all is there again."""
        dump, trial, drop, restore = documented()
        self._shell("existing_company.py")
        self._shell("suite_records.py")
        worked = self._work()
        complete = self._describe()
        self._command(*dump)
        going_on = self._work()

        self.assertIn("--neutralize", trial[1])
        self._command(*trial)
        self._assert_same(complete, self._describe(self.copy), NEUTRALIZED)
        in_copy = self._work(self.copy)
        self.assertGreater(in_copy["numbers"], worked["numbers"])
        # The cleaning of the database itself goes on.
        self.assertEqual(in_copy["scheduled actions"], 1)
        self._command(*drop)
        self.assertFalse(self.databases.exists(self.copy))
        self.assertFalse((FILESTORE / self.copy).exists())

        self._command(*restore)
        self._assert_same(complete, self._describe())
        self.assertEqual(self._work(), going_on)

    def _work(self, database=None):
        """Let people work; return what came of it."""
        done = json.loads(self._shell("working_day.py", database).splitlines()[-1])
        self.assertFalse(done["unreadable"])
        self.assertGreater(done["graded"], 0)
        return done

    def _describe(self, database=None):
        reader = DatabaseReader(self.databases, database or self.database)
        content = reader.tables() - OF_EACH_DATABASE
        return reader.describe(addons.discover(), content)

    def _assert_same(self, before, after, may_differ=()):
        changed = differences(before, after).get("content of tables differ", {})
        self.assertLessEqual(changed.keys(), {*may_differ}, changed)

    def _command(self, kind, arguments):
        """Run a command as it is documented, with this test's names and file."""
        places = {"odoo": self.database, "check": self.copy}
        arguments = [
            str(self.file)
            if argument.endswith(".zip")
            else places.get(argument, argument)
            for argument in arguments
        ]
        command = [*self.environment.odoo("db"), kind, *arguments]
        if kind == "dump":
            # the documentation writes what is printed to the file
            self.assertEqual(arguments[-1], "-")
            command[-1] = self.file
        self._run(command, f"{self.database}_{kind}")
