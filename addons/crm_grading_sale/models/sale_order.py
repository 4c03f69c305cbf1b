# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html
from odoo.tools.misc import formatLang

from ..engine import gate, open_amount

HELD = "crm_grading_sale.mail_activity_type_held"


class SaleOrder(models.Model):
    """Grade, priority and risk of the customer on quotations and orders, which stop
    where the rules say so (GRD-14).
    """

    _inherit = "sale.order"

    customer_grade_id = fields.Many2one(
        related="partner_id.customer_grade_id",
        string="Customer Grade",
        groups="base.group_user",
    )
    customer_grade_color = fields.Integer(
        related="partner_id.customer_grade_color",
        string="Colour of the Customer Grade",
        groups="base.group_user",
    )
    customer_priority = fields.Selection(
        related="partner_id.customer_priority",
        string="Customer Priority",
        groups="base.group_user",
    )
    customer_risk_step = fields.Selection(
        related="partner_id.customer_risk_step", groups="base.group_user"
    )
    grading_effect = fields.Selection(
        [
            ("none", "Nothing"),
            ("warn", "Warn"),
            ("approval", "Ask for Approval"),
            ("block", "Block"),
        ],
        string="Effect of the Customer's Risk",
        compute="_compute_grading_effect",
        groups="base.group_user",
    )
    grading_message = fields.Text(
        string="What Applies to the Customer",
        compute="_compute_grading_effect",
        groups="base.group_user",
    )
    grading_is_released = fields.Boolean(
        string="Let Through",
        compute="_compute_grading_effect",
        groups="base.group_user",
        help="A manager let this order through, up to its present amount.",
    )
    grading_release_ids = fields.One2many(
        "crm.grading.sale.release",
        "order_id",
        string="Releases",
        groups="base.group_user",
    )
    grading_is_requested = fields.Boolean(
        string="Release Asked for",
        compute="_compute_grading_is_requested",
        search="_search_grading_is_requested",
        groups="base.group_user",
    )

    @api.depends(
        "partner_id",
        "company_id",
        "state",
        "amount_total",
        "currency_rate",
        "grading_release_ids.state",
    )
    @api.depends_context("lang")
    def _compute_grading_effect(self):
        quotations = self.filtered(lambda order: order.state in ("draft", "sent"))
        verdicts = quotations._get_grading_verdicts()
        for order in self:
            verdict = verdicts.get(order, gate.Verdict())
            order.grading_effect = verdict.effect
            order.grading_message = order._get_verdict_text(verdict)
            order.grading_is_released = verdict.stops and order._is_released(verdict)

    @api.depends("grading_release_ids.state")
    def _compute_grading_is_requested(self):
        for order in self:
            # sudo: whoever sees the order is told that a manager is asked
            releases = order.sudo().grading_release_ids
            order.grading_is_requested = "requested" in releases.mapped("state")

    @api.model
    def _search_grading_is_requested(self, operator, value):
        if operator != "in":
            return NotImplemented
        asked = Domain("grading_release_ids", "any", [("state", "=", "requested")])
        return Domain.OR(asked if wanted else ~asked for wanted in value)

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

    # -- verdicts ----------------------------------------------------------------------

    def _get_grading_amount(self):
        """The order's total in company currency."""
        self.ensure_one()
        amount = self.amount_total / (self.currency_rate or 1)
        return self.company_id.currency_id.round(amount)

    def _get_grading_verdicts(self, together=False):
        """What the rules say about each order, from a few queries for all of them.

        :param together: the orders are confirmed in one go, so that each counts for
            the following ones of the same customer
        :return: dict of :class:`gate.Verdict` by order
        """
        verdicts = {}
        # sudo: grades, limits and open amounts are facts, whoever sells
        for company, orders in (
            self.sudo().grouped(lambda order: order.company_id.root_id).items()
        ):
            rules = self.env["crm.grading.sale.rule"].sudo()._get_rules(company)
            if rules:
                verdicts |= orders._judge(company, rules, together)
        return {order: verdicts.get(order.id, gate.Verdict()) for order in self}

    def _judge(self, company, rules, together):
        customers = self._get_gate_customers(company)
        limited = [
            partner_id
            for partner_id, customer in customers.items()
            if gate.needs_open_amount(rules, customer)
        ]
        amounts = self._get_open_amounts(company, limited) if limited else {}
        verdicts = {}
        for order in self:
            partner_id = order.partner_id.commercial_partner_id.id
            total = company.currency_id.round(
                amounts.get(partner_id, 0) + order._get_grading_amount()
            )
            if together:
                amounts[partner_id] = total
            customer = customers.get(partner_id, gate.Customer(None, "none"))
            verdicts[order.id] = gate.judge(rules, customer, total)
        return verdicts

    def _get_gate_customers(self, company):
        partners = self.partner_id.commercial_partner_id.with_company(company)
        return {
            partner.id: gate.Customer(
                grade_id=partner.customer_grade_id.id or None,
                step=partner.customer_risk_step or "none",
                limit=partner.customer_risk_limit
                if partner.customer_risk_step == "limit"
                else None,
            )
            for partner in partners
        }

    def _get_open_amounts(self, company, partner_ids):
        """What customers have open beside these orders, in company currency."""
        self.env.flush_all()
        # raw SQL: sums over orders and receivables of several customers at once
        rows = self.env.execute_query(
            open_amount.select_open(
                partner_ids,
                company._get_branch_ids(),
                self.filtered(lambda order: order.state == "sale").ids,
            )
        )
        return {partner_id: float(amount) for partner_id, amount in rows}

    def _is_released(self, verdict):
        """Whether a manager let this order through, as it is now."""
        self.ensure_one()
        amount = self._get_grading_amount()
        # sudo: releases count, whoever may read them
        return any(
            release._covers(amount, verdict)
            for release in self.sudo().grading_release_ids
        )

    def _get_verdict_text(self, verdict):
        """What applies and why, for the people who sell; nothing: an empty text."""
        self.ensure_one()
        if verdict.effect == "none":
            return ""
        # sudo: as the verdict itself
        order = self.sudo().with_company(self.company_id.root_id)
        rule = self.env["crm.grading.sale.rule"].sudo().browse(verdict.rule_id)
        partner = order.partner_id.commercial_partner_id
        steps = dict(rule._selection_risk_step())
        parts = []
        if partner.customer_grade_id:
            parts.append(
                self.env._("Grade %(grade)s.", grade=partner.customer_grade_id.code)
            )
        if partner.customer_risk_step not in (False, "none"):
            parts.append(
                self.env._(
                    "Risk step: %(step)s.", step=steps[partner.customer_risk_step]
                )
            )
        if verdict.limit is not None:
            parts.append(self._get_limit_text(verdict))
        parts.append(rule.message)
        return " ".join(filter(None, parts))

    def _get_limit_text(self, verdict):
        currency = self.company_id.currency_id
        return self.env._(
            "Open with this order: %(open)s, limit %(limit)s.",
            open=formatLang(self.env, verdict.open_amount, currency_obj=currency),
            limit=formatLang(self.env, verdict.limit, currency_obj=currency),
        )

    # -- gate --------------------------------------------------------------------------

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
        return super(SaleOrder, going_on)._validate_order() if going_on else None

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
            refusal = plaintext2html(order._get_refusal(verdict))
            order.activity_schedule(HELD, user_id=user.id, note=refusal)

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
