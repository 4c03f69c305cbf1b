# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.modules import load_script
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path


@tagged("post_install", "-at_install")
class TestMigration(TransactionCase):
    def test_favourites_go_on(self):
        """19.0.1.1.0: a favourite of late measurements finds the overdue ones."""
        path = file_path("crm_satisfaction/migrations/19.0.1.1.0/pre-migration.py")
        script = load_script(path, "crm_satisfaction_migration")
        favourite = self.env["ir.filters"].create(
            {"name": "Late", "model_id": "crm.satisfaction.measurement"}
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ir_filters SET domain = %s WHERE id = %s",
            (
                "['|', ('is_late', '=', True), ('answer_ids.is_late', '=', True)]",
                favourite.id,
            ),
        )
        for version in (None, "19.0.1.0.0", "19.0.1.0.0"):
            script.migrate(self.env.cr, version)
        self.env.invalidate_all()
        domain = favourite._get_eval_domain()
        self.assertEqual(
            domain,
            ["|", ("is_overdue", "=", True), ("answer_ids.is_late", "=", True)],
        )
        self.env["crm.satisfaction.measurement"].search(domain, limit=1)
