# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine import opportunities


class CrmGradingScheme(models.Model):
    _inherit = "crm.grading.scheme"

    @api.model
    def _get_fact_registry(self):
        """Opportunities count as amounts and as follow-up projects (GRD-05, GRD-06)."""
        return opportunities.add_opportunities(super()._get_fact_registry())
