# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.modules import load_script
from odoo.tests import TransactionCase
from odoo.tools import file_path
from odoo.tools.sql import table_exists


class TestMigrationStep(TransactionCase):
    def test_dropped(self):
        """19.0.1.1.0: the table goes in an upgrade only, so that Odoo makes it anew."""
        path = file_path("crm_allocation/migrations/19.0.1.1.0/pre-migration.py")
        script = load_script(path, "crm_allocation_migration_step")
        table = self.env["crm.allocation.step"]._table
        script.migrate(self.env.cr, None)
        self.assertTrue(table_exists(self.env.cr, table))
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.assertFalse(table_exists(self.env.cr, table))
