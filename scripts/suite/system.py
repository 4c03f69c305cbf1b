# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""System packages: installed when that is possible, else named."""

import ctypes.util
import glob
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from . import other_day
from .console import SuiteError, is_root, output, run, say
from .layout import LOGS

CHROMIUM = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


def has_browser():
    return any(map(shutil.which, CHROMIUM))


def missing_packages(lint=False):
    """Return the Debian packages whose programs are not here, with their use."""
    checks = {
        # A virtual environment needs ensurepip, which Debian splits off.
        f"python3.{sys.version_info.minor}-venv": bool(
            importlib.util.find_spec("ensurepip")
        ),
        "chromium": has_browser(),
        "poppler-utils": bool(shutil.which("pdftotext")),
        "libmagic1": bool(ctypes.util.find_library("magic")),
        "fontconfig": bool(shutil.which("fc-list")),
        "fonts-noto-cjk": _has_chinese_font(),
    }
    if os.environ.get("SUITE_MATRIX"):
        checks["libfaketime"] = bool(other_day.find_library())
    if lint:
        checks["nodejs"] = bool(shutil.which("node"))
        checks["npm"] = bool(shutil.which("npm"))
    elif os.environ.get("PGHOST"):
        checks["postgresql-client"] = bool(shutil.which("createdb"))
    else:
        checks["postgresql"] = bool(glob.glob("/usr/lib/postgresql/*/bin/postgres"))
    return [package for package, present in checks.items() if not present]


def install_packages(lint=False):
    """Install what is missing, or name the one command that does."""
    missing = missing_packages(lint)
    if not missing:
        return
    if is_root() and shutil.which("apt-get"):
        try:
            _install(missing)
            return
        except SuiteError as error:
            say(str(error))
    say("printing, browser tests or Chinese text will be limited until you run:")
    say(f"  sudo apt-get install --no-install-recommends {' '.join(missing)}")


def _install(packages):
    say(f"installing system packages: {' '.join(packages)}")
    _refuse_default_cluster()
    lock = ("-o", "DPkg::Lock::Timeout=300")
    run("apt-get", "-q", *lock, "update", log=LOGS / "apt-update.log")
    run(
        *("apt-get", "-q", *lock, "install", "-y", "--no-install-recommends"),
        *packages,
        log=LOGS / "apt-install.log",
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )


def _has_chinese_font():
    if not shutil.which("fc-list"):
        return False
    return bool(output("fc-list", ":lang=zh-cn").strip())


def _refuse_default_cluster():
    """Keep Debian from starting a server of its own: a private one is used."""
    conf = Path("/etc/postgresql-common/createcluster.conf")
    if not conf.exists():
        conf.parent.mkdir(parents=True, exist_ok=True)
        conf.write_text("create_main_cluster = false\n")
