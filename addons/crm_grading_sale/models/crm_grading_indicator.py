# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmGradingIndicator(models.Model):
    _inherit = "crm.grading.indicator"

    @api.model
    def _selection_fact(self):
        labels = {
            "ordered_amount": self.env._("Ordered amount, untaxed"),
            "order_count": self.env._("Number of confirmed orders"),
            "months_ordered": self.env._("Share of months with an order"),
            "order_growth": self.env._("Growth of its orders"),
        }
        if self.env["crm.grading.scheme"]._has_order_margin():
            labels["order_margin_share"] = self.env._("Share of our margin on orders")
        return super()._selection_fact() + list(labels.items())
