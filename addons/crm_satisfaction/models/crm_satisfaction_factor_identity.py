# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmSatisfactionFactor(models.Model):
    _inherit = "crm.satisfaction.factor"

    def _get_identity(self):
        """What makes it the same factor in another set or version."""
        self.ensure_one()
        return self.code or self.with_context(lang="en_US").name
