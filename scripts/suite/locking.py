# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Renew the lock files: hashes of what is allowed, without any address."""

from .environment import prepare
from .layout import ROOT, SCRIPTS, VENV

OPTIONS = ("--quiet", "--universal", "--generate-hashes", "--python-version=3.11")
# No address and no command line of the one who renewed it.
ANONYMOUS = ("--no-header", "--no-emit-index-url", "--no-emit-find-links")
# Odoo is not on PyPI, so these are locked without what they ask for.
WITHOUT_DEPENDENCIES = {"requirements-oca.in"}


def lock():
    """Compile each requirements*.in; return the number of failures."""
    environment = prepare()
    failures = 0
    for path in sorted(ROOT.glob("requirements*.in")):
        extra = ["--no-deps"] if path.name in WITHOUT_DEPENDENCIES else []
        command = [VENV / "bin/uv", "pip", "compile", *OPTIONS, *ANONYMOUS, *extra]
        output = path.with_suffix(".lock")
        failures += bool(environment.call([*command, path.name, "-o", output.name]))
    run_npm_lock(environment)
    return failures


def run_npm_lock(environment):
    """Renew the lock file of the JavaScript tools."""
    command = ["npm", "install", "--package-lock-only", "--no-audit", "--no-fund"]
    option = "--omit-lockfile-registry-resolved=true"
    environment.call([*command, option, "--prefix", SCRIPTS / "node"])
