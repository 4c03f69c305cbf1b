# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Addons installed in a company that has data, in any order, then uninstalled.

`make test` tries the common ground alone, and all areas together; `make test-matrix`
also each area alone, each area and each bridge among all modules of Odoo that the suite
knows, each pair of areas, and all areas in several orders.

What is installed does not tell in which order it was: the company with A and B, from
which A went, must be the company with B. So the matrix starts from a few databases
that are made once (`kept`), and a pair costs one installation and one uninstallation.
"""

import itertools
import os
import unittest
from pprint import pformat

from database_description import DatabaseReader, differences
from own_database import OwnDatabase
from suite import addons
from suite.databases import PREFIX, alone

# What the company had must be as it was, to the last value.
UNTOUCHED = ("res_partner", "res_company", "res_users", "account_move_line")
# Odoo's tables of which addons deliver rows for the administrator to change
SETTABLE = ("ir_cron", "mail_activity_type", "mail_template")
MANIFESTS = addons.discover()
AREAS = [
    name
    for name, manifest in MANIFESTS.items()
    if name != "crm_policy" and not manifest.get("auto_install")
]
BRIDGES = [name for name in MANIFESTS if MANIFESTS[name].get("auto_install")]
# The whole matrix takes long; a part of it is tried each time.
WHOLE = bool(os.environ.get("SUITE_MATRIX"))


class InstallMatrix(OwnDatabase):
    """A company with data of its own, described before and after."""

    # Odoo keeps, for addons that stay, a note of what those that go inherited of them.
    leaving = tuple(MANIFESTS)

    def _make_company(self, foreign, name=None):
        """A database with modules of Odoo only, and what a company has there."""
        name = name or self.database
        self.databases.clone(self.databases.template(foreign), name)
        self._shell("existing_company.py", name)

    def _kept(self, label="company"):
        """Return a database that is made when it is first asked for.

        :param label: ``company``; ``bare``: all areas without any bridge; or an addon
            that stands there with its bridges
        """
        name = f"{self.prefix}-kept-{label}"
        with alone(f"{PREFIX}_kept_{label}"):
            if not self.databases.exists(name):
                self._keep(label, f"{name}-new")
                self.databases.rename(f"{name}-new", name)
        return name

    def _keep(self, label, fresh):
        if label == "company":
            self._make_company(addons.foreign_dependencies(MANIFESTS), fresh)
            return
        source = "company" if label == "crm_policy" else "crm_policy"
        self.databases.clone(self._kept(source), fresh)
        names = AREAS if label == "bare" else [label]
        options = ["--skip-auto-install"] if label == "bare" else []
        self.databases.install(fresh, "-i", ",".join(names), *options)

    def _install(self, *names, options=()):
        self.databases.install(self.database, "-i", ",".join(names), *options)

    def _uninstall(self, *names):
        self._odoo("module", "uninstall", arguments=names)
        self.assertFalse(self.reader.installed().intersection(names))

    def _describe(self, content=UNTOUCHED, name=None):
        reader = DatabaseReader(self.databases, name) if name else self.reader
        return reader.describe(self.leaving, content)

    def _assert_untouched(self, before):
        for table, rows in self.reader.rows(before["content"]).items():
            self.assertEqual(rows, before["rows"][table], f"rows of {table}")

    def _assert_same(self, before, after):
        found = differences(before, after)
        self.assertFalse(found, pformat(found))

    def _expected(self, areas):
        """The areas, the common ground, and the bridges between what is there."""
        expected = {"crm_policy", *areas}
        there = self.reader.installed() - MANIFESTS.keys() | expected
        while True:
            ready = {
                name for name in BRIDGES if there.issuperset(MANIFESTS[name]["depends"])
            }
            if ready <= expected:
                return expected
            expected |= ready
            there |= ready

    def _assert_installed(self, areas):
        installed = self.reader.installed()
        self.assertEqual(installed & MANIFESTS.keys(), self._expected(areas))


class OneAddon(InstallMatrix):
    """One addon: installed, it takes nothing away; uninstalled, it leaves nothing.

    Nothing else is there but what it depends on.
    """

    addon = None

    def test_install_and_uninstall(self):
        own, foreign = addons.closure(MANIFESTS, self.addon)
        self._make_company(foreign)
        if own:
            # a bridge would install itself, and what was before it could not be seen
            self._install(*own, options=["--skip-auto-install"])
        before = self._describe()

        self._install(self.addon)
        installed = self.reader.installed()
        self.assertIn(self.addon, installed)
        strangers = installed & MANIFESTS.keys() - {*own, self.addon}
        self.assertFalse(strangers, "installed without being asked for")
        self._assert_untouched(before)

        self._uninstall(self.addon)
        self._assert_same(before, self._describe())


class Together(InstallMatrix):
    """Areas one after the other, an update that changes nothing, and away again.

    Between them people work: each model has a record, and an administrator changed
    what can be changed.
    """

    areas = ()
    # those that go one by one
    going = ()
    updated = "crm_policy"

    def test_install_update_and_uninstall(self):
        self.databases.clone(self._kept(), self.database)
        before = self._describe()
        tables = self.reader.tables()

        for area in self.areas:
            self._install(area)
        self._assert_installed(self.areas)
        self._assert_untouched(before)

        installed = self.reader.rows(before["rows"])
        self._shell("suite_records.py")
        self._shell("administrator_changes.py")
        worked = self.reader.rows(before["rows"])
        settable = {*UNTOUCHED, *SETTABLE, *self.reader.tables() - tables}
        complete = self._describe(settable)
        self.databases.install(self.database, "-u", self.updated)
        self._assert_same(complete, self._describe(settable))

        for area in self.going:
            self._uninstall(area)
        # what is left goes at once: more tables than one transaction can drop
        self._uninstall("crm_policy")
        after = self._describe()
        # What people did in Odoo's own tables meanwhile may stay.
        after["content"] = before["content"]
        for table, count in before["rows"].items():
            made = int(worked[table]) - int(installed[table])
            if 0 <= int(after["rows"].get(table, 0)) - int(count) <= made:
                after["rows"][table] = count
        self._assert_same(before, after)


class AmongAll(InstallMatrix):
    """One area among all modules that it has a bridge to: it leaves nothing."""

    area = None

    def test_uninstall(self):
        self.databases.clone(self._kept(self.area), self.database)
        self._assert_installed([self.area])
        self._uninstall(self.area)
        self._assert_same(
            self._describe(name=self._kept("crm_policy")), self._describe()
        )


class Pair(InstallMatrix):
    """Two areas: the first goes, and what stays is the second alone."""

    areas = ()

    def test_install_and_uninstall(self):
        first, second = self.areas
        self.databases.clone(self._kept(first), self.database)
        self._install(second)
        self._assert_installed(self.areas)
        self._uninstall(first)
        self._assert_installed([second])
        self._assert_same(self._describe(name=self._kept(second)), self._describe())


class Bridge(InstallMatrix):
    """One bridge, where all areas are, but no other bridge."""

    addon = None

    def test_install_and_uninstall(self):
        self.databases.clone(self._kept("bare"), self.database)
        own, _foreign = addons.closure(MANIFESTS, self.addon)
        if needed := [name for name in own if name in BRIDGES]:
            # a bridge that stands on another one
            self._install(*needed, options=["--skip-auto-install"])
        before = self._describe()
        self._install(self.addon, options=["--skip-auto-install"])
        self._assert_untouched(before)
        self._uninstall(self.addon)
        self._assert_same(before, self._describe())


class Demo(InstallMatrix):
    """The demo data: an update changes nothing of it, and it goes with its areas."""

    def test_update_and_uninstall(self):
        foreign = addons.foreign_dependencies(MANIFESTS)
        self._install(*foreign, options=["--with-demo"])
        before = self._describe_structure()
        tables = self.reader.tables()
        self._install(*MANIFESTS, options=["--with-demo"])

        self._shell("administrator_changes.py")
        settable = {*SETTABLE, *self.reader.tables() - tables}
        complete = self._describe(settable)
        self.databases.install(self.database, "-u", "all")
        self._assert_same(complete, self._describe(settable))

        for area in AREAS:
            self._uninstall(area)
        self._uninstall("crm_policy")
        self._assert_same(before, self._describe_structure())

    def _describe_structure(self):
        """What people did with the demo data in Odoo's own tables stays there."""
        return self._describe() | {"rows": {}, "content": {}}


