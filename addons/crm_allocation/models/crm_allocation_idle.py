# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.i18n import format_list

OPEN = ("warned", "proposed")


class CrmAllocationIdle(models.Model):
    """A customer without sales actions: warning, proposal, decision (ALC-04).

    The owner is warned; after the notice the director is asked, who may take the
    customer back, give it to somebody else or leave it. A sales action in the meantime
    ends it.
    """

    _name = "crm.allocation.idle"
    _description = "Idle Customer"
    _inherit = ["crm.allocation.decider.mixin", "crm.policy.decision.mixin"]
    _rec_name = "partner_id"
    _order = "idle_on, id"

    _first_state = "warned"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    ownership_id = fields.Many2one(
        "crm.ownership", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", string="Owner", required=True, readonly=True, index=True
    )
    team_id = fields.Many2one(
        "crm.team", readonly=True, index="btree_not_null", ondelete="set null"
    )
    class_id = fields.Many2one(related="partner_id.allocation_class_id", string="Class")
    rule_id = fields.Many2one(
        "crm.allocation.idle.rule",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    rule_text = fields.Char(
        string="Rule Applied",
        readonly=True,
        help="As it was when the owner was warned.",
    )
    state = fields.Selection(
        [
            ("warned", "Owner Warned"),
            ("proposed", "To Be Decided"),
            ("taken", "Taken Back"),
            ("reassigned", "Re-Assigned"),
            ("kept", "Left with the Owner"),
            ("withdrawn", "No Longer Idle"),
        ],
        required=True,
        readonly=True,
        default="warned",
        index=True,
        tracking=True,
    )
    owned_since = fields.Datetime(
        related="ownership_id.date_from", string="Owned Since"
    )
    last_action_on = fields.Datetime(
        string="Last Sales Action", readonly=True, help="None: since the owner has it."
    )
    last_action_id = fields.Many2one(
        "crm.allocation.action",
        string="Kind of the Last Action",
        readonly=True,
        ondelete="restrict",
    )
    last_model = fields.Char(readonly=True)
    last_res_id = fields.Many2oneReference(
        string="Record of the Last Action", model_field="last_model", readonly=True
    )
    started_on = fields.Datetime(
        string="Without Action Since",
        readonly=True,
        help="The last sales action of the owner, or the day the customer came.",
    )
    idle_on = fields.Date(readonly=True)
    warned_on = fields.Date(readonly=True)
    due_on = fields.Date(
        string="Notice Ends",
        readonly=True,
        help="Without an action by then the director is asked.",
    )
    proposed_on = fields.Date(readonly=True)
    idle_days = fields.Integer(
        string="Days Without Action",
        compute="_compute_idle_days",
        help="Up to today, or to the decision.",
    )
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_on = fields.Datetime(readonly=True)
    decision_reason = fields.Text(string="Reason", readonly=True)
    pool_id = fields.Many2one("crm.allocation.pool", string="To Pool", readonly=True)
    new_user_id = fields.Many2one("res.users", string="New Owner", readonly=True)
    kept_until = fields.Date(readonly=True)
    withdrawn_because = fields.Selection(
        [
            ("action", "A sales action"),
            ("owner", "Another holder"),
            ("exempt", "An exemption"),
            ("rule", "The rule changed"),
        ],
        string="Ended By",
        readonly=True,
    )

    _open_uniq = models.UniqueIndex(
        "(partner_id, company_id) WHERE state IN ('warned', 'proposed')",
        "This customer is being decided on already.",
    )
    _open_idx = models.Index("(company_id, due_on) WHERE state = 'warned'")

    @api.depends("started_on", "decided_on")
    def _compute_idle_days(self):
        for idle in self:
            company = idle.company_id
            start = company._get_policy_date(idle.started_on)
            end = company._get_policy_date(idle.decided_on) or company._policy_today()
            idle.idle_days = (end - start).days if start else 0

    @api.depends("partner_id", "idle_on")
    def _compute_display_name(self):
        for idle in self:
            idle.display_name = idle.partner_id.display_name

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "partner_id",
            "company_id",
            "ownership_id",
            "user_id",
            "team_id",
            "rule_id",
            "rule_text",
            "last_action_on",
            "last_action_id",
            "last_model",
            "last_res_id",
            "started_on",
            "idle_on",
            "warned_on",
            "due_on",
            "proposed_on",
            "decided_by_id",
            "decided_on",
            "decision_reason",
            "pool_id",
            "new_user_id",
            "kept_until",
            "withdrawn_because",
        }

    def _get_refusal(self, state):
        """Who was slower is told who decided what."""
        if self.decided_by_id:
            return self.env._(
                "%(customer)s: %(person)s has decided already: %(state)s.",
                customer=self.display_name,
                person=self.decided_by_id.name,
                state=state,
            )
        return super()._get_refusal(state)

    # -- deciding ----------------------------------------------------------------------

    def action_take_back(self):
        return self._open_decision("taken")

    def action_reassign(self):
        return self._open_decision("reassigned")

    def action_keep(self):
        return self._open_decision("kept")

    @api.model
    def _get_decider_steps(self):
        return ["action_take_back", "action_reassign", "action_keep"]

    def _open_decision(self, outcome):
        self.check_access("read")
        self.company_id._check_may_allocate()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide on Idle Customers"),
            "res_model": "crm.allocation.idle.decision",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_idle_ids": self.ids, "default_outcome": outcome},
        }

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    def action_open_last_action(self):
        """The record of the last sales action, for who may read it."""
        self.ensure_one()
        if not self.last_model:
            raise UserError(self.env._("There was no sales action yet."))
        action = self.env[self.last_model].browse(self.last_res_id)
        return action._get_records_action(context={})

    def _decide_outcome(self, outcome, reason, pools=None, user=None, until=None):
        """The director's decision on proposals, all of them or none.

        :param str outcome: taken, reassigned or kept
        :param dict pools: where each goes that is taken back, by customer
        :param user: who receives what is re-assigned
        :param until: the last day on which customers that are left count as exempt
        :raises AccessError: for all but the director and delegates
        :raises UserError: when somebody decided in the meantime
        """
        self.company_id._check_may_allocate()
        # sudo: a delegate decides with the rights of the director
        idles = self.sudo()
        idles._lock("proposed")
        if outcome != "kept":
            idles._check_not_exempt()
        decided = {
            "state": outcome,
            "decided_by_id": self.env.uid,
            "decided_on": fields.Datetime.now(),
            "decision_reason": reason,
            "new_user_id": user.id if user else False,
            "kept_until": until,
        }
        if outcome == "taken":
            by_pool = idles.grouped(lambda idle: pools[idle.partner_id])
            for pool, some in by_pool.items():
                some._decide({**decided, "pool_id": pool.id})
        else:
            idles._decide(decided)
        if outcome == "kept":
            idles._exempt(until, reason)
        else:
            lines = (
                self.env["crm.ownership"]
                .sudo()
                ._transfer([idle._prepare_transfer() for idle in idles])
            )
            if outcome == "reassigned":
                lines._filter_without_clock()._schedule_first_contact()
        idles._end_warnings()
        return True

    def _check_not_exempt(self):
        """:raises UserError: for customers that are left alone since the proposal"""
        exempt = []
        for company, idles in self.grouped("company_id").items():
            rule = self.env["crm.allocation.idle.rule"]._get_for(company)
            rows = rule._get_standings(idles.partner_id) if rule else {}
            exempt += [
                idle.display_name
                for idle in idles
                if rows.get(idle.partner_id.id, {}).get("is_exempt")
            ]
        if exempt:
            raise UserError(
                self.env._(
                    "Protected or exempt since the proposal: %(customers)s. Leave them "
                    "with their owner.",
                    customers=format_list(self.env, exempt),
                )
            )

    def _prepare_transfer(self):
        self.ensure_one()
        decider = self.decided_by_id
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "pool_id": self.pool_id.id,
            "user_id": self.new_user_id.id,
            "source": "idle",
            "reason": self.decision_reason,
            "approved_by_id": decider.id if not decider._is_superuser() else None,
            "origin_model": self._name,
            "origin_id": self.id,
        }

    def _exempt(self, until, reason):
        """What is left with its owner is not proposed again before that day."""
        self.env["crm.allocation.exemption"].create(
            [
                {
                    "partner_id": idle.partner_id.id,
                    "company_id": idle.company_id.id,
                    "date_until": until,
                    "reason": reason,
                    "approved_by_id": idle.decided_by_id.id,
                }
                for idle in self
            ]
        )

    def _end_warnings(self):
        """The warnings on the customers end with what they warned of."""
        if not self:
            return
        # sudo: the activity belongs to the owner, whoever decided
        self.env["mail.activity"].sudo().search(
            Domain("res_model", "=", "res.partner")
            & Domain("res_id", "in", self.partner_id.ids)
            & Domain(
                "activity_type_id",
                "=",
                self.env.ref("crm_allocation.mail_activity_type_idle").id,
            )
        ).unlink()
