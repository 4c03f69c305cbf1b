# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Run the measurements in benchmarks/."""

from .console import SuiteError
from .environment import prepare
from .layout import ROOT, SCRIPTS

SCRIPT = ROOT / "benchmarks" / "run.py"


def bench(arguments):
    """Run the benchmark in the prepared environment; return its exit code."""
    if not SCRIPT.exists():
        raise SuiteError("there is nothing to measure: benchmarks/run.py is missing")
    environment = prepare()
    command = [environment.python, SCRIPT, *arguments]
    return environment.call(command, {"PYTHONPATH": str(SCRIPTS)})
