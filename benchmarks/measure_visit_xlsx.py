# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The visit log as XLSX, a visit a customer, against bare xlsxwriter."""

import database
import visits
from workbook import measure_workbook

REPORT = "report.crm_visits.visit_log_xlsx"


def measure(bench):
    visits.write(bench.registry)
    try:
        return measure_workbook(
            "visit log", bench.repeat, lambda tenth=False: _write(bench, tenth)
        )
    finally:
        visits.remove(bench.registry)


def _write(bench, tenth=False):
    """Print all columns of all visits, or of a tenth of them, to the disk."""
    with database.transaction(bench.registry) as env:
        domain = []
        if tenth:
            visit_ids = env["crm.visit"]._search([], order="id").get_result_ids()
            domain = [("id", "in", visit_ids[: len(visit_ids) // 10])]
        env[REPORT]._open_xlsx_file([], {"domain": domain}).close()
