# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Lets tests/ import the suite's scripts, however pytest was started."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "scripts"))
