# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Lets tests/ import the suite's scripts, however pytest was started."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent / "scripts"))

# Odoo runs the example's own tests, where it installs it (test_example_addon.py).
collect_ignore = ["tests/example"]

# A busy machine fails no property: what is slow is for the benchmarks to say.
# The same examples in each run, so that a failure is of the change that it meets.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# New examples, many of them: ARGS="--hypothesis-profile=explore"
settings.register_profile(
    "explore", settings.get_profile("suite"), derandomize=False, max_examples=3000
)
settings.load_profile("suite")
