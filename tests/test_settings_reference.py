# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Each setting with its default and its meaning, written to docs/settings.md."""

from generated_docs import check_or_write, table
from lxml import etree
from suite import addons
from suite.layout import ROOT

from odoo.tests import TransactionCase, tagged

DOCUMENT = ROOT / "docs" / "settings.md"
NOTHING = "–"
INTRODUCTION = """\
# Settings

Made by `tests/test_settings_reference.py` from the page *Settings → Customer Policy*;
`make docs` rewrites it. Defaults are those of a new company; "–" is empty, and where a
written policy leaves a figure open (\\[X\\]), it stays empty until somebody decides.
All hold for the company one works in. Catalogues (schemes, classes, targets, ladders,
factor sets) are records under *Configuration*; [rulebook.md](rulebook.md) says which
rule is set where.
"""


@tagged("post_install", "-at_install")
class TestSettingsReference(TransactionCase):
    def test_settings_reference(self):
        company = self.env["res.company"]
        self.values = company.default_get(list(company._fields))
        self.own_addons = set(addons.discover())
        app = self._app()
        parts = [INTRODUCTION]
        for block in app.iter("block"):
            rows = [row for one in block.iter("setting") for row in self._rows(one)]
            if rows:
                parts.append(f"## {block.get('title')}\n")
                header = ["Setting", "Default", "Meaning", "Addon"]
                parts.append("\n".join(table(header, rows)) + "\n")
        check_or_write(self, DOCUMENT, "\n".join(parts))

    def test_titles(self):
        """Each setting has a title: of its own, or of the field that it begins with."""
        for setting in self._app().iter("setting"):
            titled = setting.get("string") or setting[0].tag in ("field", "label")
            self.assertTrue(titled, setting.get("id"))

    def _app(self):
        """Return the page of the suite in the settings, as installed."""
        settings = self.env["res.config.settings"].with_context(lang="en_US")
        arch = etree.fromstring(settings.get_view(view_type="form")["arch"])
        [app] = arch.iterfind(".//app[@name='crm_policy']")
        return app

    def _rows(self, setting):
        """Return one row for each field of a setting."""
        # a list within a setting has columns, not settings
        nodes = setting.xpath(".//field[not(ancestor::field)]")
        for node in nodes:
            name = node.get("name")
            field = self.env["res.config.settings"]._fields[name]
            if field._module in self.own_addons:
                yield [
                    self._label(setting, node, field),
                    self._default(name),
                    self._meaning(setting, field, len(nodes)),
                    f"`{field._module}`",
                ]

    def _label(self, setting, node, field):
        label = node.get("string") or field.string
        title = setting.get("string")
        return label if not title or title == label else f"{title}: {label}"

    def _meaning(self, setting, field, fields):
        """Return the help of a setting; of its field where it has several."""
        texts = [setting.get("help"), field.help]
        texts = filter(None, texts if fields == 1 else reversed(texts))
        return " ".join(next(texts, NOTHING).split()).replace("|", "\\|")

    def _default(self, name):
        """Return what a new company has, as people read it."""
        field = self.env["res.company"]._fields.get(name)
        value = self.values.get(name)
        if field is None or (not value and field.type not in ("boolean", "integer")):
            return NOTHING
        if field.type == "boolean":
            return "yes" if value else "no"
        if field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        if field.relational:
            return "set up on installation"
        return f"{value or 0:g}" if field.type in ("float", "integer") else str(value)
