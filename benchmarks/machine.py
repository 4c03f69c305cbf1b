# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How big the machine is, without saying which it is."""

import os
import platform
from contextlib import closing

import xlsxwriter

from odoo.release import version

PAGES, PAGE_SIZE = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
SETTINGS = ("shared_buffers", "work_mem", "fsync", "synchronous_commit")


def load():
    """Return how many processes wanted a core over the last minute."""
    return os.getloadavg()[0]


def describe(registry, loads):
    """
    :param loads: what `load` told before and after each measure
    :return: pairs of label and text
    """
    with closing(registry.cursor()) as cr:
        cr.execute("SHOW server_version")
        server = cr.fetchone()[0].split()[0]
        cr.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        size = cr.fetchone()[0]
        cr.execute(
            "SELECT name || ' = ' || current_setting(name) FROM unnest(%s) name",
            [list(SETTINGS)],
        )
        settings = ", ".join(row[0] for row in cr.fetchall())
    return [
        ("Cores", str(len(os.sched_getaffinity(0)))),
        ("Memory", f"{PAGES * PAGE_SIZE / 2**30:.0f} GiB"),
        ("PostgreSQL", f"{server} ({settings})"),
        ("Odoo", version),
        (
            "Python, xlsxwriter",
            f"{platform.python_version()}, {xlsxwriter.__version__}",
        ),
        ("Database", size),
        ("Load while it measured", f"{min(loads):.1f} to {max(loads):.1f}"),
    ]
