# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html


class CrmVisitPhoneOrder(models.Model):
    """A closed call becomes a quotation (VIS-10)."""

    _inherit = "crm.visit.phone.order"

    sale_order_ids = fields.One2many(
        "sale.order",
        "visit_phone_order_id",
        string="Quotations and Orders",
        groups="sales_team.group_sale_salesman",
    )
    sale_order_count = fields.Integer(
        string="Orders",
        compute="_compute_sale_orders",
        groups="sales_team.group_sale_salesman",
    )
    has_quotation = fields.Boolean(
        string="Quoted",
        compute="_compute_sale_orders",
        groups="sales_team.group_sale_salesman",
        help="One that was cancelled does not count: another can be made.",
    )

    @api.depends("sale_order_ids.state")
    @api.depends_context("uid")
    def _compute_sale_orders(self):
        groups = self.env["sale.order"]._read_group(
            [("visit_phone_order_id", "in", self.ids)],
            ["visit_phone_order_id"],
            ["__count", "state:array_agg"],
        )
        found = {order: values for order, *values in groups}
        for order in self:
            count, states = found.get(order, (0, []))
            order.sale_order_count = count
            order.has_quotation = any(state != "cancel" for state in states)

    def action_create_quotation(self):
        """What was ordered, accepted instead and wanted besides, as one quotation.

        :raises UserError: while the call goes on, or when nothing of it can be sold
        """
        self.ensure_one()
        self.check_access("read")
        if self.state != "done":
            raise UserError(self.env._("Close the call first."))
        lines = self._prepare_sale_lines()
        if not lines:
            raise UserError(self.env._("Nothing was ordered that is in the catalogue."))
        quotation = self.env["sale.order"].create(self._prepare_quotation(lines))
        quotation.message_post(body=plaintext2html(self._get_summary()))
        return self.action_open_sale_orders()

    def _prepare_quotation(self, lines):
        vals = {
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "visit_phone_order_id": self.id,
            "order_line": [Command.create(line) for line in lines],
        }
        if not self.env.user.has_group("sales_team.group_sale_salesman_all_leads"):
            # who sees only own quotations could not open a colleague's
            vals["user_id"] = self.env.uid
        return vals

    def _prepare_sale_lines(self):
        """Articles of the catalogue, in the order of the call"""
        lines = [
            line._prepare_sale_line()
            for line in self.line_ids
            if line._get_sold_product()
        ]
        wanted = self.related_ids.filtered(lambda row: row.reaction == "wants")
        return lines + [
            {"product_id": product.product_variant_id.id, "product_uom_qty": 1}
            for product in wanted.product_tmpl_id
            # of several variants nobody said which
            if product.product_variant_count == 1
        ]

    def action_open_sale_orders(self):
        self.ensure_one()
        orders = self.env["sale.order"].search([("visit_phone_order_id", "=", self.id)])
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Orders of %(call)s", call=self.display_name),
            "res_model": "sale.order",
            "domain": [("id", "in", orders.ids)],
            "view_mode": "list,form",
        }
        if len(orders) == 1:
            action.update(view_mode="form", res_id=orders.id)
        return action
