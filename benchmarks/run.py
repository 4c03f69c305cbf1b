# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Measure what the suite claims: ``make bench``, or this file with ``--config``."""

import argparse
import os
import sys
import time
from pathlib import Path

import database
import machine
import report
import setting

HERE = Path(__file__).resolve().parent
NAMES = (
    "round",
    "methods",
    "xlsx",
    "list",
    "one",
    "measures",
    "visit_planning",
    "visit_xlsx",
    "visit_calendar",
    "allocation",
    "allocation_access",
    "allocation_claim",
    "complaint_escalation",
    "satisfaction_intake",
    "satisfaction_rollup",
)


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--invoices", type=int, default=1_000_000)
    parser.add_argument(
        "--repeat", type=int, default=5, help="times a measure is taken"
    )
    parser.add_argument("--only", choices=NAMES, action="append")
    parser.add_argument("--database", default="suite_bench")
    parser.add_argument("--rebuild", action="store_true", help="build the company anew")
    parser.add_argument(
        "--config",
        default=os.environ.get("ODOO_RC") or HERE.parent / ".suite" / "odoo.conf",
        help="Odoo's configuration file",
    )
    parser.add_argument("--output", type=Path, default=HERE / "RESULTS.md")
    return parser.parse_args(arguments)


def main():
    options = parse(sys.argv[1:])
    started = time.monotonic()

    def say(text):
        print(f"[{time.monotonic() - started:6.0f} s] {text}", flush=True)

    sizes = {"customers": options.customers, "invoices": options.invoices}
    database.configure(options.config, options.database)
    # The addons can be imported now that Odoo knows where they are.
    from measures import MEASURES

    registry = database.prepare(options.database, sizes, options.rebuild, say)
    say("grading the company once, for customers to have a grade")
    bench = setting.prepare(registry, options.repeat)
    lines = []
    loads = [machine.load()]
    for name in options.only or NAMES:
        say(f"measuring: {name}")
        lines += MEASURES[name](bench)
        loads.append(machine.load())
    size = machine.describe(registry, loads)
    print("\n" + report.as_text(lines))
    if options.only:
        say("not written down, because not everything was measured")
    else:
        options.output.write_text(report.as_markdown(lines, size, sizes, options))
    return 0


if __name__ == "__main__":
    sys.exit(main())
