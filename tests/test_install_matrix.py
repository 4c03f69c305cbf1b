# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Each addon alone: installed in a company that has data, then uninstalled."""

import os
import unittest
from pathlib import Path
from pprint import pformat

from suite import addons, environment
from suite.console import run
from suite.databases import PREFIX, Databases
from suite.layout import LOGS

COMPANY = Path(__file__).with_name("existing_company.py")

COLUMNS = """
    SELECT table_name || '.' || column_name
      FROM information_schema.columns
     WHERE table_schema = 'public'
"""
OBJECTS = """
    SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL
    SELECT 'constraint ' || conname FROM pg_constraint
      JOIN pg_namespace ON pg_namespace.oid = connamespace
     WHERE nspname = 'public'
     UNION ALL
    SELECT 'function ' || proname FROM pg_proc
      JOIN pg_namespace ON pg_namespace.oid = pronamespace
     WHERE nspname = 'public'
     UNION ALL
    SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'
"""
FIELDS = "SELECT model || '.' || name FROM ir_model_fields"
XML_IDS = """
    SELECT module || '.' || name FROM ir_model_data WHERE module = '{addon}'
"""
# Tables that Odoo itself writes to whenever modules come and go. It also leaves its
# notes about foreign keys and about what it inherited from its own modules.
WRITTEN_BY_ODOO = {
    "base_registry_signaling",
    "bus_bus",
    "ir_attachment",
    "ir_config_parameter",
    "ir_cron_progress",
    "ir_cron_trigger",
    "ir_logging",
    "ir_model_constraint",
    "ir_model_data",
    "ir_model_fields",
    "ir_module_category",
    "ir_module_module",
    "ir_profile",
    "orm_signaling_registry",
}
# What the company had must be as it was, to the last value.
UNTOUCHED = ("res_partner", "res_company", "res_users", "account_move_line")


class InstallMatrix:
    """The test of one addon; a class for each is made below."""

    addon = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.environment = environment.current()
        cls.databases = Databases(cls.environment)
        cls.database = f"{PREFIX}_matrix_{cls.addon}_{os.getpid()}"
        cls.addClassCleanup(cls.databases.drop, cls.database)

    def test_install_and_uninstall(self):
        own, foreign = addons.closure(addons.discover(), self.addon)
        template = self.databases.template(foreign)
        self.databases.clone(template, self.database)
        with COMPANY.open() as script:
            self._odoo("shell", "--no-http", "--log-level=warn", stdin=script)
        if own:
            # a bridge would install itself, and what was before it could not be seen
            options = ("-i", ",".join(own), "--skip-auto-install")
            self.databases.install(self.database, *options)
        before = self._everything()

        self.databases.install(self.database, "-i", self.addon)
        installed = self._installed()
        self.assertIn(self.addon, installed)
        strangers = installed & addons.discover().keys() - {*own, self.addon}
        self.assertFalse(strangers, "installed without being asked for")
        for table, content in before["content"].items():
            self.assertEqual(self._count(table), content[0], f"rows of {table}")

        self._odoo("module", "uninstall", arguments=[self.addon])
        self.assertNotIn(self.addon, self._installed())
        self._assert_nothing_left(before, self._everything())

    def _assert_nothing_left(self, before, after):
        differences = {}
        for kind in ("columns", "objects", "fields", "xml ids"):
            differences[f"{kind} left behind"] = sorted(after[kind] - before[kind])
        for kind in ("columns", "objects"):
            differences[f"{kind} taken along"] = sorted(before[kind] - after[kind])
        for kind in ("rows", "content"):
            differences[f"{kind} of tables differ"] = {
                table: (value, after[kind].get(table))
                for table, value in before[kind].items()
                if value != after[kind].get(table)
            }
        found = {title: what for title, what in differences.items() if what}
        self.assertFalse(found, pformat(found))

    def _everything(self):
        """Describe the database, so that two descriptions can be compared."""
        columns = self._lines(COLUMNS)
        tables = {column.partition(".")[0] for column in columns}
        views = self._lines("SELECT viewname FROM pg_views WHERE schemaname = 'public'")
        counted = tables - WRITTEN_BY_ODOO - views
        return {
            "columns": columns,
            "objects": self._lines(OBJECTS),
            "fields": self._lines(FIELDS),
            "xml ids": self._lines(XML_IDS.format(addon=self.addon)),
            "rows": {table: self._count(table) for table in counted},
            "content": {
                table: (self._count(table), self._digest(table))
                for table in UNTOUCHED
                if table in tables
            },
        }

    def _installed(self):
        query = "SELECT name FROM ir_module_module WHERE state = 'installed'"
        return self._lines(query)

    def _count(self, table):
        return self.databases.query(f'SELECT count(*) FROM "{table}"', self.database)

    def _digest(self, table):
        values = "to_jsonb(t) - 'write_date' - 'write_uid'"
        query = f"SELECT md5(string_agg(({values})::text, '|' ORDER BY id))"
        return self.databases.query(f"{query} FROM {table} t", self.database)

    def _lines(self, query):
        return set(self.databases.query(query, self.database).splitlines())

    def _odoo(self, *command, arguments=(), **options):
        run(
            *self.environment.odoo(*command),
            *("-d", self.database, *arguments),
            log=LOGS / f"{self.database}_{command[0]}.log",
            env=self.environment.variables,
            **options,
        )


def _test_class(addon):
    """Return the test class of an addon; tests run in parallel class by class."""
    reason = "make test runs it: it creates databases"
    skip = unittest.skipUnless(os.environ.get("SUITE_TESTS"), reason)
    members = {"addon": addon, "__doc__": f"{addon} alone."}
    return skip(
        type(f"TestInstall_{addon}", (InstallMatrix, unittest.TestCase), members)
    )


globals().update(
    {f"TestInstall_{name}": _test_class(name) for name in addons.discover()}
)
