# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Run the tests in a throw-away clone of a database with the suite."""

import os
import subprocess

from . import addons
from .console import SuiteError, say
from .databases import Databases
from .environment import prepare
from .layout import ADDONS, CONF, ROOT, SCRIPTS


def run_tests(addon=None, expression=None, arguments=()):
    """Run pytest; return its exit code.

    :param addon: only the tests of this addon
    :param expression: only the tests that match, as in ``pytest -k``
    :param arguments: passed on to pytest
    """
    environment = prepare()
    databases = Databases(environment)
    template, suite = prepare_databases(databases)
    name = f"suite_test_{os.getpid()}"
    say("cloning the database for this run")
    databases.clone(suite, name)
    try:
        command = _command(environment, name, addon, expression, arguments)
        variables = environment.variables | {
            "PYTHONPATH": str(SCRIPTS),
            "SUITE_TEMPLATE_DATABASE": template,
        }
        return subprocess.run(command, cwd=ROOT, env=variables).returncode
    finally:
        for left in databases.names(name):
            databases.drop(left)


def prepare_databases(databases):
    """Return the names of the template and of the database with the suite."""
    manifests = addons.discover()
    if not manifests:
        raise SuiteError("there is no addon in addons/ to test")
    template = databases.template(addons.foreign_dependencies(manifests))
    return template, databases.suite(template, addons.content_keys(manifests))


def _command(environment, database, addon, expression, arguments):
    command = [environment.python, "-m", "pytest", "-p", "suite.pytest_log", "-rs"]
    command += [f"--odoo-config={CONF}", f"--odoo-database={database}", "--odoo-http"]
    if expression:
        command += ["-k", expression]
    if not addon and not expression:
        command += ["-n", os.environ.get("WORKERS", "2"), "--dist", "loadscope"]
    return [*command, *arguments, *_folders(addon)]


def _folders(addon):
    if not addon:
        return [path for path in sorted(ADDONS.glob("*/tests")) if path.is_dir()] + [
            ROOT / "tests"
        ]
    if addon not in addons.discover():
        raise SuiteError(f"there is no addon {addon} in addons/")
    return [ADDONS / addon / "tests"]
