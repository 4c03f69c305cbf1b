# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang

from ..engine import gate


class CrmGradingSaleRelease(models.Model):
    """A manager lets a stopped quotation or order through, with a reason (GRD-14).

    Asked for by whoever sells, or given by the manager at once. It holds for the amount
    and for the effect that it was given for: more, or stricter, needs another one.
    """

    _name = "crm.grading.sale.release"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Release of an Order"
    _order = "id desc"
    _rec_name = "order_id"
    _first_state = "requested"
    _mail_post_access = "read"

    order_id = fields.Many2one(
        "sale.order", required=True, ondelete="cascade", index=True
    )
    partner_id = fields.Many2one(
        related="order_id.partner_id.commercial_partner_id",
        string="Customer",
        store=True,
        index=True,
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    salesperson_id = fields.Many2one(related="order_id.user_id")
    order_lines = fields.Text(
        compute="_compute_order_lines",
        help="What is sold, for managers who need not be able to open orders.",
    )
    amount = fields.Monetary(
        readonly=True, help="Of the order, taxes included, in company currency."
    )
    effect = fields.Selection(
        [("approval", "Ask for Approval"), ("block", "Block")],
        string="Stopped by",
        readonly=True,
    )
    message = fields.Text(string="Why it Is Stopped", readonly=True)
    request = fields.Text(help="Why the order should go through.")
    reason = fields.Text(
        string="Reason of the Decision", help="Why it is let through, or not."
    )
    author_id = fields.Many2one(related="create_uid", string="Asked by")
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("requested", "To Decide"),
            ("released", "Released"),
            ("refused", "Refused"),
        ],
        required=True,
        readonly=True,
        default="requested",
        copy=False,
        index=True,
        tracking=True,
    )

    _one_request = models.UniqueIndex(
        "(order_id) WHERE state = 'requested'",
        "A request about this order waits for its decision already.",
    )

    @api.depends_context("lang")
    @api.depends("order_id.order_line")
    def _compute_order_lines(self):
        for release in self:
            # sudo: who decides about customers need not be able to open orders
            order = release.order_id.sudo()
            release.order_lines = "\n".join(
                f"{formatLang(self.env, line.product_uom_qty)} × {line.name}: "
                + formatLang(
                    self.env, line.price_subtotal, currency_obj=order.currency_id
                )
                for line in order.order_line
                if not line.display_type
            )

    @api.model_create_multi
    def create(self, vals_list):
        releases = super().create(vals_list)
        releases.order_id.check_access("read")
        releases._take_situation()
        return releases

    def write(self, vals):
        if not self.env.su and self.filtered(
            lambda release: release.state != "requested"
        ):
            raise UserError(self.env._("This is decided. Ask for another release."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_requested(self):
        if self.filtered(lambda release: release.state != "requested"):
            raise UserError(self.env._("Decisions are history and cannot be deleted."))

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "amount",
            "effect",
            "message",
            "decided_by_id",
            "decided_on",
        }

    def _take_situation(self):
        """Keeps what the order is stopped for at this moment.

        :raises UserError: when nothing stops the order
        """
        # sudo: grades, limits and open amounts are facts, whoever asks
        orders = self.order_id.sudo()
        verdicts = orders._get_grading_verdicts()
        for release in self:
            order = release.order_id.sudo()
            verdict = verdicts[order]
            if not verdict.stops:
                raise UserError(
                    self.env._(
                        "Nothing stops %(order)s: it needs no release.",
                        order=order.name,
                    )
                )
            # sudo: these fields are closed to everybody else
            release.sudo().write(
                {
                    "amount": order._get_grading_amount(),
                    "effect": verdict.effect,
                    "message": order._get_verdict_text(verdict),
                }
            )

    def _get_request_summary(self):
        return self.env._(
            "Let %(order)s for %(customer)s through?",
            order=self.order_id.name,
            customer=self.partner_id.display_name,
        )

    def _covers(self, amount, verdict):
        """Whether this release lets an order of the amount pass the verdict."""
        self.ensure_one()
        return (
            self.state == "released"
            and self.currency_id.compare_amounts(amount, self.amount) <= 0
            and gate.severity(verdict.effect) <= gate.severity(self.effect)
        )

    # -- actions: only managers may write releases (record rules) ----------------------

    def action_ask(self):
        """Tells the managers; the order waits until one of them has decided."""
        self.ensure_one()
        self._ask_managers()
        return {"type": "ir.actions.act_window_close"}

    def action_release(self):
        """Lets the order through as it is now, for the reason given."""
        self._lock("requested")
        self._check_reason()
        self._take_situation()
        self._end("released")

    def action_refuse(self):
        self._lock("requested")
        self._check_reason()
        self._end("refused")

    def _check_reason(self):
        if self.filtered(lambda release: not release.reason):
            raise UserError(self.env._("Give the reason of the decision."))

    def _end(self, state):
        self._decide(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )
        self._close_request()
        for release in self:
            # sudo: who decides about customers need not be able to write orders
            release.order_id.sudo().message_post(
                body=release._get_decision_text(),
                author_id=self.env.user.partner_id.id,
                partner_ids=release.author_id.partner_id.ids,
                subtype_xmlid="mail.mt_note",
            )

    def _get_decision_text(self):
        if self.state == "released":
            return self.env._("Let through: %(reason)s", reason=self.reason)
        return self.env._("Not let through: %(reason)s", reason=self.reason)

    def action_open_order(self):
        self.ensure_one()
        return self.order_id._get_records_action(context={})
