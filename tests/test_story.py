# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The demo data of all addons together, and what its story says, in each language."""

import os
import re
import unittest
from datetime import datetime

from suite import addons, environment
from suite.databases import PREFIX, Databases
from suite.layout import ROOT
from suite.other_day import OtherDay, find_library

STORIES = (ROOT / "docs" / "story.md", ROOT / "docs" / "zh_CN" / "story.md")
RULEBOOK = ROOT / "docs" / "rulebook.md"
ROW = re.compile(r"^\| ([A-Z]{3}-\d\d[^|]*) \| ([^|]*) \|", re.MULTILINE)
RECORD = re.compile(r"\*\*([^*]+)\*\*")
# Where the records of the story have their names
NAMES = """
    SELECT format('SELECT %I::text FROM %I', column_name, table_name)
      FROM information_schema.columns
     WHERE table_schema = 'public'
       AND (table_name LIKE 'crm_%' OR table_name = 'res_partner')
       AND data_type IN ('character varying', 'jsonb', 'text')
       AND column_name IN ('name', 'customer_name', 'partner_name', 'item', 'need',
                           'objective')
"""
# Decisions whose line was formed on another day, or of people who received later, or
# whose customer waited for another time than from then until then
WRONG_DECISIONS = """
    SELECT count(*)
      FROM crm_allocation_decision decision
      JOIN crm_allocation_run run ON run.id = decision.run_id
      LEFT JOIN crm_allocation_lineup line ON line.id = decision.lineup_id
     WHERE abs(extract(epoch FROM line.moment - run.started_on)) > 60
        OR EXISTS (SELECT FROM jsonb_array_elements(line.places) place
                    WHERE (place ->> 9)::float > extract(epoch FROM line.moment))
        OR abs(decision.waited_hours
               - extract(epoch FROM decision.decided_on - decision.held_since) / 3600
           ) > 1
"""


def read_rules(path):
    """The rules that the rows of a document's tables begin with; ``GRD-01, 02``."""
    rules = set()
    for cell, _text in ROW.findall(path.read_text()):
        area, numbers = cell.strip().split("-", 1)
        rules.update(f"{area}-{number}" for number in numbers.split(", "))
    return rules


class TestStory(unittest.TestCase):
    moment = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.environment = environment.current()
        cls.databases = Databases(cls.environment)
        cls.database = f"{PREFIX}_story_{os.getpid()}"
        cls.addClassCleanup(cls.databases.drop, cls.database)
        manifests = addons.discover()
        template = cls.databases.template(addons.foreign_dependencies(manifests))
        cls.databases.clone(template, cls.database)
        # the story needs nothing of the demo data of Odoo's own modules
        cls.databases.query("UPDATE ir_module_module SET demo = TRUE", cls.database)
        if cls.moment:
            day = OtherDay(cls.moment)
            day.tell(cls.databases, cls.database)
            cls.environment.variables.update(day.variables)
        # fails on a warning, as of demo data that is not installed
        cls.databases.install(cls.database, "-i", ",".join(manifests), "--with-demo")

    def test_records_of_the_story(self):
        """All that the story names is in the demo."""
        queries = self.databases.query(NAMES, self.database).splitlines()
        names = self.databases.query(" UNION ALL ".join(queries), self.database)
        for story in STORIES:
            with self.subTest(story=str(story.relative_to(ROOT))):
                told = set(RECORD.findall(story.read_text()))
                self.assertFalse({name for name in told if name not in names})

    def test_company_of_the_story(self):
        """The company has its name, whatever Odoo's own demo calls it."""
        name = self.databases.query(
            "SELECT name FROM res_company WHERE id = 1", self.database
        )
        for story in STORIES:
            with self.subTest(story=str(story.relative_to(ROOT))):
                for part in name.strip(")").split(" ("):
                    self.assertIn(part, story.read_text())

    def test_decisions_of_the_story(self):
        """ALC-06 what earlier decisions say of waiting happened before them."""
        self.assertEqual(
            self.databases.query(WRONG_DECISIONS, self.database).strip(), "0"
        )

    def test_rules_of_the_story(self):
        """Each rule of the rulebook is told."""
        for story in STORIES:
            with self.subTest(story=str(story.relative_to(ROOT))):
                self.assertEqual(read_rules(story), read_rules(RULEBOOK))


def _add(day, moment):
    """Make a test class; tests run in parallel class by class."""
    members = {"moment": moment, "__doc__": f"The demo as installed on {moment}, UTC."}
    test_class = type(f"TestStoryOn_{day}", (TestStory,), members)
    skip = unittest.skipUnless(find_library(), "no libfaketime here")
    globals()[test_class.__name__] = skip(test_class)


if os.environ.get("SUITE_MATRIX"):
    # the year is over in China, not yet in UTC: all periods have just begun
    _add("new_year", datetime(2026, 12, 31, 23, 30))
    # Monday in China: nobody has worked for two days
    _add("sunday", datetime(2027, 5, 2, 16, 30))
    # the morning of the first day of a quarter
    _add("quarter", datetime(2027, 4, 1, 0, 30))
    # the day that the year before did not have
    _add("leap_day", datetime(2028, 2, 29, 10))
