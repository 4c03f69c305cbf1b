# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """Who reviews remedy plans (CMP-09)."""

    _inherit = "res.company"

    complaint_service_head_id = fields.Many2one(
        "res.users",
        string="Service Manager",
        domain="[('share', '=', False)]",
        help="Reviews remedy plans for wrong customer information. While nobody is "
        "named, the managers do.",
    )

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.complaint.remedy": (
                self.env._("Remedy plans of %(company)s", company=self.name),
                "RMD/%(year)s/",
            ),
        }
