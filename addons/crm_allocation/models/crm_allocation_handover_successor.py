# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmAllocationHandoverSuccessor(models.Model):
    """Somebody who receives customers, and which (ALC-14)."""

    _name = "crm.allocation.handover.successor"
    _description = "Successor of a Hand-Over"
    _order = "sequence, id"
    _rec_name = "user_id"

    handover_id = fields.Many2one(
        "crm.allocation.handover", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(related="handover_id.company_id")
    user_id = fields.Many2one(
        "res.users",
        string="Successor",
        required=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    percent = fields.Float(
        string="Share",
        default=1.0,
        help="In proportion to the shares of the others: 60 and 40, or 1 and 1.",
    )
    state_ids = fields.Many2many(
        "res.country.state",
        string="Territory",
        compute="_compute_state_ids",
        store=True,
        precompute=True,
        readonly=False,
        help="None: the regions that nobody else has. Suggested from the card.",
    )
    received_count = fields.Integer(
        string="Receives", compute="_compute_received_count"
    )
    owned_count = fields.Integer(
        string="Then Owns",
        compute="_compute_received_count",
        help="Customers after the hand-over.",
    )
    capacity = fields.Integer(
        string="At Most",
        compute="_compute_received_count",
        help="Customers that the card allows; 0: as many as come.",
    )
    is_too_many = fields.Boolean(compute="_compute_received_count")

    _person_uniq = models.Constraint(
        "UNIQUE(handover_id, user_id)", "Each successor stands once."
    )
    _percent_not_negative = models.Constraint(
        "CHECK(percent >= 0)", "A share cannot be negative."
    )

    @api.depends("user_id")
    def _compute_state_ids(self):
        for successor in self:
            successor.state_ids = successor._get_card().state_ids or successor.state_ids

    def _get_card(self):
        # sudo: the card of a colleague is read for the director's preview
        return (
            self.env["crm.allocation.member"]
            .sudo()
            .search(
                [
                    ("user_id", "=", self.user_id.id),
                    ("company_id", "=", self.company_id.id),
                ]
            )
        )

    @api.depends("user_id", "handover_id.customer_ids.user_id")
    def _compute_received_count(self):
        # sudo: how many customers a colleague receives is no secret, which ones is
        customers = self.env["crm.allocation.handover.customer"].sudo()
        counts = {
            (handover, user): count
            for handover, user, count in customers._read_group(
                [
                    ("handover_id", "in", self.handover_id.ids),
                    ("state", "in", ("planned", "moved")),
                ],
                ["handover_id", "user_id"],
                ["__count"],
            )
        }
        owned = self._count_owned()
        for successor in self:
            handover = successor.handover_id._origin
            card = successor._get_card()
            received = counts.get((handover, successor.user_id), 0)
            arrives = received if handover.state in ("draft", "prepared") else 0
            successor.received_count = received
            successor.owned_count = (
                owned.get((successor.user_id, successor.company_id), 0) + arrives
            )
            successor.capacity = card.effective_capacity
            successor.is_too_many = 0 < successor.capacity < successor.owned_count

    def _count_owned(self):
        # sudo: how many customers somebody has is no secret, which ones is
        ledger = self.env["crm.ownership"].sudo()
        return {
            (user, company): count
            for user, company, count in ledger._read_group(
                [("user_id", "in", self.user_id.ids), ("date_to", "=", False)],
                ["user_id", "company_id"],
                ["__count"],
            )
        }

    @api.constrains("user_id", "handover_id")
    def _check_is_other(self):
        for successor in self:
            if successor.user_id == successor.handover_id.from_user_id:
                raise ValidationError(self.env._("Nobody is the own successor."))

    @api.model_create_multi
    def create(self, vals_list):
        successors = super().create(vals_list)
        if not self.env.su:
            successors.handover_id._check_is_open()
        return successors

    def write(self, vals):
        if not self.env.su:
            self.handover_id._check_is_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_open(self):
        if not self.env.su:
            self.handover_id._check_is_open()
