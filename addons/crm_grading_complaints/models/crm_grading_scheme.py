# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine import complaints


class CrmGradingScheme(models.Model):
    _inherit = "crm.grading.scheme"

    @api.model
    def _get_fact_registry(self):
        """Complaints count as figures of indicators and rules (CMP-11)."""
        return complaints.add_complaints(super()._get_fact_registry())
