# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine import facts


class CrmGradingScheme(models.Model):
    _inherit = "crm.grading.scheme"

    @api.model
    def _get_fact_registry(self):
        """Confirmed orders count as figures beside invoices (GRD-03)."""
        return facts.add_orders(super()._get_fact_registry(), self._has_order_margin())

    @api.model
    def _has_order_margin(self):
        """Whether orders have a margin: ``sale_margin`` is installed."""
        return "margin" in self.env["sale.order"]._fields
