# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError

from ..engine import open_amount

HELD = "crm_grading_sale.mail_activity_type_held"


class SaleOrder(models.Model):
    """Quotations and orders stop where the rules say so (GRD-14)."""

    _inherit = "sale.order"

    def write(self, vals):
        """A confirmed order does not grow where a new one would be stopped."""
        if "order_line" not in vals or self.env.su:
            return super().write(vals)
        before = {
            order: order._get_grading_amount()
            for order in self
            if order.state == "sale"
        }
        res = super().write(vals)
        self.filtered(
            lambda order: (
                order in before and order._get_grading_amount() > before[order]
            )
        )._check_growth()
        return res

    def action_confirm(self):
        quotations = self.filtered(lambda order: order.state in ("draft", "sent"))
        quotations._check_gate()._log_warnings()
        return super().action_confirm()

    def action_quotation_send(self):
        self.filtered(lambda order: order.state in ("draft", "sent"))._check_gate()
        return super().action_quotation_send()

    def action_quotation_sent(self):
        # a customer's pending payment marks quotations as sent, and must not fail
        if not self.env.su:
            self._check_gate()
        return super().action_quotation_sent()

    def _validate_order(self):
        """What a customer accepts online stays a quotation where the rules stop it."""
        going_on = self - self._hold_if_stopped()
        if going_on:
            super(SaleOrder, going_on)._validate_order()

    def _get_stopped(self):
        """``(stopped orders, verdicts)``, for orders that are to be confirmed."""
        verdicts = self._get_grading_verdicts(together=True)
        self._hold_limits(verdicts)
        stopped = self.filtered(
            lambda order: (
                verdicts[order].stops and not order._is_released(verdicts[order])
            )
        )
        return stopped, verdicts

    def _hold_limits(self, verdicts):
        """Two orders that fill the same limit at once are not both confirmed."""
        limited = self.filtered(lambda order: verdicts[order].limit is not None)
        # sudo: the customer's company, whatever the user may open
        for company, orders in (
            limited.sudo().grouped(lambda order: order.company_id.root_id).items()
        ):
            # raw SQL: makes the database notice, changes nothing
            self.env.cr.execute(
                open_amount.touch_customers(
                    orders.partner_id.commercial_partner_id.ids, company.id
                )
            )

    def _check_gate(self):
        """Refuses orders that the rules stop and no manager let through.

        :raises UserError: naming each of them, why, and what to do
        """
        stopped, verdicts = self._get_stopped()
        if stopped:
            raise UserError(
                "\n\n".join(order._get_refusal(verdicts[order]) for order in stopped)
            )
        return self

    def _check_growth(self):
        """:raises UserError: naming confirmed orders that may not become larger"""
        stopped, verdicts = self._get_stopped()
        if stopped:
            raise UserError(
                self.env._(
                    "%(orders)s cannot be increased. %(why)s\n"
                    "Put what is added on a quotation of its own.",
                    orders=", ".join(stopped.mapped("name")),
                    why=" ".join(
                        order._get_verdict_text(verdicts[order]) for order in stopped
                    ),
                )
            )

    def _get_refusal(self, verdict):
        advice = {
            "approval": self.env._(
                "Press “Ask for Release” on the order: a manager decides."
            ),
            "block": self.env._(
                "Sell nothing new to this customer. Only a manager can let the order "
                "through, with a reason."
            ),
        }
        return self.env._(
            "%(order)s for %(customer)s is stopped. %(why)s\n%(advice)s",
            order=self.name,
            customer=self.partner_id.commercial_partner_id.display_name,
            why=self._get_verdict_text(verdict),
            advice=advice[verdict.effect],
        )

    def _log_warnings(self):
        """A note on each order that is confirmed in spite of a warning."""
        bodies = {
            order.id: self.env._("Warned: %(message)s", message=order.grading_message)
            for order in self
            if order.grading_effect == "warn"
        }
        if bodies:
            self.browse(bodies)._message_log_batch(bodies)

    def _hold_if_stopped(self):
        """Orders that a customer accepted and the rules stop; salespeople are told.

        The customer sees a quotation accepted and not confirmed yet.
        """
        quotations = self.filtered(lambda order: order.state in ("draft", "sent"))
        held, verdicts = quotations._get_stopped()
        activity_type = self.env.ref(HELD)
        for order in held.sudo():
            if activity_type not in order.activity_ids.activity_type_id:
                order._tell_salesperson(verdicts[order])
        return held

    def _tell_salesperson(self, verdict):
        users = self.user_id or self.env["crm.grading.sale.release"]._get_managers(
            self.company_id
        )
        for user in users:
            order = self.with_context(lang=user.lang)
            order.activity_schedule(
                HELD, user_id=user.id, note=order._get_refusal(verdict)
            )

    # -- actions -----------------------------------------------------------------------

    def action_ask_release(self):
        """Asks a manager to let this order through."""
        return self._open_release("crm_grading_sale_release_view_form_ask")

    def action_release(self):
        """Lets this order through, with a reason."""
        return self._open_release("crm_grading_sale_release_view_form_give")

    def _open_release(self, view):
        self.ensure_one()
        request = self.grading_release_ids.filtered(
            lambda release: release.state == "requested"
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Release of %(order)s", order=self.name),
            "res_model": "crm.grading.sale.release",
            "res_id": request.id,
            "view_mode": "form",
            "views": [(self.env.ref(f"crm_grading_sale.{view}").id, "form")],
            "target": "new",
            "context": {"default_order_id": self.id},
        }
