# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmGradingIndicator(models.Model):
    _inherit = "crm.grading.indicator"

    @api.model
    def _selection_fact(self):
        """Tickets can be chosen as the figure of an indicator, a rule, a segment."""
        label = self.env._("Number of tickets")
        return [*super()._selection_fact(), ("example_tickets", label)]
