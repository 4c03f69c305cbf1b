# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command


class CrmAllocationSwap(models.Model):
    """Application of salespeople to exchange or hand over customers (ALC-12).

    Everybody who gives or receives a customer signs; then the director, or a delegate,
    decides. Nothing moves before. A change of the lines takes the signatures away.
    """

    _name = "crm.allocation.swap"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.reason.mixin"]
    _description = "Swap of Customers"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    reason = fields.Text(
        required=True, tracking=True, help="Why the customers are better served so."
    )
    line_ids = fields.One2many(
        "crm.allocation.swap.line", "swap_id", string="Customers"
    )
    party_ids = fields.One2many(
        "crm.allocation.swap.party", "swap_id", string="Signatures", copy=False
    )
    line_count = fields.Integer(
        string="Number of Customers", compute="_compute_line_count", store=True
    )
    state = fields.Selection(
        [
            ("draft", "To Sign"),
            ("asked", "To Decide"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_at = fields.Datetime(string="Decided On", readonly=True, copy=False)
    decision_reason = fields.Text(readonly=True, copy=False, tracking=True)
    waits_for_me = fields.Boolean(compute="_compute_waits_for_me")
    may_decide = fields.Boolean(compute="_compute_may_decide")

    @api.depends("line_ids")
    def _compute_line_count(self):
        for swap in self:
            swap.line_count = len(swap.line_ids)

    @api.depends("state", "party_ids.signed_at")
    @api.depends_context("uid")
    def _compute_waits_for_me(self):
        for swap in self:
            swap.waits_for_me = swap.state == "draft" and bool(
                swap.party_ids.filtered(
                    lambda party: party.user_id == self.env.user and not party.signed_at
                )
            )

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for swap in self:
            swap.may_decide = swap.company_id._may_allocate()

    @api.depends("name")
    def _compute_display_name(self):
        for swap in self:
            swap.display_name = swap.name or self.env._("New swap")

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "party_ids",
            "decided_by_id",
            "decided_at",
            "decision_reason",
        }

    # -- CRUD --------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        swaps = super().create(vals_list)
        for swap in swaps:
            # sudo: numbers are nobody's to write
            swap.sudo().name = swap.company_id._next_policy_number(self._name)
        swaps._check_is_party()
        return swaps

    def write(self, vals):
        if not self.env.su and {"reason", "line_ids"} & vals.keys():
            self.check_access("write")
            self._check_is_draft()
        return super().write(vals)

    def _check_is_draft(self):
        if self.filtered(lambda swap: swap.state != "draft"):
            raise UserError(
                self.env._(
                    "What was signed stays as it is. Withdraw it and apply again."
                )
            )

    def _check_is_party(self):
        """People apply for themselves; officers may write it down for others."""
        user = self.env.user
        if self.env["res.users"]._acts_as("officer"):
            return
        for swap in self.filtered("line_ids"):
            if user not in swap.party_ids.user_id:
                raise AccessError(
                    self.env._(
                        "You can apply for swaps in which you give or receive a "
                        "customer."
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if self.filtered(lambda swap: swap.state != "draft"):
            raise UserError(
                self.env._("Applications are kept. Withdraw this one instead.")
            )

    def _update_parties(self):
        """Everybody who gives or receives signs, and signs what stands there now."""
        # sudo: signatures are closed to everybody (see CrmAllocationSwapParty)
        for swap in self.sudo():
            people = swap.line_ids.from_user_id | swap.line_ids.to_user_id
            gone = swap.party_ids.filtered(
                lambda party, p=people: party.user_id not in p
            )
            stay = swap.party_ids - gone
            swap.party_ids = [
                *(Command.delete(party.id) for party in gone),
                *(
                    Command.update(party.id, {"signed_at": False})
                    for party in stay.filtered("signed_at")
                ),
                *(
                    Command.create({"user_id": user.id})
                    for user in people - stay.user_id
                ),
            ]

    # -- steps -------------------------------------------------------------------------

    def action_sign(self):
        """One's own signature; with the last one the director is asked."""
        self._lock("draft")
        for swap in self:
            swap._check_complete()
            # sudo: a signature is written by this step only, and only one's own
            party = swap.sudo().party_ids.filtered(
                lambda party: party.user_id == self.env.user and not party.signed_at
            )
            if not party:
                raise UserError(
                    self.env._(
                        "%(swap)s waits for no signature of yours.", swap=swap.name
                    )
                )
            party.signed_at = fields.Datetime.now()
            swap._close_signing(self.env.user)
            if all(swap.sudo().party_ids.mapped("signed_at")):
                swap._decide({"state": "asked"})
                swap._ask_managers()
            else:
                swap._ask_signatures()

    def _check_complete(self):
        if not self.line_ids:
            raise UserError(self.env._("Add the customers that change hands."))

    def _ask_signatures(self):
        """An activity for everybody whose signature is missing."""
        # sudo: who signs may not write activities of others
        swap = self.sudo()
        asked = swap.activity_ids.user_id
        for user in swap.party_ids.filtered(lambda party: not party.signed_at).user_id:
            if user not in asked:
                swap.with_context(lang=user.lang).activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.with_context(lang=user.lang).env._(
                        "Sign the swap %(swap)s", swap=swap.name
                    ),
                    user_id=user.id,
                )

    def _close_signing(self, user):
        # sudo: one's own activity, on a record that one may only sign
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"], user_id=user.id)

    def _get_request_summary(self):
        return self.env._("Decide the swap %(swap)s", swap=self.name)

    def _get_deciding_managers(self):
        return self.company_id._get_allocation_deciders()

    def action_approve(self):
        """The customers change hands, all at once."""
        self._check_may_decide()
        self._lock("asked")
        for swap in self:
            ending = swap.line_ids._check_still_owned()
            # sudo: the ledger is written by its own door only
            lines = (
                self.env["crm.ownership"]
                .sudo()
                ._transfer(
                    [
                        line._prepare_transfer(former)
                        for line, former in zip(swap.line_ids, ending, strict=True)
                    ]
                )
            )
            lines._carry(ending)
            swap._decide(
                {
                    "state": "approved",
                    "decided_by_id": self.env.uid,
                    "decided_at": fields.Datetime.now(),
                }
            )
            swap._tell_parties()
        self._close_request()

    def action_refuse(self):
        self._check_may_decide()
        return self._ask_reason("refused")

    def action_withdraw(self):
        return self._ask_reason("withdrawn")

    def _get_reasoned_steps(self):
        return {
            "refused": (self._refuse, self.env._("Refuse the Swap")),
            "withdrawn": (self._withdraw, self.env._("Withdraw the Application")),
        }

    def _refuse(self, reason):
        self._check_may_decide()
        self._lock("asked")
        self._decide(
            {
                "state": "refused",
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
                "decision_reason": reason,
            }
        )
        for swap in self:
            swap._tell_parties()
        self._close_request()

    def _withdraw(self, reason):
        self._lock("draft", "asked")
        self._check_is_party()
        self._decide({"state": "withdrawn", "decision_reason": reason})
        self._close_request()

    def _check_may_decide(self):
        for company in self.company_id:
            company._check_may_allocate()

    def _tell_parties(self):
        """Everybody who signed hears what was decided, in their own language."""
        # sudo: whoever decides need not be able to read every colleague's settings
        for user in self.sudo().party_ids.user_id:
            swap = self.sudo().with_context(lang=user.lang)
            state = dict(swap._fields["state"]._description_selection(swap.env))
            swap.message_notify(
                partner_ids=user.partner_id.ids,
                subject=swap.env._(
                    "Swap %(swap)s: %(state)s", swap=swap.name, state=state[swap.state]
                ),
                body=swap.decision_reason or swap.reason,
            )
