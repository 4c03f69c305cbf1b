# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Where things lie. Everything that the scripts make is inside ``.suite/``."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDONS = ROOT / "addons"
# Addons to learn from: tested and checked, installed by nothing else.
EXAMPLES = ROOT / "tests" / "example"
SCRIPTS = ROOT / "scripts"

WORK = ROOT / ".suite"
# Not called "odoo": a folder of that name on sys.path would join Odoo's package.
SOURCE = WORK / "source"
VENV = WORK / "venv"
LINT_VENV = WORK / "lint"
NODE = WORK / "node"
POSTGRES = WORK / "postgres"
DATA = WORK / "data"
FILESTORE = DATA / "filestore"
STATE = WORK / "state"
LOGS = WORK / "logs"
CONF = WORK / "odoo.conf"
# Downloads and database dumps; another place survives ``make clean``.
CACHE = Path(os.environ.get("SUITE_CACHE") or WORK / "cache")
