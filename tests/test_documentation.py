# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the documents name is there: methods, code, files, commands, translations."""

import os
import re
import unittest

from suite import addons
from suite.layout import ADDONS, EXAMPLES, ROOT

from odoo.tests import TransactionCase, tagged

ARCHITECTURE = ROOT / "docs" / "architecture.md"
EXTENDING = ROOT / "docs" / "extending.md"
START = ROOT / "docs" / "start"
CHINESE = ROOT / "docs" / "zh_CN"
DOCUMENTS = (
    ROOT / "README.md",
    ROOT / "README.zh_CN.md",
    ROOT / "CONTRIBUTING.md",
    *(ROOT / "docs").rglob("*.md"),
)
METHOD = re.compile(r"`((?:[a-z]+\.)[a-z.]+)\.(_[a-z_]+)`")
# a method without its model would be looked for nowhere
LONELY_METHOD = re.compile(r"`(_[a-z_]+)(?:\(.*?\))?`")
MODEL = re.compile(r"`(crm(?:\.[a-z]+)+)`")
# an arrow of the diagram, from what is needed to the addon
ARROW = re.compile(r"^ +([a-z_]+)(?:\(\[[a-z_]+\]\))? --> ([a-z_]+)$", re.MULTILINE)
QUOTE = re.compile(
    r"\]\((\.\./tests/example/[^)]+)\):\n\n```python\n(.*?)\n```", re.DOTALL
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
HEADING = re.compile(r"^#+(?= )", re.MULTILINE)
# paths below an addon, or below the example
PATH = re.compile(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|xml|csv))`")
# as code within a sentence, or alone in its line
COMMAND = re.compile(r"(?:`make |^make (?=\S+ *(?:#|$)))([a-z0-9-]+)", re.MULTILINE)


@tagged("post_install", "-at_install")
class TestExtensionPoints(TransactionCase):
    def test_named_methods_exist(self):
        text = EXTENDING.read_text()
        named = METHOD.findall(text)
        self.assertGreater(len(named), 20)
        for model, method in named:
            with self.subTest(model=model, method=method):
                self.assertTrue(callable(getattr(self.env[model], method, None)))
        self.assertFalse(LONELY_METHOD.findall(text), "without the name of the model")

    def test_named_models_exist(self):
        for document in (ARCHITECTURE, EXTENDING):
            for model in MODEL.findall(document.read_text()):
                with self.subTest(document=document.name, model=model):
                    self.assertIn(model, self.env)


class TestDocuments(unittest.TestCase):
    def test_each_addon_is_in_the_readme(self):
        text = (ROOT / "README.md").read_text()
        for name in addons.discover():
            with self.subTest(addon=name):
                self.assertIn(f"(addons/{name})", text, "not in the table")
                self.assertIn(f"(addons/{name}/readme)", text, "no link to the guide")

    def test_diagram_of_the_addons_is_current(self):
        needs = {}
        for needed, addon in ARROW.findall(ARCHITECTURE.read_text()):
            needs.setdefault(addon, set()).add(needed)
        for name, manifest in addons.discover().items():
            if name != "crm_policy":
                bridge = manifest.get("auto_install")
                expected = {*manifest["depends"]} if bridge else {"crm_policy"}
                self.assertEqual(needs.get(name), expected, name)

    def test_quoted_code_is_that_of_the_example(self):
        text = EXTENDING.read_text()
        quotes = QUOTE.findall(text)
        self.assertEqual(len(quotes), text.count("```python"), "quoted from nowhere")
        for path, code in quotes:
            with self.subTest(path=path):
                self.assertIn(code, (EXTENDING.parent / path).read_text())

    def test_links_lead_somewhere(self):
        for document in DOCUMENTS:
            for link in LINK.findall(document.read_text()):
                with self.subTest(document=document.name, link=link):
                    there = "://" in link or (document.parent / link).exists()
                    self.assertTrue(there)

    def test_chinese_documents_follow_the_english(self):
        """Each leads to the other, and has its sections."""
        translated = sorted(CHINESE.rglob("*.md"))
        inner = {path.relative_to(CHINESE) for path in translated}
        pages = {path.relative_to(ROOT / "docs") for path in START.glob("*.md")}
        self.assertLessEqual(pages, inner, "start pages in English only")
        for chinese in translated:
            english = ROOT / "docs" / chinese.relative_to(CHINESE)
            with self.subTest(document=str(chinese.relative_to(ROOT))):
                there, here = english.read_text(), chinese.read_text()
                to_chinese = f"English · [中文]({_way(english, chinese)})"
                to_english = f"[English]({_way(chinese, english)}) · 中文"
                self.assertEqual(there.splitlines()[2], to_chinese)
                self.assertEqual(here.splitlines()[2], to_english)
                self.assertEqual(HEADING.findall(here), HEADING.findall(there))

    def test_named_files_exist(self):
        roots = (ADDONS, *EXAMPLES.iterdir(), *ADDONS.iterdir(), ROOT)
        for document in (ARCHITECTURE, EXTENDING):
            for path in PATH.findall(document.read_text()):
                with self.subTest(document=document.name, path=path):
                    self.assertTrue(any((root / path).exists() for root in roots))

    def test_named_commands_exist(self):
        targets = re.findall(
            r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE
        )
        for document in DOCUMENTS:
            for command in COMMAND.findall(document.read_text()):
                with self.subTest(document=document.name, command=command):
                    self.assertIn(command, targets)


def _way(document, other):
    """Return the link from one document to another."""
    return os.path.relpath(other, document.parent)
