# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine import satisfaction


class CrmGradingScheme(models.Model):
    _inherit = "crm.grading.scheme"

    @api.model
    def _get_fact_registry(self):
        """Satisfaction counts as figures of indicators and rules (SAT-11)."""
        return satisfaction.add_satisfaction(super()._get_fact_registry())
