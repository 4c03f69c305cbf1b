# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Export the translation templates, and bring the translations up to them."""

import re

from . import addons
from .console import say
from .databases import Databases
from .environment import prepare
from .layout import ADDONS, SCRIPTS
from .testing import throw_away_database

# The dates of an export; without them it only changes when a text does.
DATES = re.compile(r'^"(?:POT-Creation|PO-Revision)-Date: .*\n', re.MULTILINE)


def export_templates():
    """Rewrite i18n/<addon>.pot of each addon; return an exit code."""
    environment = prepare()
    names = list(addons.discover())
    with throw_away_database(Databases(environment)) as database:
        command = environment.odoo("i18n", "export")
        code = environment.call([*command, "-d", database, *names])
    for template in sorted(ADDONS.glob("*/i18n/*.pot")):
        template.write_text(DATES.sub("", template.read_text()))
        say(f"wrote {template.relative_to(ADDONS)}")
    merge = [environment.python, "-m", "suite.merge_po", *ADDONS.glob("*/i18n/*.po")]
    return code or environment.call(merge, {"PYTHONPATH": str(SCRIPTS)})
