# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tools import plaintext2html


class CrmAllocationReassign(models.TransientModel):
    """The director adjusts portfolios: selected customers go elsewhere (ALC-18)."""

    _name = "crm.allocation.reassign"
    _description = "Re-Assign Customers"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "crm_allocation_reassign_partner_rel",
        string="Customers",
        required=True,
        context={"active_test": False},
    )
    holder = fields.Selection(
        [
            ("person", "A salesperson"),
            ("pool", "A pool"),
            ("company", "The company, to be allocated"),
        ],
        string="Give To",
        required=True,
        default="person",
    )
    user_id = fields.Many2one(
        "res.users",
        string="New Owner",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    pool_id = fields.Many2one(
        "crm.allocation.pool", domain="[('company_id', '=', company_id)]"
    )
    reason = fields.Text(required=True)
    is_told = fields.Boolean(
        string="Tell the Owners",
        default=True,
        help="Former and new owners get one message with the customers and the reason.",
    )
    protected_warning = fields.Text(compute="_compute_protected_warning")
    is_protection_lifted = fields.Boolean(string="Move Protected Customers Too")
    customer_count = fields.Integer(compute="_compute_summary")
    summary = fields.Text(string="Now With", compute="_compute_summary")

    @api.depends("partner_ids", "company_id")
    def _compute_summary(self):
        for wizard in self:
            lines = wizard.partner_ids._get_open_ownership(wizard.company_id)
            counts = [
                (holder, len(group))
                for holder, group in lines.grouped(
                    lambda line: line._get_holder_name()
                ).items()
            ]
            counts.sort(key=lambda pair: (-pair[1], pair[0]))
            free = len(wizard.partner_ids) - len(lines)
            if free:
                counts.append((self.env._("nobody"), free))
            wizard.customer_count = len(wizard.partner_ids)
            wizard.summary = "\n".join(f"{name}: {count}" for name, count in counts)

    @api.depends("partner_ids", "company_id", "user_id", "holder")
    def _compute_protected_warning(self):
        for wizard in self:
            wizard.protected_warning = wizard._get_protected()._get_protected_sentence()

    def _get_protected(self):
        """Lines of customers who are protected against this step."""
        customers = self.partner_ids._origin.commercial_partner_id
        receiver = self.user_id._origin if self.holder == "person" else None
        return customers._get_open_ownership(self.company_id)._filter_protected(
            receiver
        )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if "partner_ids" in fields and "partner_ids" not in values:
            values["partner_ids"] = [Command.set(self._get_selected().ids)]
        return values

    @api.model
    def _get_selected(self):
        """The customers selected in a list, of customers or of the ledger."""
        model = self.env.context.get("active_model")
        ids = self.env.context.get("active_ids") or []
        if model == "res.partner":
            return self.env[model].browse(ids).commercial_partner_id
        if model in ("crm.ownership", "crm.allocation.portfolio"):
            return self.env[model].browse(ids).partner_id
        return self.env["res.partner"]

    @api.constrains("reason")
    def _check_reason_given(self):
        for wizard in self:
            if not (wizard.reason or "").strip():
                raise ValidationError(self.env._("Give a reason for the step."))

    def action_confirm(self):
        """The customers change hands now."""
        self.ensure_one()
        self.company_id._check_may_allocate()
        if not self.partner_ids:
            raise UserError(self.env._("Select customers first."))
        if self.holder != "company" and not self._get_receiver():
            raise UserError(self.env._("Say who receives the customers."))
        self._get_protected()._check_lifted(self.is_protection_lifted)
        customers = self.partner_ids.commercial_partner_id
        former = customers._get_open_ownership(self.company_id)
        givers = {
            line.partner_id: line.user_id
            for line in former
            if line.user_id and line.user_id != self.user_id
        }
        # sudo: the ledger is written by its own door only
        self.env["crm.ownership"].sudo()._transfer(
            [self._prepare_transfer(customer) for customer in customers]
        )
        if self.is_told:
            self._tell_owners(customers, givers)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "With %(holder)s now, customers: %(count)s.",
                    count=len(customers),
                    holder=(self._get_receiver() or self.company_id).name,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _get_receiver(self):
        return {"person": self.user_id, "pool": self.pool_id}.get(self.holder)

    def _prepare_transfer(self, customer):
        return {
            "partner_id": customer.id,
            "company_id": self.company_id.id,
            "user_id": self.holder == "person" and self.user_id.id,
            "pool_id": self.holder == "pool" and self.pool_id.id,
            "source": "reassignment",
            "reason": self.reason,
            "approved_by_id": self.env.uid,
        }

    def _tell_owners(self, customers, givers):
        """One message a person, in the own language."""
        gone = {}
        for customer, user in givers.items():
            gone[user] = gone.get(user, self.env["res.partner"]) | customer
        for user, theirs in gone.items():
            self._tell(
                user,
                theirs,
                user.with_context(lang=user.lang).env._(
                    "%(count)s of your customers were re-assigned", count=len(theirs)
                ),
            )
        if self.holder == "person":
            user = self.user_id
            self._tell(
                user,
                customers,
                user.with_context(lang=user.lang).env._(
                    "Customers that are yours now: %(count)s", count=len(customers)
                ),
            )

    def _tell(self, user, customers, subject):
        if user == self.env.user:
            return
        # sudo: names of customers, for who had or has them
        names = customers.sudo().mapped("display_name")
        self.env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=subject,
            body=plaintext2html(f"{self.reason}\n\n" + "\n".join(names)),
        )
