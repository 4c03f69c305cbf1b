# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Serve a copy of the demo database and take the pictures of the documentation."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from . import addons
from .console import SuiteError, say
from .databases import PREFIX, Databases
from .environment import prepare
from .layout import LOGS, SCRIPTS
from .serving import DATABASE, bring_up_to_date, server_pid

START_SECONDS = 120


def retake(names=()):
    """Take the named pictures, all by default; return the exit code."""
    if server_pid():
        raise SuiteError("the demo is being served; make stop ends it")
    environment = prepare()
    databases = Databases(environment)
    bring_up_to_date(databases, addons.discover())
    # people of the demo change their language and open what they had not read
    copy = f"{PREFIX}_pictures_{os.getpid()}"
    databases.clone(DATABASE, copy)
    try:
        with _served(environment, copy) as address:
            command = [environment.python, "-m", "suite.camera", address, copy, *names]
            return environment.call(command, {"PYTHONPATH": str(SCRIPTS)})
    finally:
        databases.drop(copy)


@contextmanager
def _served(environment, database):
    """Yield the address at which Odoo serves the database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *environment.odoo("server"),
        *("-d", database, f"--db-filter=^{database}$", f"--http-port={port}"),
        # nothing happens by itself while pictures are taken
        *("--max-cron-threads=0", "--log-level=warn"),
    ]
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "pictures.log").open("w") as log:
        server = subprocess.Popen(
            command, env=environment.variables, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait()


def _wait_for(address, server):
    say("starting Odoo on a copy of the demo")
    # this machine is asked without the proxy that may be set for others
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            opener.open(f"{address}/web/login", timeout=30).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise SuiteError("Odoo does not start; see .suite/logs/pictures.log")