def _add(base, name, **members):
    """Make a test class; tests run in parallel class by class."""
    reason = "make test runs it: it creates databases"
    skip = unittest.skipUnless(os.environ.get("SUITE_TESTS"), reason)
    members.update(name=name, __doc__=f"{name}: {base.__doc__}")
    test_class = type(f"TestInstall_{name}", (base, unittest.TestCase), members)
    globals()[test_class.__name__] = skip(test_class)


for _addon in ["crm_policy", *(AREAS if WHOLE else ())]:
    _add(OneAddon, _addon, addon=_addon, leaving=(_addon,))
_add(Together, "all", areas=tuple(AREAS))
if WHOLE:
    for _area in AREAS:
        _add(AmongAll, f"{_area}_among_all", area=_area)
    for _number, _pair in enumerate(itertools.combinations(AREAS, 2)):
        # Either order of installation is tried as often as the other.
        _pair = _pair[::-1] if _number % 2 else _pair
        _add(Pair, "_and_".join(_pair), areas=_pair)
    for _bridge in BRIDGES:
        _add(Bridge, _bridge, addon=_bridge, leaving=(_bridge,))
    _add(Demo, "demo")
    _backwards, _others = tuple(reversed(AREAS)), tuple(AREAS[2:] + AREAS[:2])
    _add(Together, "all_backwards", areas=_backwards, going=tuple(AREAS), updated="all")
    _add(Together, "all_from_the_middle", areas=_others, going=_others)
