# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmGradingEffect(models.Model):
    """Satisfaction before and after a round took effect (GRD-14, SAT-11)."""

    _inherit = "crm.grading.effect"

    @api.model
    def _get_effect_figures(self):
        return {**super()._get_effect_figures(), "satisfaction": "satisfaction_mean"}
