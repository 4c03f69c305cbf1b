# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The grade list of a round as XLSX against bare xlsxwriter with the same cells."""

import database
from workbook import measure_workbook

REPORT = "report.crm_grading.grade_list_xlsx"


def measure(bench):
    return measure_workbook(
        "XLSX", bench.repeat, lambda tenth=False: _write(bench, tenth)
    )


def _write(bench, tenth=False):
    """Print the report of the round in effect to a file on the disk."""
    with database.transaction(bench.registry) as env:
        domain = [("round_id", "=", bench.round_id)]
        if tenth:
            domain.append(("id", "<", _end_of_tenth(env, domain)))
        env[REPORT]._open_xlsx_file([], {"domain": domain}).close()


def _end_of_tenth(env, domain):
    """The id behind a tenth of the results: a round writes them in one go."""
    results = env["crm.grading.result"]
    [(first, count)] = results._read_group(domain, [], ["id:min", "__count"])
    tenth = first + count // 10
    if not 0 < results.search_count([*domain, ("id", "<", tenth)]) <= count // 10:
        raise AssertionError("this is not a tenth of the results")
    return tenth
