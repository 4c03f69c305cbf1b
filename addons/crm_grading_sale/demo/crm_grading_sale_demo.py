# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Command

# Crates of bolts at 310: beyond the limit of the demo, and few
MANY, FEW = 80, 2


class CrmGradingSaleDemo(models.AbstractModel):
    """Quotations to the demo company's customers at risk, in each situation."""

    _name = "crm.grading.sale.demo"
    _description = "Demo of Customer Grading in Sales"

    @api.model
    def _install(self):
        quotations = {
            step: self._quote(step, MANY if step == "limit" else FEW)
            for step in ("watch", "limit", "winddown", "ended")
        }
        quotations["watch"].action_confirm()
        self._ask(quotations["limit"], "The first half is paid in advance (预付一半)")
        release = self._ask(
            quotations["winddown"], "Spare parts under an old contract (旧合同备件)"
        )
        manager = self.env.ref("crm_policy.demo_user_manager")
        release = release.with_user(manager)
        release.reason = "We are bound by the contract (合同义务)"
        release.action_release()

    def _quote(self, step, quantity):
        """A quotation to the first customer at a step; none if nobody is there."""
        company = self.env.ref("base.main_company")
        risk = self.env["crm.grading.risk"].search(
            [("company_id", "=", company.id), ("state", "=", step)],
            order="id",
            limit=1,
        )
        product = self.env.ref("crm_grading.demo_product_com_1")
        return self.env["sale.order"].create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "user_id": partner.user_id.id,
                    "order_line": [
                        Command.create(
                            {"product_id": product.id, "product_uom_qty": quantity}
                        )
                    ],
                }
                for partner in risk.partner_id
            ]
        )

    def _ask(self, orders, request):
        releases = self.env["crm.grading.sale.release"].create(
            [{"order_id": order.id, "request": request} for order in orders]
        )
        for release in releases:
            release.action_ask()
        return releases
