# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Run the suite with its demo data, for a person to look at."""

import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import addons, state
from .console import SuiteError, output, say
from .databases import LANGUAGES, Databases
from .environment import prepare

DATABASE = os.environ.get("DATABASE", "suite")
HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8069")

# People who can do something with the suite, with one of the names of their roles.
LOGINS = """
    SELECT users.login, users.password,
           COALESCE(min(NULLIF(roles.role, 'demo user')), 'no policy role')
      FROM res_users users
      JOIN (SELECT membership.uid, replace(data.name, 'group_', '') AS role
              FROM res_groups_users_rel membership
              JOIN ir_model_data data
                ON data.model = 'res.groups' AND data.res_id = membership.gid
             WHERE data.module = 'crm_policy'
             UNION
            SELECT res_id, 'demo user'
              FROM ir_model_data
             WHERE model = 'res.users' AND module IN ({modules})
           ) roles ON roles.uid = users.id
     WHERE users.active
     GROUP BY users.id
     ORDER BY users.id
"""
# Where printing finds the style sheets: at the port of this run.
REPORT_URL = """
    INSERT INTO ir_config_parameter (key, value)
    VALUES ('report.url', 'http://127.0.0.1:{port}')
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value
"""
# Prints each line whose password is the login itself, which is Odoo's habit for demo.
CHECK_PASSWORDS = """
import sys
from passlib.context import CryptContext
context = CryptContext(["pbkdf2_sha512"])
for line in sys.stdin:
    login, password, role = line.rstrip("\\n").split("|")
    known = password and context.verify(login, password)
    print(f"{login:<12} {login if known else '(own password)':<16} {role}")
"""


def serve():
    """Serve the suite until it is interrupted; return the server's exit code."""
    if server_pid():
        raise SuiteError("the server is running already; make stop ends it")
    environment = prepare()
    databases = Databases(environment)
    manifests = addons.discover()
    bring_up_to_date(databases, manifests)
    databases.query(REPORT_URL.format(port=int(PORT)), DATABASE)
    options = ["-d", DATABASE, f"--db-filter=^{DATABASE}$", f"--http-port={PORT}"]
    options.append(f"--log-level={os.environ.get('LOG', 'warn')}")
    say("starting Odoo; Ctrl-C ends it")
    command = [*environment.odoo("server"), *options]
    server = subprocess.Popen(command, env=environment.variables)
    state.save("server", {"pid": server.pid})
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    threading.Thread(
        target=_announce, args=(server, databases, manifests), daemon=True
    ).start()
    try:
        return _wait(server)
    finally:
        state.forget("server")


def shell():
    """Open Odoo's Python shell on the database of ``make run``."""
    environment = prepare()
    databases = Databases(environment)
    bring_up_to_date(databases, addons.discover())
    command = [*environment.odoo("shell"), "-d", DATABASE, "--no-http"]
    return environment.call(command)


def stop_server():
    """End the server that ``serve`` started, if it still runs."""
    pid = server_pid()
    if not pid:
        return
    say(f"stopping Odoo (process {pid})")
    os.kill(pid, signal.SIGTERM)
    for _ in range(100):
        if not server_pid():
            return
        time.sleep(0.1)
    raise SuiteError(f"Odoo (process {pid}) does not stop")


def _wait(server):
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            # The terminal sends the interrupt to Odoo as well, which then ends.
            continue


def bring_up_to_date(databases, manifests):
    """Create the database, or update what changed since it was made."""
    keys = addons.content_keys(manifests)
    record = f"database-{DATABASE}"
    if not databases.exists(DATABASE):
        say(f"creating the database {DATABASE} with demo data (1 to 3 minutes)")
        fresh = f"{DATABASE}_new"
        databases.drop(fresh)
        databases.install(
            *(fresh, "-i", ",".join([*keys, "web"]), "--with-demo"),
            f"--load-language={LANGUAGES}",
            strict=False,
        )
        databases.rename(fresh, DATABASE)
        state.save(record, keys)
        return
    known = state.load(record)
    new = [name for name in keys if name not in known]
    changed = [name for name in keys if name in known and known[name] != keys[name]]
    if new or changed:
        say(f"updating {DATABASE}: new {new or '-'}, changed {changed or '-'}")
        options = ["-i", ",".join(new)] if new else []
        options += ["-u", ",".join(changed)] if changed else []
        # Texts that were translated anew replace the older ones.
        options += [f"--load-language={LANGUAGES}", "--i18n-overwrite"]
        databases.install(DATABASE, *options, strict=False)
        state.save(record, keys)


def _announce(server, databases, manifests):
    """Say where the suite is, as soon as it answers."""
    address = f"http://{'localhost' if HOST == '127.0.0.1' else HOST}:{PORT}"
    # This machine is asked without the proxy that may be set for others.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while server.poll() is None:
        try:
            opener.open(f"{address}/web/login", timeout=30).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
            continue
        say(f"ready: {address} (中文: in each user's preferences)")
        print("\n  login        password         role")
        for line in _logins(databases, manifests):
            print(f"  {line}")
        print(flush=True)
        return


def _logins(databases, manifests):
    modules = ", ".join(f"'{name}'" for name in manifests) or "''"
    rows = databases.query(LOGINS.format(modules=modules), DATABASE)
    if not any(row.startswith("admin|") for row in rows.splitlines()):
        admin = "SELECT login, password, 'administrator' FROM res_users WHERE id = 2"
        rows = "\n".join(filter(None, [databases.query(admin, DATABASE), rows]))
    python = databases.environment.python
    return output(python, "-c", CHECK_PASSWORDS, input=rows).splitlines()


def server_pid():
    """Return the recorded process, if it still is an Odoo server."""
    pid = state.load("server").get("pid")
    command = Path(f"/proc/{pid}/cmdline")
    is_odoo = command.exists() and b"odoo-bin" in command.read_bytes()
    return pid if is_odoo else None
