# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import explaining, routing


class CrmAllocationAssign(models.TransientModel):
    """Direct assignment by the director or a delegate, past the rules (ALC-06)."""

    _name = "crm.allocation.assign"
    _description = "Direct Assignment"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    reason = fields.Text(required=True)
    warning = fields.Text(
        compute="_compute_warning",
        help="Why the rules would not give customers to this person now.",
    )
    owned_warning = fields.Text(compute="_compute_owned_warning")
    protected_warning = fields.Text(compute="_compute_owned_warning")
    is_protection_lifted = fields.Boolean(string="Move Protected Customers Too")

    @api.depends("user_id", "partner_ids", "company_id")
    def _compute_warning(self):
        for wizard in self:
            wizard.warning = "\n".join(
                wizard._get_warnings().values() if wizard.user_id else ()
            )

    @api.depends("partner_ids", "user_id", "company_id")
    def _compute_owned_warning(self):
        for wizard in self:
            lines = wizard.partner_ids._origin._get_open_ownership(wizard.company_id)
            wizard.owned_warning = ", ".join(
                self.env._(
                    "%(customer)s is with %(owner)s",
                    customer=line.partner_id.name,
                    owner=line.user_id.name,
                )
                for line in lines
                if line.user_id - wizard.user_id._origin
            )
            wizard.protected_warning = lines._filter_protected(
                wizard.user_id._origin
            )._get_protected_sentence()

    def _get_warnings(self):
        """Exclusions of the person, by code, in words."""
        self.ensure_one()
        decisions = self.env["crm.allocation.decision"]
        member = self._get_member()
        if not member:
            return {routing.PAUSED: self.env._("no allocation card yet")}
        [person], _total = decisions._prepare_people(member, fields.Datetime.now())
        found = {}
        if person.blocked:
            found[person.blocked[0]] = person.blocked[1]
        if person.closed:
            found[routing.HOURS] = person.opening
        if person.skips:
            found[routing.SKIPPED] = None
        capacity = person.capacity
        if capacity is not None and person.owned + len(self.partner_ids) > capacity:
            found[routing.FULL] = None
        # sudo: class and region decide, whoever may read the customers
        customers = self.partner_ids._origin.sudo()
        if person.class_ids and set(customers.allocation_class_id.ids) - set(
            person.class_ids
        ):
            found[routing.CLASS] = None
        if person.territory_ids and set(customers.state_id.ids) - set(
            person.territory_ids
        ):
            found[routing.TERRITORY] = None
        labels = dict(decisions._selection_verdict())
        return {
            code: decisions._format_exclusion(
                labels,
                explaining.Standing(
                    person.id,
                    code,
                    detail,
                    person.weight,
                    person.owned,
                    capacity,
                    person.turns,
                    person.last,
                ),
            )
            for code, detail in found.items()
        }

    def _get_member(self):
        # sudo: a delegate assigns without reading all cards
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

    def action_assign(self):
        """Hands the customers over, and keeps who decided, why, and against what.

        :raises AccessError: for all but the director and delegates
        :raises UserError: without a reason
        """
        self.ensure_one()
        self.company_id._check_may_allocate()
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why: the reason is kept."))
        customers = self.partner_ids.commercial_partner_id
        lines = customers._get_open_ownership(self.company_id)
        lines._filter_protected(self.user_id)._check_lifted(self.is_protection_lifted)
        decisions = self.env["crm.allocation.decision"]._assign(
            self.partner_ids,
            self.user_id,
            self.company_id,
            self.reason.strip(),
            self._get_warnings(),
        )
        return decisions._show_result()
