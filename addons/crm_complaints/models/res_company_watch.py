# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.complaint.watch": (
                self.env._("Project watches of %(company)s", company=self.name),
                "PRJ/%(year)s/",
            ),
        }
