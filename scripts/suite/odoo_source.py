# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Obtain Odoo 19.0: an existing path, else the Debian package, else git."""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from . import debian
from .console import SuiteError, output, run, say
from .layout import LOGS, SOURCE

SERIES = "19.0"
GIT_URL = "https://github.com/odoo/odoo.git"
STAMP = SOURCE.with_suffix(".json")
LAUNCHER = """#!/usr/bin/env python3
import odoo.cli

if __name__ == "__main__":
    odoo.cli.main()
"""


@dataclass(frozen=True)
class OdooSource:
    """An Odoo tree on disk; ``path`` is the folder that contains ``odoo/``."""

    kind: str
    path: Path
    version: str

    @property
    def addons_folders(self):
        """The folders of Odoo's own addons.

        A checkout keeps most of them beside ``odoo/``; the Debian package has all of
        them inside.
        """
        inside = self.path / "odoo" / "addons"
        beside = self.path / "addons"
        return [inside] if (inside / "web").is_dir() else [beside, inside]

    @property
    def launcher(self):
        return self.path / "odoo-bin"


def obtain():
    """Return the Odoo tree to use, fetching it on the first call."""
    given = os.environ.get("ODOO_SRC")
    if given:
        return _from_path(Path(given).resolve())
    if STAMP.exists():
        known = json.loads(STAMP.read_text())
        found = OdooSource(known["kind"], Path(known["path"]), known["version"])
        if is_odoo(found.path):
            return found
    found = _from_debian() or _from_git()
    STAMP.write_text(json.dumps(asdict(found), default=str))
    say(f"Odoo {found.version} is in {found.path}")
    return found


def is_odoo(path):
    release = path / "odoo" / "release.py"
    return release.is_file() and "version_info = (19, 0" in release.read_text()


def _from_path(given):
    for path in (given, given / "usr/lib/python3/dist-packages"):
        if is_odoo(path):
            source = OdooSource("path", path, SERIES)
            if not source.launcher.exists():
                raise SuiteError(f"ODOO_SRC={given} has no odoo-bin beside odoo/")
            return source
    raise SuiteError(f"ODOO_SRC={given} holds no Odoo {SERIES}")


def _from_debian():
    if not debian.is_usable():
        return None
    say("fetching Odoo from the Debian package odoo-19 (not installed, only unpacked)")
    fresh = SOURCE.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        version = debian.unpack_odoo(fresh)
    except SuiteError as error:
        say(f"the Debian package cannot be had: {error}")
        return None
    (fresh / "odoo-bin").write_text(LAUNCHER)
    shutil.rmtree(SOURCE, ignore_errors=True)
    fresh.rename(SOURCE)
    return OdooSource("debian", SOURCE, version)


def _from_git():
    url = os.environ.get("ODOO_GIT_URL", GIT_URL)
    say(f"cloning Odoo {SERIES} from {url}")
    shutil.rmtree(SOURCE, ignore_errors=True)
    run(
        *("git", "clone", "--quiet", "--depth", "1", "-b", SERIES, url, SOURCE),
        log=LOGS / "git-clone.log",
        env=os.environ | {"GIT_TERMINAL_PROMPT": "0"},
    )
    revision = output("git", "-C", SOURCE, "rev-parse", "--short", "HEAD").strip()
    return OdooSource("git", SOURCE, f"{SERIES}+g{revision}")
