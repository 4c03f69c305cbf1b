# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Addons installed in a company that has data, in any order, then uninstalled.

`make test` tries each area alone, and all together; `make test-matrix` each addon, each
pair of areas in both orders, and all areas in several orders.
"""

import itertools
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
    SELECT module || '.' || name FROM ir_model_data WHERE module = ANY ('{{{addons}}}')
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
MANIFESTS = addons.discover()
AREAS = [
    name
    for name, manifest in MANIFESTS.items()
    if name != "crm_policy" and not manifest.get("auto_install")
]
# The whole matrix takes an hour; a part of it is tried each time.
WHOLE = bool(os.environ.get("SUITE_MATRIX"))


class InstallMatrix:
    """A company with data of its own, described before and after."""

    name = None
    # Odoo keeps, for addons that stay, a note of what those that go inherited of them.
    leaving = tuple(MANIFESTS)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.environment = environment.current()
        cls.databases = Databases(cls.environment)
        cls.database = f"{PREFIX}_matrix_{cls.name}_{os.getpid()}"
        cls.addClassCleanup(cls.databases.drop, cls.database)

    def _make_company(self, foreign):
        """A database with modules of Odoo only, and what a company has there."""
        self.databases.clone(self.databases.template(foreign), self.database)
        with COMPANY.open() as script:
            self._odoo("shell", "--no-http", "--log-level=warn", stdin=script)

    def _uninstall(self, *names):
        self._odoo("module", "uninstall", arguments=names)
        self.assertFalse(self._installed().intersection(names))

    def _assert_untouched(self, before):
        for table, rows in self._rows(before["content"]).items():
            self.assertEqual(rows, before["content"][table][0], f"rows of {table}")

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
        rows = self._rows(tables - WRITTEN_BY_ODOO - views)
        return {
            "columns": columns,
            "objects": self._lines(OBJECTS),
            "fields": self._lines(FIELDS),
            "xml ids": self._lines(XML_IDS.format(addons=",".join(self.leaving))),
            "rows": rows,
            "content": {
                table: (rows[table], self._digest(table))
                for table in UNTOUCHED
                if table in tables
            },
        }

    def _installed(self):
        query = "SELECT name FROM ir_module_module WHERE state = 'installed'"
        return self._lines(query)

    def _rows(self, tables):
        """Count the rows of tables, all in one call: there are hundreds of them."""
        counts = (f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables)
        lines = self._lines(" UNION ALL ".join(counts))
        return dict(line.split("|") for line in lines)

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


class OneAddon(InstallMatrix):
    """One addon: installed, it takes nothing away; uninstalled, it leaves nothing."""

    addon = None

    def test_install_and_uninstall(self):
        own, foreign = addons.closure(MANIFESTS, self.addon)
        self._make_company(foreign)
        if own:
            # a bridge would install itself, and what was before it could not be seen
            options = ("-i", ",".join(own), "--skip-auto-install")
            self.databases.install(self.database, *options)
        before = self._everything()

        self.databases.install(self.database, "-i", self.addon)
        installed = self._installed()
        self.assertIn(self.addon, installed)
        strangers = installed & MANIFESTS.keys() - {*own, self.addon}
        self.assertFalse(strangers, "installed without being asked for")
        self._assert_untouched(before)

        self._uninstall(self.addon)
        self._assert_nothing_left(before, self._everything())


class Together(InstallMatrix):
    """Areas one after the other, an update that changes nothing, and away again."""

    areas = ()

    def test_install_update_and_uninstall(self):
        foreign = addons.foreign_dependencies(MANIFESTS)
        self._make_company(foreign)
        before = self._everything()

        for area in self.areas:
            self.databases.install(self.database, "-i", area)
        installed = self._installed()
        self.assertEqual(installed & MANIFESTS.keys(), self._expected(installed))
        self._assert_untouched(before)

        complete = self._everything()
        self.databases.install(self.database, "-u", "crm_policy")
        self._assert_nothing_left(complete, self._everything())

        for area in self.areas:
            self._uninstall(area)
        self._uninstall("crm_policy")
        self._assert_nothing_left(before, self._everything())

    def _expected(self, installed):
        """The areas, the common ground, and the bridges between what is there."""
        expected = {"crm_policy", *self.areas}
        there = installed - MANIFESTS.keys() | expected
        bridges = {
            name: {*manifest["depends"]}
            for name, manifest in MANIFESTS.items()
            if manifest.get("auto_install")
        }
        while True:
            new = {name for name, needs in bridges.items() if needs <= there} - there
            if not new:
                return expected
            expected |= new
            there |= new


def _add(base, name, **members):
    """Make a test class; tests run in parallel class by class."""
    reason = "make test runs it: it creates databases"
    skip = unittest.skipUnless(os.environ.get("SUITE_TESTS"), reason)
    members.update(name=name, __doc__=f"{name}: {base.__doc__}")
    test_class = type(f"TestInstall_{name}", (base, unittest.TestCase), members)
    globals()[test_class.__name__] = skip(test_class)


for _addon in MANIFESTS if WHOLE else ["crm_policy", *AREAS]:
    _add(OneAddon, _addon, addon=_addon, leaving=(_addon,))
_add(Together, "all", areas=tuple(AREAS))
if WHOLE:
    for _pair in itertools.permutations(AREAS, 2):
        _add(Together, "_".join(_pair), areas=_pair)
    for _shift in range(1, len(AREAS)):
        _areas = (*AREAS[_shift:], *AREAS[:_shift])
        _add(Together, f"all_from_{_areas[0]}", areas=_areas)
    _add(Together, "all_backwards", areas=tuple(reversed(AREAS)))
