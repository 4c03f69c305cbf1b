# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Everything that Odoo needs to run here, prepared step by step."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import odoo_source, postgres, system, venv
from .console import say
from .layout import ADDONS, CONF, DATA, ROOT, SCRIPTS, VENV, WORK


@dataclass(frozen=True)
class Environment:
    """What programs are called with."""

    source: odoo_source.OdooSource
    python: Path
    variables: dict

    def odoo(self, *command):
        """Return the command line of one of Odoo's commands."""
        return [self.python, self.source.launcher, *command, "-c", CONF]

    def call(self, command, variables=None):
        """Run a program in this environment, and return its exit code."""
        env = self.variables | (variables or {})
        return subprocess.call(command, cwd=ROOT, env=env)


def current():
    """Return the environment of a process that was started in one, as tests are."""
    return Environment(odoo_source.obtain(), Path(sys.executable), dict(os.environ))


def prepare():
    """Obtain what is missing and return the environment; quick when all is there."""
    WORK.mkdir(exist_ok=True)
    system.install_packages()
    source = odoo_source.obtain()
    python = venv.prepare_venv(source)
    server = postgres.connect(python)
    _write_conf(source)
    return Environment(source, python, _variables(python, server))


def _variables(python, server):
    # First on the path: a wkhtmltopdf that prints headers and footers.
    printing = SCRIPTS / "bin" if system.has_browser() else None
    folders = [printing, VENV / "bin", server.programs, os.environ["PATH"]]
    return (
        os.environ
        | server.environment
        | {
            "PATH": ":".join(str(folder) for folder in folders if folder),
            "SUITE_PDF_PYTHON": str(python),
            # Chinese characters in their mainland forms.
            "FC_LANG": "zh-cn",
        }
    )


def _write_conf(source):
    DATA.mkdir(exist_ok=True)
    # Odoo warns about a folder without addons.
    own = [ADDONS] if any(ADDONS.glob("*/__manifest__.py")) else []
    options = {
        "addons_path": ",".join(map(str, [*source.addons_folders, *own])),
        "data_dir": DATA,
        "http_interface": os.environ.get("HOST", "127.0.0.1"),
        "list_db": False,
        # Chromium, started by Odoo, reserves more address space than it uses.
        "limit_memory_hard": 0,
        "limit_time_real": 1200,
    }
    lines = [f"{key} = {value}" for key, value in options.items()]
    CONF.write_text("\n".join(["[options]", *lines, ""]))
    if not own:
        say("there is no addon in addons/ yet")
