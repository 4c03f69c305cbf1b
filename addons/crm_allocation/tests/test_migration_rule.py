# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.modules import load_script
from odoo.tests import TransactionCase
from odoo.tools import file_path


class TestMigrationRule(TransactionCase):
    def test_own_work(self):
        """19.0.1.1.1: the rule as shipped changes, one that somebody wrote stays"""
        path = file_path("crm_allocation/migrations/19.0.1.1.1/post-migration.py")
        script = load_script(path, "crm_allocation_migration_rule")
        rule = self.env.ref(
            "crm_allocation.crm_allocation_handover_item_rule_successor"
        )
        shipped = rule.domain_force
        for domain, version, expected in (
            (script.FORMER, "19.0.1.1.0", shipped),
            (script.FORMER, None, script.FORMER),
            ("[(1, '=', 1)]", "19.0.1.1.0", "[(1, '=', 1)]"),
        ):
            with self.subTest(domain=domain, version=version):
                rule.domain_force = domain
                script.migrate(self.env.cr, version)
                self.assertEqual(rule.domain_force, expected)
