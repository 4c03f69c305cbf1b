# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Who ordered is neither cold nor idle (VIS-15)."""

    _inherit = "res.partner"

    @api.model
    def _get_closed_domain(self):
        return super()._get_closed_domain() | self._get_ordered_domain(Domain.TRUE)

    @api.model
    def _get_idle_domain(self, company):
        recent = self._get_ordered_domain(
            Domain("company_id", "=", company.id)
            & Domain("date_order", ">=", self._get_idle_since(company))
        )
        return super()._get_idle_domain(company) & ~recent

    @api.model
    def _get_ordered_domain(self, domain):
        """Customers with a confirmed order.

        :param Domain domain: which orders
        """
        # sudo: whose order it was does not matter here
        orders = self.env["sale.order"].sudo()
        confirmed = orders._search(Domain("state", "=", "sale") & domain)
        return self._get_entities_domain(confirmed.subselect("partner_id"))
