# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The guides in each language, and how they write what is on the screen."""

import re
from dataclasses import dataclass
from pathlib import Path

import polib
from suite import addons
from suite.layout import ADDONS, ROOT

from odoo.tools.misc import file_path

STEP = " → "
# On screens of Odoo, not of ours: the word, and Odoo's addon that has it.
FOREIGN = {
    "Action": "base",
    "Apps": "base",
    "Dashboards": "spreadsheet_dashboard",
    "My account": "portal",
    "New": "web",
    "Print": "web",
    "Scheduled Actions": "base",
    "Settings": "base",
    "Show Accounting Features - Readonly": "account",
    "Technical": "base",
    "Update Apps List": "base",
    "Users": "base",
}


@dataclass(frozen=True)
class GuideEdition:
    """The guides of one language.

    ``start`` is the folder of the pages by role, ``guides`` are the others. ``term``
    finds what stands on the screen; in ``guides`` only terms of ``least`` steps or more
    are looked at, where the sign of a term is used for other things as well.
    """

    language: str
    start: Path
    guides: tuple
    term: re.Pattern
    least: int

    def terms(self, page):
        """Return the steps of each term of a page."""
        return [
            " ".join(found[found.lastindex].split()).split(STEP)
            for found in self.term.finditer(page.read_text())
        ]

    def read_foreign(self):
        """Return the words that are on screens of Odoo only."""
        if self.language == "en_US":
            return FOREIGN.keys()
        return {
            entry.msgstr
            for addon in set(FOREIGN.values())
            for entry in polib.pofile(file_path(f"{addon}/i18n/{self.language}.po"))
            if FOREIGN.get(entry.msgid) == addon
        }

    def read_own(self):
        """Return the texts of our own screens."""
        if self.language == "en_US":
            return {entry.msgid for entry in self._read("*.pot")}
        return {entry.msgstr for entry in self._read(f"{self.language}.po")}

    def _read(self, pattern):
        for addon in addons.discover():
            for path in (ADDONS / addon / "i18n").glob(pattern):
                yield from polib.pofile(str(path))


ENGLISH = GuideEdition(
    "en_US",
    ROOT / "docs" / "start",
    (
        ROOT / "README.md",
        *ROOT.glob("docs/*.md"),
        *ADDONS.glob("*/readme/*.md"),
    ),
    # in italics: *Allocation → Portfolios*, a button, a page of a form
    re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)"),
    2,
)
CHINESE = GuideEdition(
    "zh_CN",
    ROOT / "docs" / "zh_CN" / "start",
    (ROOT / "README.zh_CN.md", *ROOT.glob("docs/zh_CN/*.md")),
    # in brackets, as nobody slants Chinese: 【分配 → 客户组合】; in italics the logins
    re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)|【([^】]+)】"),
    1,
)
EDITIONS = (ENGLISH, CHINESE)
