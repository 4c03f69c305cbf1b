# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL

# Confirmed ones, by the date of the order; a cancelled order is none.
ORDERS = SQL(
    """
    SELECT company_id, date_order AS moment, 1 AS number
      FROM sale_order
     WHERE state = 'sale'
    """
)


class CrmComplaintRate(models.Model):
    """Complaints per 100 confirmed orders of the month (CMP-07)."""

    _inherit = "crm.complaint.rate"
    _depends = {"sale.order": ["company_id", "date_order", "state"]}

    @api.model
    def _selection_base(self):
        return [*super()._selection_base(), ("orders", self.env._("Orders"))]

    @api.model
    def _get_rate_bases(self):
        return {**super()._get_rate_bases(), "orders": (ORDERS, False)}
