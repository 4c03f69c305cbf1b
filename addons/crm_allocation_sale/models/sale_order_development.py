# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain


class SaleOrder(models.Model):
    """A confirmed order shows that its customer is developed (ALC-03)."""

    _inherit = "sale.order"

    def _action_confirm(self):
        result = super()._action_confirm()
        self._show_development()
        return result

    def _action_cancel(self):
        result = super()._action_cancel()
        self._take_development_back()
        return result

    def _show_development(self):
        ledger = self.env["crm.ownership"]
        for company, orders in self.grouped("company_id").items():
            by_customer = orders._group_by_customer()
            lines = ledger._set_each_developed(
                {
                    customer: theirs._get_development_evidence()
                    for customer, theirs in by_customer.items()
                },
                company,
            )
            for line in lines:
                line.development_order_id = by_customer[line.partner_id][:1]

    def _take_development_back(self):
        """What a cancelled order had shown is shown by another one, or not at all."""
        # sudo: the ledger is written by steps only
        lines = (
            self.env["crm.ownership"]
            .sudo()
            .search(
                Domain("development_order_id", "in", self.ids)
                & Domain("date_to", "=", False)
            )
        )
        if not lines:
            return
        others = self._find_other_orders(lines)
        for line in lines:
            theirs = others.get(line.partner_id, self.browse()).filtered(
                lambda order, line=line: order.company_id == line.company_id
                and order.date_order >= line.date_from
            )[:1]
            line.development_order_id = theirs
            if theirs:
                line.development_evidence = theirs._get_development_evidence()
            else:
                line._unset_developed()

    def _find_other_orders(self, lines):
        """Confirmed orders of the customers, the first one first, by customer."""
        # sudo: who cancels need not be able to read orders of others
        orders = self.sudo().search(
            Domain("partner_id.commercial_partner_id", "in", lines.partner_id.ids)
            & Domain("company_id", "in", lines.company_id.ids)
            & Domain("state", "=", "sale")
            & Domain("id", "not in", self.ids),
            order="date_order, id",
        )
        return orders._group_by_customer()

    def _group_by_customer(self):
        # sudo: who works with a contact need not read its customer
        return self.sudo().grouped(lambda order: order.partner_id.commercial_partner_id)

    def _get_development_evidence(self):
        return self.env._("Order %(names)s", names=", ".join(self.mapped("name")))
