# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""PostgreSQL: the server that the PG* variables name, else a private one.

The private server listens on a Unix socket only and keeps its data in ``.suite/``. It
trades durability for speed: it is for development and tests.
"""

import glob
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from .console import SuiteError, is_root, output, run, say
from .layout import LOGS, POSTGRES
from .venv import prepare_postgres_programs

SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "jit": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
}
# A socket's path may not be longer than this.
SOCKET_LIMIT = 107


class Server:
    """A PostgreSQL server; ``environment`` is what its clients need."""

    def __init__(self, programs, environment):
        self.programs = programs
        self.environment = environment


def connect(python):
    """Return the server to use, started if it is the private one."""
    if os.environ.get("PGHOST"):
        say(f"using the PostgreSQL server that PGHOST names: {os.environ['PGHOST']}")
        if not shutil.which("createdb"):
            raise SuiteError("PostgreSQL's client programs are missing")
        return Server(None, {})
    programs = find_programs() or prepare_postgres_programs(python)
    cluster = PrivateCluster(programs)
    cluster.start()
    return Server(programs, cluster.environment)


def find_programs():
    """Return the folder of the newest PostgreSQL programs here, if there are any."""
    given = os.environ.get("PG_BIN")
    folders = sorted(
        glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: path.split("/")[4]
    )
    for folder in filter(None, [given, *reversed(folders)]):
        if (Path(folder) / "initdb").exists():
            return Path(folder)
    found = shutil.which("pg_config")
    folder = Path(output("pg_config", "--bindir").strip()) if found else None
    return folder if folder and (folder / "initdb").exists() else None


class PrivateCluster:
    """A database cluster of our own."""

    def __init__(self, programs):
        self.programs = programs
        self.owner = _owner() if is_root() else None
        self.folder = self._reachable_folder()
        self.data = self.folder / "data"
        self.sockets = self._socket_folder()

    @property
    def environment(self):
        # Odoo refuses to work as the role "postgres".
        return {"PGHOST": str(self.sockets), "PGPORT": "5432", "PGUSER": "odoo"}

    def start(self):
        if self.is_running():
            return
        for folder in (self.folder, self.sockets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.owner:
                os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)
        if not (self.data / "PG_VERSION").exists():
            say(f"creating a PostgreSQL cluster in {self.folder}")
            self._create()
        say("starting PostgreSQL")
        log, options = self.folder / "log", f"-k {self.sockets} -p 5432"
        self._call("pg_ctl", "-w", "-s", "-l", log, "-o", options, "start")

    def stop(self):
        if self.is_running():
            say("stopping PostgreSQL")
            self._call("pg_ctl", "-w", "-s", "-m", "fast", "stop")

    def is_running(self):
        if not self.data.exists():
            return False
        status = [self.programs / "pg_ctl", "-D", self.data, "status"]
        options = {"cwd": "/", "capture_output": True, **self._identity()}
        return subprocess.run(status, check=False, **options).returncode == 0

    def remove(self):
        """Delete what the cluster keeps outside ``.suite/``, if anything."""
        self.stop()
        if POSTGRES.is_symlink():
            shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)

    def _create(self):
        self._call(
            *("initdb", "-U", "odoo", "--auth=trust", "--encoding=UTF8"),
            *("--locale=C.UTF-8" if _has_utf8_locale() else "--locale=C", "--no-sync"),
        )
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{key} = {value}\n" for key, value in SETTINGS.items())

    def _call(self, program, *arguments):
        run(
            *(self.programs / program, "-D", self.data, *arguments),
            log=LOGS / f"{program}.log",
            cwd="/",
            env=os.environ | {"LC_ALL": "C"},
            **self._identity(),
        )

    def _identity(self):
        if not self.owner:
            return {}
        return {
            "user": self.owner.pw_uid,
            "group": self.owner.pw_gid,
            "extra_groups": [],
        }

    def _reachable_folder(self):
        """Return a folder that the owning user can enter.

        PostgreSQL refuses to run as root, and another user may not enter root's home.
        Then the data lie elsewhere, with a link to them in ``.suite/``.
        """
        if POSTGRES.is_symlink():
            return POSTGRES.resolve()
        POSTGRES.parent.mkdir(parents=True, exist_ok=True)
        if not self.owner or POSTGRES.is_dir() or self._can_enter(POSTGRES.parent):
            return POSTGRES
        folder = Path(f"/var/tmp/customer-policy-suite-{_digest(POSTGRES)}")
        say(f"PostgreSQL's user cannot enter {POSTGRES.parent}: data go to {folder}")
        POSTGRES.symlink_to(folder)
        return folder

    def _can_enter(self, folder):
        test = ["test", "-x", folder]
        done = subprocess.run(test, check=False, cwd="/", **self._identity())
        return done.returncode == 0

    def _socket_folder(self):
        folder = self.folder / "run"
        if len(str(folder / ".s.PGSQL.5432.lock")) <= SOCKET_LIMIT:
            return folder
        return Path(tempfile.gettempdir()) / f"suite-{_digest(POSTGRES)}"


def _owner():
    """Return the user that runs PostgreSQL for root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SuiteError("no user (postgres or nobody) can run PostgreSQL for root")


def _has_utf8_locale():
    return "c.utf" in output("locale", "-a").lower()


def _digest(path):
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]
