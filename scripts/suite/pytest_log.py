# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""pytest plugin: fail on what Odoo logs, and on browser tests that did not run.

What a test mutes (``mute_logger``) or expects (``assertLogs``) does not get here: both
take a logger's records before the root logger sees them.
"""

import logging
import os
import re

import pytest

from .log_check import is_allowed

BROWSER_MISSING = re.compile(r"chrom|websocket", re.IGNORECASE)
LOGGERS = ("odoo", "py.warnings", "werkzeug")


class _Collector(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        message = record.getMessage()
        if record.name.startswith(LOGGERS) and not is_allowed(message):
            test = os.environ.get("PYTEST_CURRENT_TEST", "outside of a test")
            self.lines.append(f"{test}: {record.levelname} {record.name}: {message}")


class OdooLog:
    """Collects in each process, and reports in the one that the user sees."""

    def __init__(self, config):
        self.config = config
        self.handler = _Collector()
        self.lines = []
        self.skipped = []

    def pytest_sessionstart(self):
        logging.getLogger().addHandler(self.handler)

    def pytest_testnodedown(self, node):
        self.lines += getattr(node, "workeroutput", {}).get("odoo_log", [])

    def pytest_runtest_logreport(self, report):
        if report.skipped and isinstance(report.longrepr, tuple):
            reason = report.longrepr[2]
            if BROWSER_MISSING.search(reason):
                self.skipped.append(f"{report.nodeid}: {reason}")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        logging.getLogger().removeHandler(self.handler)
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["odoo_log"] = self.handler.lines
            return
        self.lines += self.handler.lines
        passed = session.exitstatus in (pytest.ExitCode.OK, 0)
        if passed and (self.lines or self.skipped):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        self._report(terminalreporter, "unexpected lines in Odoo's log", self.lines)
        self._report(terminalreporter, "skipped for lack of a browser", self.skipped)

    @staticmethod
    def _report(reporter, title, lines):
        if lines:
            reporter.section(title, red=True)
            for line in lines:
                reporter.line(line)


def pytest_configure(config):
    config.pluginmanager.register(OdooLog(config), "odoo-log")
