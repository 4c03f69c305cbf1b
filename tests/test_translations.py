# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Every text that a user sees can be translated, and is, into Chinese."""

import io
import re
from collections import Counter

import polib
from suite import addons
from suite.layout import ADDONS

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

LANGUAGES = ("zh_CN",)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|%%")


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    def test_templates_are_current(self):
        for addon in addons.discover():
            with self.subTest(addon=addon):
                path = ADDONS / addon / "i18n" / f"{addon}.pot"
                written = polib.pofile(str(path)) if path.exists() else []
                self.assertEqual(
                    self._texts(written),
                    self._texts(self._export(addon)),
                    f"{path.name} is not current: run make i18n",
                )

    def test_translations_are_complete(self):
        for addon in addons.discover():
            for language in LANGUAGES:
                with self.subTest(addon=addon, language=language):
                    self._assert_complete(addon, language)

    def _assert_complete(self, addon, language):
        wanted = self._texts(self._export(addon))
        path = ADDONS / addon / "i18n" / f"{language}.po"
        if not wanted:
            return
        self.assertTrue(path.exists(), f"{path} is missing")
        translation = polib.pofile(str(path))
        done = translation.translated_entries()
        missing = wanted - self._texts(done)
        self.assertFalse(missing, f"without a translation in {path}")
        self.assertFalse([entry.msgid for entry in translation.fuzzy_entries()])
        wrong = [
            entry.msgid
            for entry in done
            if _placeholders(entry.msgid) != _placeholders(entry.msgstr)
        ]
        self.assertFalse(wrong, "placeholders differ")

    def _export(self, addon):
        buffer = io.BytesIO()
        has_texts = trans_export(None, [addon], buffer, "po", self.env)
        return polib.pofile(buffer.getvalue().decode()) if has_texts else []

    @staticmethod
    def _texts(entries):
        return {(entry.msgctxt, entry.msgid) for entry in entries if not entry.obsolete}


def _placeholders(text):
    return Counter(PLACEHOLDER.findall(text))
