# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class CrmVisitIntention(models.Model):
    """Register of intended customers 意向客户登记表 of a salesperson (VIS-18).

    Who shows the intention to buy, what, how soon and for how much; a person who is no
    customer yet stands there by name and phone.
    """

    _name = "crm.visit.intention"
    _inherit = ["crm.visit.followup.mixin", "crm.policy.overdue.mixin"]
    _description = "Intended Customer"
    _order = "level_sequence, next_contact, id desc"
    _due_field = "next_contact"
    _undone_states = ("open",)

    partner_id = fields.Many2one(required=False)
    user_id = fields.Many2one(string="Salesperson")
    contact_name = fields.Char(
        string="Name", help="Of a company or person that is no customer yet."
    )
    phone = fields.Char()
    level_id = fields.Many2one(
        "crm.visit.intention.level",
        required=True,
        ondelete="restrict",
        index=True,
        tracking=True,
        group_expand="_read_group_level_id",
    )
    level_sequence = fields.Integer(related="level_id.sequence", store=True)
    level_color = fields.Integer(related="level_id.color", string="Level Colour")
    date = fields.Date(
        string="Registered on",
        required=True,
        index=True,
        default=lambda self: self.env.company._policy_today(),
    )
    product_id = fields.Many2one(
        "product.product", check_company=True, ondelete="restrict"
    )
    need = fields.Text(help="What is wanted, in the customer's words.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    expected_amount = fields.Monetary(tracking=True)
    customer_source_id = fields.Many2one(
        "crm.customer.source",
        string="Source",
        compute="_compute_customer_source_id",
        store=True,
        precompute=True,
        readonly=False,
        ondelete="restrict",
    )
    last_contact = fields.Date(
        default=lambda self: self.env.company._policy_today(), tracking=True
    )
    next_contact = fields.Date(
        compute="_compute_next_contact",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        help="Suggested by the level; later counts as overdue.",
    )
    state = fields.Selection(
        [
            ("open", "Open"),
            ("won", "Won"),
            ("lost", "Lost"),
            ("dormant", "Dormant"),
        ],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    closed_on = fields.Date(readonly=True, copy=False)
    close_reason = fields.Text(
        string="Reason", readonly=True, copy=False, tracking=True
    )

    _named = models.Constraint(
        "CHECK(partner_id IS NOT NULL OR contact_name IS NOT NULL)",
        "Choose the customer, or write down the name.",
    )
    _amount_positive = models.Constraint(
        "CHECK(expected_amount >= 0)", "An expected amount cannot be negative."
    )

    @api.depends("partner_id", "contact_name", "level_id")
    def _compute_display_name(self):
        for intention in self:
            # sudo: an intention names its customer, as any document does
            name = intention.sudo().partner_id.name or intention.contact_name
            level = intention.level_id.code
            intention.display_name = f"{name or ''} ({level})" if level else name

    @api.depends("partner_id")
    def _compute_customer_source_id(self):
        for intention in self:
            intention.customer_source_id = (
                intention.partner_id.customer_source_id or intention.customer_source_id
            )

    @api.depends("level_id", "last_contact")
    def _compute_next_contact(self):
        for intention in self:
            days = intention.level_id.contact_days
            start = intention.last_contact
            intention.next_contact = start and days and start + timedelta(days=days)

    @api.model
    def _read_group_level_id(self, levels, domain):
        return levels.search(Domain.TRUE)

    @api.constrains("partner_id", "phone")
    def _check_reachable(self):
        for intention in self:
            if not (intention.partner_id or (intention.phone or "").strip()):
                raise ValidationError(
                    self.env._("Write down the phone number, or choose the customer.")
                )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"closed_on", "close_reason"}

    # -- steps -------------------------------------------------------------------------

    def action_contacted(self):
        """Spoken to today: the level says when the next contact is due."""
        self._lock("open")
        for intention in self:
            intention.last_contact = intention._get_today()

    def action_create_customer(self):
        """Makes the person a customer, with what is known."""
        self.ensure_one()
        self._lock("open")
        if self.partner_id:
            raise UserError(self.env._("There is a customer already."))
        # sudo: representatives need not be allowed to edit customers
        partner = self.env["res.partner"].sudo().create(self._prepare_customer())
        self.write({"partner_id": partner.id})
        return partner._get_records_action(context={})

    def _prepare_customer(self):
        return {
            "name": self.contact_name,
            "phone": self.phone,
            "is_company": True,
            "user_id": self.user_id.id,
            "company_id": False,
            "customer_source_id": self.customer_source_id.id,
        }

    def action_won(self):
        return self._ask_reason("won")

    def action_lost(self):
        return self._ask_reason("lost")

    def action_dormant(self):
        return self._ask_reason("dormant")

    def action_reopen(self):
        """The intention is alive again."""
        self._lock("lost", "dormant")
        self._decide({"state": "open", "closed_on": False, "close_reason": False})

    def _get_reasoned_states(self):
        return {
            "won": ("open", "dormant"),
            "lost": ("open", "dormant"),
            "dormant": ("open",),
        }

    def _get_reason_titles(self):
        return {
            "won": self.env._("Won: What Decided?"),
            "lost": self.env._("Lost: Why?"),
            "dormant": self.env._("Dormant: Why?"),
        }

    def _prepare_reasoned(self, outcome, reason):
        return {
            **super()._prepare_reasoned(outcome, reason),
            "closed_on": self._get_today(),
        }

    @api.readonly
    def action_export_xlsx(self):
        """The selected entries, or all that the list shows."""
        return self._print_xlsx("crm_visits.intention_xlsx")
