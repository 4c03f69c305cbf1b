# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Run the tests in a throw-away clone of a database with the suite."""

import os
from contextlib import contextmanager
from pathlib import Path

from . import addons
from .console import SuiteError, say
from .databases import PREFIX, Databases
from .environment import prepare
from .layout import ADDONS, CONF, ROOT, SCRIPTS

PLUGINS = ("pytest_log", "pytest_filestore", "pytest_browser")


def run_tests(addon=None, expression=None, arguments=()):
    """Run pytest; return its exit code.

    :param addon: only the tests of this addon
    :param expression: only the tests that match, as in ``pytest -k``
    :param arguments: passed on to pytest
    """
    environment = prepare()
    with throw_away_database(Databases(environment)) as name:
        command = _command(environment, name, addon, expression, arguments)
        # Some tests make databases of their own; they ask for this first.
        variables = {"PYTHONPATH": str(SCRIPTS), "SUITE_TESTS": "1"}
        return environment.call(command, variables)


@contextmanager
def throw_away_database(databases):
    """Yield the name of a clone of the database with the suite."""
    suite = prepare_database(databases)
    _drop_forgotten(databases)
    name = f"{PREFIX}_test_{os.getpid()}"
    say("cloning the database for this run")
    databases.clone(suite, name)
    try:
        yield name
    finally:
        for left in databases.names(name):
            databases.drop(left)


def _drop_forgotten(databases):
    """Drop the clones of runs that were killed."""
    for name in databases.names(f"{PREFIX}_test_"):
        process = name.split("_test_")[1].partition("-")[0]
        if not Path("/proc", process).exists():
            databases.drop(name)


def prepare_database(databases):
    """Return the name of the database with the suite, kept until an addon changes."""
    manifests = addons.discover()
    if not manifests:
        raise SuiteError("there is no addon in addons/ to test")
    template = databases.template(addons.foreign_dependencies(manifests))
    return databases.suite(template, addons.content_keys(manifests))


def _command(environment, database, addon, expression, arguments):
    command = [environment.python, "-m", "pytest", "-rs"]
    for plugin in PLUGINS:
        command += ["-p", f"suite.{plugin}"]
    command += [f"--odoo-config={CONF}", f"--odoo-database={database}", "--odoo-http"]
    # What the tests' log check is to see.
    command += ["--odoo-log-level=warn"]
    if expression:
        command += ["-k", expression]
    if not expression:
        command += ["-n", os.environ.get("WORKERS", "2"), "--dist", "loadscope"]
        # The order is ours: the longest first.
        command += ["--no-loadscope-reorder"]
    return [*command, *arguments, *_folders(addon)]


def _folders(addon):
    if not addon:
        # What takes minutes does not begin when all else is done.
        return [ROOT / "tests", *sorted(ADDONS.glob("*/tests/"))]
    if addon not in addons.discover():
        raise SuiteError(f"there is no addon {addon} in addons/")
    return [ADDONS / addon / "tests"]
