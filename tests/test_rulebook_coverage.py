# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""docs/rulebook.md: each rule, where it is set and seen, and the tests of it."""

import re
import unittest

from generated_docs import check_or_write
from suite import addons
from suite.layout import ADDONS, ROOT

DOCUMENT = ROOT / "docs" / "rulebook.md"
RULE = re.compile(r"\b(?:GRD|VIS|ALC|CMP|SAT|INF|CAR|GOV)-\d\d\b")
PLANNED = "planned"
TEST_FILES = (
    "addons/*/tests/**/*.py",
    "addons/*/static/tests/**/*.js",
    "tests/**/*.py",
)
COLUMNS = ("rule", "asks", "addon", "set", "seen", "tests")


class TestRulebookCoverage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = DOCUMENT.read_text().splitlines()
        cls.rows = {row["rule"]: row for row in map(_row, cls.lines) if row}
        cls.tests = _tests_by_rule()

    def test_each_rule_has_a_test(self):
        untested = [
            rule
            for rule, row in self.rows.items()
            if row["tests"] != PLANNED and rule not in self.tests
        ]
        self.assertFalse(untested, "no test names these rules")

    def test_each_rule_names_an_addon(self):
        for rule, row in self.rows.items():
            with self.subTest(rule=rule):
                self.assertTrue(all(row.values()), "an empty cell")
                if row["tests"] != PLANNED:
                    self.assertTrue((ADDONS / row["addon"].strip("`")).is_dir())

    def test_no_test_names_an_unknown_rule(self):
        unknown = self.tests.keys() - self.rows.keys()
        self.assertFalse({rule: self.tests[rule] for rule in unknown})

    def test_roles_matrix_of_rules_is_current(self):
        """The last column is made from the tests; make docs rewrites it."""
        lines = [self._with_tests(line) for line in self.lines]
        check_or_write(self, DOCUMENT, "\n".join(lines) + "\n")

    def _with_tests(self, line):
        row = _row(line)
        if not row or row["tests"] == PLANNED:
            return line
        files = self.tests.get(row["rule"], ())
        row["tests"] = ", ".join(f"`{file}`" for file in files) or "none"
        return "| " + " | ".join(row.values()) + " |"


def _row(line):
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    if len(cells) == len(COLUMNS) and RULE.fullmatch(cells[0]):
        return dict(zip(COLUMNS, cells, strict=True))
    return None


def _tests_by_rule():
    """Return the names of the test files that name each rule."""
    found = {}
    names = addons.discover().keys()
    for pattern in TEST_FILES:
        for path in sorted(ROOT.glob(pattern)):
            inner = path.relative_to(ROOT)
            is_ours = inner.parts[0] == "tests" or inner.parts[1] in names
            if is_ours and path.name != "__init__.py":
                for rule in set(RULE.findall(path.read_text())):
                    found.setdefault(rule, []).append(path.name)
    return found
