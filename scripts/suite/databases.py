# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Databases: made once, kept, cloned."""

import fcntl
import hashlib
import json
import shutil
from contextlib import contextmanager

from . import log_check
from .console import SuiteError, output, run, say
from .layout import CACHE, FILESTORE, LOGS, ROOT, STATE

# The first is what people see who chose none.
LANGUAGES = "en_US,zh_CN"
# Two checkouts may use one server, each with a filestore of its own.
PREFIX = f"suite_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:6]}"


class Databases:
    """The databases of one PostgreSQL server, with their filestores."""

    def __init__(self, environment):
        self.environment = environment

    def query(self, statement, database="postgres"):
        return output(
            *("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement, database),
            env=self.environment.variables,
        ).strip()

    def exists(self, name):
        found = self.query(f"SELECT 1 FROM pg_database WHERE datname = '{name}'")
        return found == "1"

    def names(self, prefix):
        listing = self.query("SELECT datname FROM pg_database")
        return [name for name in listing.splitlines() if name.startswith(prefix)]

    def drop(self, name):
        self.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(FILESTORE / name, ignore_errors=True)

    def clone(self, source, name):
        self.drop(name)
        self.query(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        if (FILESTORE / source).is_dir():
            # Hard links are enough: Odoo never writes into a file of the filestore.
            output("cp", "-al", FILESTORE / source, FILESTORE / name)

    def rename(self, name, new_name):
        self.query(f'ALTER DATABASE "{name}" RENAME TO "{new_name}"')
        if (FILESTORE / name).is_dir():
            shutil.rmtree(FILESTORE / new_name, ignore_errors=True)
            (FILESTORE / name).rename(FILESTORE / new_name)

    def install(self, name, *arguments, strict=True):
        """Run Odoo once on a database.

        :param strict: whether a warning in Odoo's log is a failure
        """
        log = LOGS / f"{name}.log"
        command = self.environment.odoo("server")
        options = ["-d", name, "--no-http", "--stop-after-init", "--log-level=warn"]
        run(*command, *options, *arguments, log=log, env=self.environment.variables)
        unexpected = log_check.unexpected_lines(log.read_text())
        if strict and unexpected:
            found = "\n".join(unexpected)
            raise SuiteError(f"Odoo's log of {name} has warnings:\n{found}")
        unfinished = self.query(
            "SELECT name FROM ir_module_module WHERE state LIKE 'to %'", name
        )
        if unfinished:
            raise SuiteError(f"not installed in {name}: {unfinished}")

    # -- template: Odoo's own modules, no demo data

    def template(self, modules):
        """Return the name of a database with the given modules installed."""
        key = self._template_key(modules)
        name = f"{PREFIX}_template_{key}"
        with alone(name):
            if not self.exists(name):
                self._make_template(name, CACHE / "databases" / key, modules)
        return name

    def _make_template(self, name, folder, modules):
        fresh = f"{name}_new"
        self.drop(fresh)
        if (folder / "dump").exists():
            say(f"restoring the template database from {folder}")
            self._restore(fresh, folder)
        else:
            say(
                f"creating the template database (1 to 2 minutes): {', '.join(modules)}"
            )
            self.install(fresh, "-i", ",".join(modules), f"--load-language={LANGUAGES}")
            self._dump(fresh, folder)
        self.rename(fresh, name)

    def _template_key(self, modules):
        lock = (ROOT / "requirements-oca.lock").read_text()
        source = self.environment.source
        return _digest([source.kind, source.version, modules, LANGUAGES, lock])

    def _dump(self, name, folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if (FILESTORE / name).is_dir():
            shutil.copytree(FILESTORE / name, folder / "filestore")
        dump = folder / "dump"
        partial = folder / "dump.partial"
        env = self.environment.variables
        run("pg_dump", "-Fc", "--no-owner", "-f", partial, name, env=env)
        partial.rename(dump)

    def _restore(self, name, folder):
        self.query(
            f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8' "
            "LC_COLLATE 'C'"
        )
        env = self.environment.variables
        run("pg_restore", "--no-owner", "-j2", "-d", name, folder / "dump", env=env)
        if (folder / "filestore").is_dir():
            shutil.rmtree(FILESTORE / name, ignore_errors=True)
            shutil.copytree(folder / "filestore", FILESTORE / name)

    # -- suite: the template with our addons

    def suite(self, template, keys):
        """Return the name of a clone of the template with the addons installed.

        It starts from the template whenever an addon changed, so that an addon that
        only installs over an older version of itself is found out.
        """
        name = f"{PREFIX}_addons_{_digest([template, keys])}"
        with alone(f"{PREFIX}_addons"):
            if not self.exists(name):
                self._make_suite(name, template, keys)
        return name

    def _make_suite(self, name, template, keys):
        for old in self.names(f"{PREFIX}_addons_"):
            self.drop(old)
        say(f"installing the suite: {', '.join(keys)}")
        fresh = f"{name}_new"
        self.clone(template, fresh)
        self.install(fresh, "-i", ",".join(keys))
        self.rename(fresh, name)


@contextmanager
def alone(name):
    """Let other processes that want to make the same thing wait."""
    STATE.mkdir(parents=True, exist_ok=True)
    with (STATE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest(value):
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:12]
