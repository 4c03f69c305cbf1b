# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmAllocationConflict(models.Model):
    """Conflict about a customer that may hurt business (ALC-18).

    Old customers stay with who serves them. On a conflict the director re-assigns, or
    keeps the owner; either with the reason, and all parties are told.
    """

    _name = "crm.allocation.conflict"
    _inherit = [
        "crm.policy.customer.mixin",
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Conflict about a Customer"
    _order = "is_urgent desc, id desc"
    _check_company_auto = True
    _first_state = "reported"

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        check_company=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    owner_id = fields.Many2one(
        "res.users",
        string="Owner Then",
        readonly=True,
        index="btree_not_null",
        help="Who served the customer when the conflict was reported.",
    )
    reporter_id = fields.Many2one(
        "res.users", string="Reported By", readonly=True, index=True
    )
    party_ids = fields.Many2many(
        "res.users",
        "crm_allocation_conflict_party_rel",
        string="Other Parties",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Colleagues who serve or claim the customer besides the owner.",
    )
    team_id = fields.Many2one(
        "crm.team", string="Department", readonly=True, index="btree_not_null"
    )
    description = fields.Text(string="What Happened", required=True, tracking=True)
    is_urgent = fields.Boolean(
        string="Hurts Business Now", tracking=True, help="The director is asked today."
    )
    state = fields.Selection(
        [
            ("reported", "To Decide"),
            ("reassigned", "Re-Assigned"),
            ("kept", "Owner Kept"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="reported",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    new_owner_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_at = fields.Datetime(string="Decided On", readonly=True, copy=False)
    decision_reason = fields.Text(readonly=True, copy=False, tracking=True)
    may_decide = fields.Boolean(compute="_compute_may_decide")

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for conflict in self:
            conflict.may_decide = conflict.company_id._may_allocate()

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "owner_id",
            "reporter_id",
            "team_id",
            "new_owner_id",
            "decided_by_id",
            "decided_at",
            "decision_reason",
        }

    # -- CRUD --------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        conflicts = super().create(vals_list)
        for conflict in conflicts:
            conflict._complete()
            conflict._ask_managers()
        return conflicts

    def _complete_values(self, vals):
        """Only customers whom one may read are named."""
        self.env["res.partner"].browse(vals.get("partner_id")).check_access("read")
        return super()._complete_values(vals)

    def _complete(self):
        """Number, reporter, and the owner of today: facts of the moment."""
        # sudo: facts are written by the addon, whoever may read the ledger
        conflict = self.sudo()
        line = conflict.partner_id._get_open_ownership(conflict.company_id)
        conflict.write(
            {
                "name": conflict.company_id._next_policy_number(self._name),
                "reporter_id": self.env.uid,
                "owner_id": line.user_id.id,
                "team_id": line.team_id.id or self.env.user.sale_team_id.id,
            }
        )

    def write(self, vals):
        if not self.env.su and self.filtered(lambda one: one.state != "reported"):
            if vals.keys() & {"partner_id", "party_ids", "description", "is_urgent"}:
                raise UserError(
                    self.env._("A conflict that is decided stays as it is.")
                )
        if not self.env.su and "partner_id" in vals:
            if self.partner_id != self.partner_id.browse(vals["partner_id"] or []):
                raise UserError(
                    self.env._("A report stays with its customer. Make another one.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if self.filtered(lambda one: one.state in ("reassigned", "kept")):
            raise UserError(self.env._("Decisions on conflicts are kept."))

    # -- steps -------------------------------------------------------------------------

    def _get_request_summary(self):
        if self.is_urgent:
            return self.env._("Urgent: decide the conflict %(name)s", name=self.name)
        return self.env._("Decide the conflict %(name)s", name=self.name)

    def _get_deciding_managers(self):
        return self.company_id._get_allocation_deciders()

    def action_reassign(self):
        self.ensure_one()
        self.company_id._check_may_allocate()
        return self._ask_reason(
            "reassigned",
            protected_warning=self._get_protected()._get_protected_sentence(),
            company_id=self.company_id.id,
        )

    def action_keep(self):
        self.ensure_one()
        self.company_id._check_may_allocate()
        return self._ask_reason("kept")

    def action_withdraw(self):
        return self._ask_reason("withdrawn")

    def _get_reasoned_steps(self):
        return {
            "reassigned": (self._reassign, self.env._("Re-Assign the Customer")),
            "kept": (self._keep, self.env._("The Owner Keeps the Customer")),
            "withdrawn": (self._withdraw, self.env._("Withdraw the Report")),
        }

    @api.model
    def _get_reason_dialog(self, step):
        if step == "reassigned":
            return "crm.allocation.step"
        return super()._get_reason_dialog(step)

    def _get_protected(self, receiver=None):
        # sudo: the ledger of others' customers is not read by every delegate
        line = self.sudo().partner_id._get_open_ownership(self.company_id)
        return line._filter_protected(receiver)

    def _reassign(self, answer):
        if not answer.user_id:
            raise UserError(self.env._("Say who receives the customers."))
        for conflict in self:
            protected = conflict._get_protected(answer.user_id)
            protected._check_lifted(answer.is_protection_lifted)
        self._decide_conflict(
            "reassigned", answer.reason, new_owner_id=answer.user_id.id
        )
        for conflict in self:
            # sudo: the ledger is written by its own door only
            self.env["crm.ownership"].sudo()._transfer(
                [conflict._prepare_transfer(answer)]
            )
        self._tell_parties()

    def _prepare_transfer(self, answer):
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": answer.user_id.id,
            "source": "reassignment",
            "reason": answer.reason,
            "approved_by_id": self.env.uid,
            "origin_model": self._name,
            "origin_id": self.id,
        }

    def _keep(self, reason):
        self._decide_conflict("kept", reason)
        self._tell_parties()

    def _withdraw(self, reason):
        if self.env.user != self.reporter_id and not self.may_decide:
            raise UserError(self.env._("Who reported it withdraws it."))
        self._lock("reported")
        self._decide({"state": "withdrawn", "decision_reason": reason})
        self._close_request()

    def _decide_conflict(self, state, reason, **vals):
        for company in self.company_id:
            company._check_may_allocate()
        self._lock("reported")
        self._decide(
            {
                **vals,
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
                "decision_reason": reason,
            }
        )
        self._close_request()

    def _tell_parties(self):
        """Everybody concerned hears it, each in the own language."""
        # sudo: whoever decides need not be able to read every colleague's settings
        for conflict in self.sudo():
            people = conflict.party_ids | conflict.owner_id | conflict.reporter_id
            for user in people | conflict.new_owner_id:
                told = conflict.with_context(lang=user.lang)
                labels = dict(told._fields["state"]._description_selection(told.env))
                told.message_notify(
                    partner_ids=user.partner_id.ids,
                    subject=told.env._(
                        "Conflict about %(customer)s: %(state)s",
                        customer=told.partner_id.name,
                        state=labels[told.state],
                    ),
                    body=told.decision_reason,
                )

    @api.readonly
    def action_export_xlsx(self):
        """The selected conflicts, or all that the list shows."""
        return self._print_xlsx("crm_allocation.conflict_xlsx")
