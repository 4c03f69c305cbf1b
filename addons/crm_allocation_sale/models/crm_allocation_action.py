# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL


class CrmAllocationAction(models.Model):
    """Quotations sent and orders confirmed are sales actions (ALC-04)."""

    _inherit = "crm.allocation.action"

    @api.model
    def _get_action_selects(self):
        return {
            **super()._get_action_selects(),
            "quotation": self._select_orders(
                "quotation", SQL("document.allocation_sent_on"), SQL("TRUE")
            ),
            "order": self._select_orders(
                "order", SQL("document.date_order"), SQL("document.state = 'sale'")
            ),
        }

    @api.model
    def _select_orders(self, code, moment, condition):
        """Quotations or orders, by their salesperson.

        :param SQL moment: when it happened; without it nothing has
        :param SQL condition: which documents
        """
        return SQL(
            """
            SELECT contact.commercial_partner_id, document.company_id, document.user_id,
                   %(moment)s, %(code)s::varchar, 'sale.order'::varchar, document.id
              FROM sale_order document
              JOIN res_partner contact ON contact.id = document.partner_id
             WHERE %(moment)s IS NOT NULL
               AND %(condition)s
            """,
            moment=moment,
            code=code,
            condition=condition,
        )
