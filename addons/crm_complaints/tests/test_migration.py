# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.modules import load_script
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path


@tagged("post_install", "-at_install")
class TestMigration(TransactionCase):
    def test_favourites_go_on(self):
        """19.0.1.1.0: a favourite of the late complaints finds the overdue ones."""
        path = file_path("crm_complaints/migrations/19.0.1.1.0/pre-migration.py")
        script = load_script(path, "crm_complaints_migration")
        action = self.env.ref("crm_complaints.crm_complaint_overdue_action")
        xmlid = self.env["ir.model.data"].search(
            [("model", "=", action._name), ("res_id", "=", action.id)]
        )
        xmlid.name = "crm_complaint_late_action"
        favourite = self.env["ir.filters"].create(
            {
                "name": "Late, not waiting",
                "model_id": "crm.complaint",
                "domain": "[('is_waiting', '=', False)]",
                "action_id": action.id,
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ir_filters SET domain = %s WHERE id = %s",
            ("[('is_late', '=', True)]", favourite.id),
        )
        for version in (None, "19.0.1.0.0", "19.0.1.0.0"):
            script.migrate(self.env.cr, version)
        self.env.invalidate_all()
        self.assertEqual(xmlid.name, "crm_complaint_overdue_action")
        domain = favourite._get_eval_domain()
        self.assertEqual(domain, [("is_overdue", "=", True)])
        self.env["crm.complaint"].search(domain, limit=1)
