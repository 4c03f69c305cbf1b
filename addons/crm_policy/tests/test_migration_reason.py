# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.modules import load_script
from odoo.tests import TransactionCase
from odoo.tools import file_path
from odoo.tools.sql import table_exists


class TestMigrationReason(TransactionCase):
    def test_nothing_left(self):
        """19.0.1.5.0: tables and rules of the dialogs that are gone are gone too."""
        path = file_path("crm_policy/migrations/19.0.1.5.0/pre-migration.py")
        script = load_script(path, "crm_policy_migration_reason")
        table, name = script.TABLES[0], script.RULES[0]
        # raw SQL: a table of a model that is no more
        self.env.cr.execute(f"CREATE TABLE {table} (id integer)")
        rule = self.env["ir.rule"].create(
            {
                "name": "Own",
                "model_id": self.env["ir.model"]._get_id("crm.policy.reason"),
            }
        )
        xmlids = self.env["ir.model.data"]
        xmlids.create(
            {
                "module": "crm_complaints",
                "name": name,
                "model": "ir.rule",
                "res_id": rule.id,
            }
        )
        for version in ("19.0.1.3.0", "19.0.1.4.0", None):
            script.migrate(self.env.cr, version)
        self.env.invalidate_all()
        self.assertFalse(table_exists(self.env.cr, table))
        self.assertFalse(rule.exists())
        self.assertFalse(xmlids.search([("name", "=", name)]))
