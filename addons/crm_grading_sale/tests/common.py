# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from odoo.addons.crm_grading.tests.common import InvoicingCommon


class SaleCommon(InvoicingCommon):
    """Quotations of customers at several steps, and the people who sell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesman = cls._new_user(
            "grading_salesman", "sales_team.group_sale_salesman"
        )
        cls.colleague = cls._new_user(
            "grading_colleague", "sales_team.group_sale_salesman"
        )
        cls.selling_manager = cls._new_user(
            "grading_selling_manager",
            "crm_policy.group_manager,sales_team.group_sale_salesman_all_leads",
        )
        cls.product.invoice_policy = "order"
        cls.customer = cls._new_customer("Customer", user_id=cls.salesman.id)

    @classmethod
    def _set_step(cls, step, limit=0, customer=None):
        """The customer is at a step, as if a manager had decided it."""
        risk = cls.env["crm.grading.risk"]._get_risk(
            customer or cls.customer, cls.company
        )
        risk._decide({"state": step, "limit_amount": limit})
        cls.env["res.partner"]._invalidate_risk()

    @classmethod
    def _order(cls, amount=1000, customer=None, **values):
        return cls.env["sale.order"].create(
            {
                "partner_id": (customer or cls.customer).id,
                "user_id": cls.salesman.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "product_uom_qty": amount / 100,
                            "price_unit": 100,
                            "tax_ids": False,
                        }
                    )
                ],
                **values,
            }
        )

    @classmethod
    def _bill(cls, order):
        invoice = order._create_invoices()
        invoice.action_post()
        return invoice

    def _release(self, order):
        """A manager who may open orders lets one through without being asked."""
        release = (
            self.env["crm.grading.sale.release"]
            .with_user(self.selling_manager)
            .create({"order_id": order.id, "reason": "Prepaid by the parent firm"})
        )
        release.action_release()
        return release
