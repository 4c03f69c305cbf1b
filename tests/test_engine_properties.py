# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Every engine that calculates is tested with examples that nobody thought of."""

import ast
import unittest
from pathlib import Path

ROOT = Path(__file__).parent.parent
ADDONS = ROOT / "addons"

# By name, modules of statements: what they say is tested in the database.
STATEMENTS = "_sql"
# The same under another name, and what holds no function of its own.
EXCEPTIONS = {
    "crm_allocation.handover": "statements that collect what a hand-over moves",
    "crm_complaints.web_rate": "one statement that counts the reports of an hour",
    "crm_grading.breakdown": "SQL of the JSON that a result keeps",
    "crm_grading.compiler": "puts the statement of a round together",
    "crm_grading.documents": "figures of invoices and payments in SQL",
    "crm_grading.entered": "figures that people entered, in SQL",
    "crm_grading.evidence": "cooperations, projects and agreements in SQL",
    "crm_grading.fact_search": "conditions on figures in SQL",
    "crm_grading.facts": "the shape of a source and of a figure in SQL",
    "crm_grading.methods": "what scorecard and outcome do, in SQL; "
    "test_engine_agreement proves that they agree",
    "crm_grading.names": "names of columns in a statement",
    "crm_grading.registry": "puts the registries of other modules together",
    "crm_grading.reminders": "statements that keep activities in step",
    "crm_grading.segments": "statements that keep the members of a segment",
    "crm_grading_complaints.complaints": "figures of complaints in SQL",
    "crm_grading_crm.opportunities": "figures of opportunities in SQL",
    "crm_grading_sale.facts": "figures of orders in SQL",
    "crm_grading_sale.open_amount": "open amounts in SQL",
    "crm_grading_satisfaction.satisfaction": "figures of satisfaction in SQL",
}


def _get_engines():
    return {
        f"{path.parent.parent.name}.{path.stem}"
        for path in ADDONS.glob("*/engine/*.py")
        if path.stem != "__init__"
    }


def _get_imports(path):
    """Engine modules that a test file imports, as ``addon.module``."""
    addon = path.parent.parent.name
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.ImportFrom):
            continue
        module = node.module or ""
        if node.level == 2 and module.split(".")[0] == "engine":
            module = f"{addon}.{module}"
        elif module.startswith("odoo.addons."):
            module = module.removeprefix("odoo.addons.")
        else:
            continue
        own, _engine, name = module.partition(".engine")
        if not _engine:
            continue
        names = [name[1:]] if name else [alias.name for alias in node.names]
        yield from (f"{own}.{one}" for one in names)


class TestEngineProperties(unittest.TestCase):
    def test_each_engine_has_properties(self):
        """An engine without a property test is a builder of statements, and says so"""
        tested = {
            engine
            for path in ADDONS.glob("*/tests/test_*.py")
            if "from hypothesis import" in path.read_text()
            for engine in _get_imports(path)
        }
        engines = _get_engines()
        lacking = {
            engine
            for engine in engines - tested - EXCEPTIONS.keys()
            if not engine.endswith(STATEMENTS)
        }
        self.assertFalse(lacking, "no file of tests with hypothesis imports these")
        self.assertFalse(EXCEPTIONS.keys() - engines, "these exist no more")
        self.assertFalse(EXCEPTIONS.keys() & tested, "these are no exceptions any more")
