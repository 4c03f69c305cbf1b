# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Odoo's own lint (its module test_lint), over our addons."""

import os

from .console import say
from .databases import Databases
from .layout import ADDONS, CONF, EXAMPLES, SCRIPTS
from .testing import throw_away_database

# The checks that Odoo's test_pylint enables; run directly, as that test would check all
# of Odoo first.
CHECKERS = (
    "eval-used",
    "function-redefined",
    "gettext-placeholders",
    "gettext-repr",
    "gettext-variable",
    "missing-gettext",
    "raise-unlink-override",
    "sql-injection",
    "undefined-variable",
    "unreachable",
    "used-before-assignment",
)
PLUGINS = (
    "_pylint_path_setup",
    "_odoo_checker_sql_injection",
    "_odoo_checker_gettext",
    "_odoo_checker_unlink_override",
    "pylint.extensions.bad_builtin",
)
# Left out: tests of the checkers themselves, and what the other checks do.
LEFT_OUT = {"test_checkers.py", "test_eslint.py", "test_pylint.py"}


def pylint_passes(environment, folders):
    """Run pylint with Odoo's checkers."""
    command = [
        *(environment.python, "-m", "pylint", f"--rcfile={os.devnull}", "--score=n"),
        *("--disable=all,useless-option-value", f"--enable={','.join(CHECKERS)}"),
        *(f"--load-plugins={','.join(PLUGINS)}", "--bad-functions=input", *folders),
    ]
    paths = [*environment.source.addons_folders, ADDONS, EXAMPLES]
    variables = {
        "PYTHONPATH": str(_tests_folder(environment)),
        "ADDONS_PATH": os.pathsep.join(map(str, paths)),
    }
    return environment.call(command, variables) == 0


def tests_pass(environment):
    """Run Odoo's lint tests; only what they find in our addons counts."""
    folder = _tests_folder(environment)
    files = [path for path in folder.glob("test_*.py") if path.name not in LEFT_OUT]
    with throw_away_database(Databases(environment)) as name:
        say(f"{len(files)} files of Odoo's lint tests")
        command = [
            *(environment.python, "-m", "pytest", "-q", "--tb=short", "-c", os.devnull),
            *(
                "-p",
                "suite.pytest_odoo_lint",
                "-p",
                "no:cacheprovider",
                "-c",
                os.devnull,
            ),
            *(f"--odoo-config={CONF}", f"--odoo-database={name}", "--odoo-http"),
            *files,
        ]
        return environment.call(command, {"PYTHONPATH": str(SCRIPTS)}) == 0


def _tests_folder(environment):
    folders = environment.source.addons_folders
    candidates = [folder / "test_lint" / "tests" for folder in folders]
    return next(folder for folder in candidates if folder.is_dir())
