# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

MEASURED = ("hall", "bridge")


class CrmSatisfactionProjectDemo(models.AbstractModel):
    """Two of the measured objects are projects."""

    _name = "crm.satisfaction.project.demo"
    _description = "Demo of Measured Projects"

    @api.model
    def _install(self):
        for key in MEASURED:
            subject = self.env.ref(f"crm_satisfaction.demo_subject_{key}")
            subject.project_id = self.env["project.project"].create(
                {
                    "name": subject.name,
                    "partner_id": subject.partner_id.id,
                    "user_id": subject.user_id.id,
                    "company_id": subject.company_id.id,
                }
            )
