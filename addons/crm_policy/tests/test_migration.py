# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.modules import load_script
from odoo.tests import TransactionCase
from odoo.tools import file_path
from odoo.tools.sql import column_exists, index_exists


class TestMigration(TransactionCase):
    """19.0.1.2.0: what customers are compared by came from the visits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = file_path("crm_policy/migrations/19.0.1.2.0/pre-migration.py")
        cls.script = load_script(path, "crm_policy_migration")

    def setUp(self):
        super().setUp()
        self.customer = self.env["res.partner"].create(
            {"name": "Valves Ltd", "is_company": True, "vat": "91310000123456789X"}
        )
        self.env.flush_all()
        self.keys = self._read_keys()
        for name in self.script.COLUMNS:
            self._rename_back(name)
        for name in self.script.INDEXES:
            self.env.cr.execute(
                f"ALTER INDEX res_partner_policy_{name}"
                f" RENAME TO res_partner_visit_{name}"
            )

    def _read_keys(self):
        self.env.cr.execute(
            "SELECT policy_name_key, policy_vat_key FROM res_partner WHERE id = %s",
            [self.customer.id],
        )
        return self.env.cr.fetchone()

    def _rename_back(self, name):
        """As the database was before, when the columns were those of crm_visits."""
        self.env.cr.execute(
            f"ALTER TABLE res_partner RENAME COLUMN policy_{name} TO visit_{name}"
        )
        self.env.cr.execute(
            f"ALTER INDEX res_partner__policy_{name}_index"
            f" RENAME TO res_partner__visit_{name}_index"
        )
        self.env.cr.execute(
            "UPDATE ir_model_fields SET name = %s"
            " WHERE model = 'res.partner' AND name = %s",
            (f"visit_{name}", f"policy_{name}"),
        )
        self.env.cr.execute(
            "UPDATE ir_model_data SET module = 'crm_visits', name = %s"
            " WHERE module = 'crm_policy' AND name = %s",
            (f"field_res_partner__visit_{name}", f"field_res_partner__policy_{name}"),
        )

    def test_renamed(self):
        """Columns, indexes and names are the new ones; values are not computed anew"""
        self.script.migrate(self.env.cr, "19.0.1.1.0")
        self.assertTrue(all(self.keys))
        self.assertEqual(self._read_keys(), self.keys)
        for name in self.script.COLUMNS:
            self.assertFalse(column_exists(self.env.cr, "res_partner", f"visit_{name}"))
            index = f"res_partner__policy_{name}_index"
            self.assertTrue(index_exists(self.env.cr, index))
            self.env.cr.execute(
                "SELECT module FROM ir_model_data WHERE name = %s",
                [f"field_res_partner__policy_{name}"],
            )
            self.assertEqual(self.env.cr.fetchall(), [("crm_policy",)])
        for name in self.script.INDEXES:
            index = f"res_partner_policy_{name}"
            self.assertTrue(index_exists(self.env.cr, index))

    def test_twice(self):
        """Run again, or at the first installation, nothing happens"""
        self.script.migrate(self.env.cr, "19.0.1.1.0")
        self.script.migrate(self.env.cr, "19.0.1.1.0")
        self.script.migrate(self.env.cr, None)
        self.assertEqual(self._read_keys(), self.keys)
