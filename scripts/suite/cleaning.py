# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Stop what runs in the background, and remove what was made."""

import os
import shutil

from .console import say
from .layout import POSTGRES, WORK
from .postgres import PrivateCluster, find_programs
from .serving import stop_server


def stop():
    """Stop the server and the private PostgreSQL."""
    stop_server()
    cluster = _cluster()
    if cluster:
        cluster.stop()


def clean():
    """Stop everything and remove ``.suite/``."""
    stop_server()
    cluster = _cluster()
    if cluster:
        cluster.remove()
    say(f"removing {WORK}")
    shutil.rmtree(WORK, ignore_errors=True)
    if os.environ.get("PGHOST"):
        say("databases on the server that PGHOST names (suite*) are left as they are")


def _cluster():
    if not POSTGRES.exists():
        return None
    programs = find_programs() or _embedded_programs()
    return PrivateCluster(programs) if programs else None


def _embedded_programs():
    from .layout import VENV
    from .venv import prepare_postgres_programs

    python = VENV / "bin/python"
    return prepare_postgres_programs(python) if python.exists() else None
