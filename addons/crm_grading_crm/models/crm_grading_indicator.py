# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmGradingIndicator(models.Model):
    _inherit = "crm.grading.indicator"

    @api.model
    def _selection_fact(self):
        labels = {
            "expected_revenue": self.env._("Expected revenue of open opportunities"),
            "won_revenue": self.env._("Revenue of won opportunities"),
        }
        return super()._selection_fact() + list(labels.items())
