# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timezone

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..engine import rebalance_sql, rebalancing, routing


class CrmAllocationRebalance(models.Model):
    """Customers of overloaded people, proposed to others; the director decides.

    Nothing moves by itself (ALC-06 flexibility).
    """

    _name = "crm.allocation.rebalance"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Re-Balancing of Customers"
    _order = "id desc"

    name = fields.Char(readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    tolerance = fields.Float(
        string="Tolerance (%)",
        default=20.0,
        help="Who holds more than the fair number of customers and so many percent is "
        "overloaded, and who holds more than the card allows.",
    )
    state = fields.Selection(
        [
            ("draft", "To Decide"),
            ("done", "Handed Over"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("crm.allocation.rebalance.line", "rebalance_id")
    line_count = fields.Integer(string="Customers", compute="_compute_line_count")
    reason = fields.Text(tracking=True, help="Kept in the ledger of each customer.")
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    decided_on = fields.Datetime(readonly=True, copy=False)

    _tolerance_not_negative = models.Constraint(
        "CHECK(tolerance >= 0)", "A tolerance cannot be negative."
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"decided_by_id", "decided_on", "name"}

    @api.depends("line_ids.is_going")
    def _compute_line_count(self):
        for rebalance in self:
            rebalance.line_count = len(rebalance.line_ids.filtered("is_going"))

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record in records:
            # sudo: numbers are nobody's to write
            record.sudo().name = record.company_id._next_policy_number(self._name)
        return records

    def action_propose(self):
        """Looks for customers that could go from the overloaded to others."""
        for rebalance in self:
            rebalance._lock("draft")
            rebalance.company_id._check_may_allocate()
            rebalance._propose()

    def _propose(self):
        decisions = self.env["crm.allocation.decision"]
        company = self.company_id
        now = fields.Datetime.now()
        people, _total = decisions._prepare_people(decisions._get_members(company), now)
        proposals = rebalancing.propose(
            people,
            routing.Rule(0),
            self._get_untouched(),
            self.tolerance,
            now.replace(tzinfo=timezone.utc).timestamp(),
        )
        self.line_ids = [
            Command.clear(),
            *(
                Command.create(
                    {
                        "partner_id": partner_id,
                        "from_user_id": from_id,
                        "to_user_id": to_id,
                    }
                )
                for partner_id, from_id, to_id in proposals
            ),
        ]

    def _get_untouched(self):
        """What may go, by id of the owner, as the engine wants it."""
        decisions = self.env["crm.allocation.decision"]
        company = self.company_id
        selects = self.env["crm.allocation.action"]._get_action_selects()
        self.env.flush_all()
        # raw SQL: customers and actions of everybody in one statement
        rows = self.env.execute_query(
            rebalance_sql.select_untouched(
                company.id, company._policy_today(), list(selects.values())
            )
        )
        partners = self.env["res.partner"].browse(row[1] for row in rows)
        customers = {
            customer.id: customer
            for customer in decisions._prepare_customers(
                partners, dict.fromkeys(partners.ids, (0,))
            )
        }
        untouched = {}
        for user_id, partner_id in rows:
            untouched.setdefault(user_id, []).append(customers[partner_id])
        return untouched

    def action_hand_over(self):
        """Hands the chosen customers over, as they are still with whom they were.

        :raises UserError: without a reason, or when nothing is chosen
        """
        for rebalance in self:
            rebalance._lock("draft")
            rebalance.company_id._check_may_allocate()
            rebalance._hand_over()

    def _hand_over(self):
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why: the reason is kept."))
        going = self.line_ids.filtered("is_going")
        lines = going.partner_id._get_open_ownership(self.company_id)
        protected = lines._filter_protected()
        owners = {line.partner_id: line.user_id for line in lines - protected}
        # protected meanwhile, with somebody else, or deactivated
        going = going.filtered(
            lambda line: (
                owners.get(line.partner_id) == line.from_user_id
                and line.to_user_id.active
                and line.partner_id.active
            )
        )
        if not going:
            raise UserError(
                self.env._("None of these customers is still with the person named.")
            )
        self.env["crm.ownership"]._transfer(
            [
                {
                    "partner_id": line.partner_id.id,
                    "company_id": self.company_id.id,
                    "user_id": line.to_user_id.id,
                    "source": "reassignment",
                    "reason": self.reason,
                    "approved_by_id": self.env.uid,
                    "origin_model": self._name,
                    "origin_id": self.id,
                }
                for line in going
            ]
        )
        going.is_handed_over = True
        if protected:
            self.message_post(body=protected._get_protected_sentence())
        self._decide(
            {
                "state": "done",
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )

    def action_cancel(self):
        for rebalance in self:
            rebalance._lock("draft")
            rebalance.company_id._check_may_allocate()
            rebalance._decide(
                {
                    "state": "cancelled",
                    "decided_by_id": self.env.uid,
                    "decided_on": fields.Datetime.now(),
                }
            )
