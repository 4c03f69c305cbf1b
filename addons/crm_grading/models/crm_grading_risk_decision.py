# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


class CrmGradingRiskDecision(models.Model):
    """A step of a customer at risk: proposed, then decided by a manager (GRD-14).

    Also a review after which the customer stays where it is, with what was found.
    """

    _name = "crm.grading.risk.decision"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Risk Decision"
    _order = "id desc"
    _rec_name = "partner_id"
    _first_state = "proposed"
    _mail_post_access = "read"

    risk_id = fields.Many2one(
        "crm.grading.risk", required=True, readonly=True, ondelete="cascade", index=True
    )
    partner_id = fields.Many2one(
        related="risk_id.partner_id", store=True, index=True, string="Customer"
    )
    company_id = fields.Many2one(related="risk_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    salesperson_id = fields.Many2one(related="partner_id.user_id")
    from_step = fields.Selection(
        selection="_selection_step", string="From", readonly=True
    )
    to_step = fields.Selection(
        selection="_selection_step", string="To", required=True, readonly=True
    )
    limit_amount = fields.Monetary(
        string="Limit on Open Amount",
        groups=FIGURE_GROUPS,
        help="For the step Limit: what orders not invoiced and invoices not paid may "
        "reach together.",
    )
    review_date = fields.Date(string="Next Review")
    reason = fields.Text(required=True)
    answer = fields.Text(help="Why a proposal was refused.")
    is_automatic = fields.Boolean(
        string="By Figures",
        readonly=True,
        help="Proposed from the figures after a round, not by a person.",
    )
    round_id = fields.Many2one(
        "crm.grading.round",
        string="Figures of",
        readonly=True,
        index="btree_not_null",
        help="The round after which the figures spoke for this step.",
    )
    author_id = fields.Many2one(related="create_uid", string="Proposed by")
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("proposed", "To Decide"),
            ("approved", "Decided"),
            ("refused", "Refused"),
            ("replaced", "Replaced"),
        ],
        required=True,
        readonly=True,
        default="proposed",
        copy=False,
        index=True,
        tracking=True,
    )

    _one_open = models.UniqueIndex(
        "(risk_id) WHERE state = 'proposed'",
        "A proposal about this customer waits for its decision already.",
    )
    _once_a_round = models.UniqueIndex(
        "(risk_id, to_step, round_id) WHERE is_automatic",
        "The figures of a round speak for a step once.",
    )
    _limit_positive = models.Constraint(
        "CHECK(limit_amount >= 0)", "A limit cannot be negative."
    )

    @api.model
    def _selection_step(self):
        return self.env["crm.grading.risk"]._selection_step()

    @api.depends("partner_id", "to_step")
    def _compute_display_name(self):
        labels = dict(self._selection_step())
        for decision in self:
            decision.display_name = (
                f"{decision.partner_id.display_name} → {labels.get(decision.to_step)}"
            )

    @api.model_create_multi
    def create(self, vals_list):
        decisions = super().create(vals_list)
        for decision in decisions:
            # sudo: the step of today is a fact of the proposal, not the author's claim
            decision.sudo().from_step = decision.risk_id.state
        return decisions

    def write(self, vals):
        if not self.env.su and self.filtered(
            lambda decision: decision.state != "proposed"
        ):
            raise UserError(
                self.env._("This is decided. Propose or decide another step instead.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_proposed(self):
        if self.filtered(lambda decision: decision.state != "proposed"):
            raise UserError(self.env._("Decisions are history and cannot be deleted."))

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "from_step",
            "is_automatic",
            "round_id",
            "decided_by_id",
            "decided_on",
        }

    def _get_request_summary(self):
        labels = dict(self._selection_step())
        return self.env._(
            "Decide on %(customer)s: %(step)s",
            customer=self.partner_id.display_name,
            step=labels[self.to_step],
        )

    def _get_log_text(self):
        """The decision as the history of the risk record tells it."""
        labels = dict(self._selection_step())
        if self.from_step == self.to_step:
            return self.env._("Reviewed: %(reason)s", reason=self.reason)
        return self.env._(
            "%(before)s → %(after)s: %(reason)s",
            before=labels[self.from_step],
            after=labels[self.to_step],
            reason=self.reason,
        )

    # -- decisions: only managers may write them (record rules) ------------------------

    def action_approve(self):
        """Puts the step into effect (GRD-14)."""
        self._lock("proposed")
        for decision in self:
            decision._check_current()
            decision._approve()

    def _approve(self):
        self._decide(
            {
                "state": "approved",
                "review_date": self.review_date or self.risk_id._get_next_review(),
                "decided_by_id": self.env.uid,
                "decided_on": self.company_id._policy_today(),
            }
        )
        self._close_request()
        self.risk_id._take_step(self)

    def action_refuse(self):
        """Leaves things as they are; the answer says why."""
        self._lock("proposed")
        if self.filtered(lambda decision: not decision.answer):
            raise UserError(
                self.env._("Say in the answer why the proposal is refused.")
            )
        self._end("refused")

    def _end(self, state):
        self._decide(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Date.context_today(self),
            }
        )
        self._close_request()

    def _check_current(self):
        """:raises UserError: when the customer was moved on since the proposal"""
        if self.from_step != self.risk_id.state:
            raise UserError(
                self.env._(
                    "%(customer)s has been moved on since this was proposed. "
                    "Refuse it, or decide another step.",
                    customer=self.partner_id.display_name,
                )
            )

    def _close_request(self):
        """Decided: nobody is asked any more; the round neither, after its last one."""
        res = super()._close_request()
        waiting = self.search(
            [("round_id", "in", self.round_id.ids), ("state", "=", "proposed")]
        ).round_id
        # sudo: the activities of all managers end, not only one's own
        (self.round_id - waiting).sudo().activity_unlink(
            ["crm_grading.mail_activity_type_risk_proposals"]
        )
        return res

    def _tell_managers_of_round(self):
        """One activity a manager on the round: a proposal each would be a flood."""
        xml_id = "crm_grading.mail_activity_type_risk_proposals"
        activity_type = self.env.ref(xml_id)
        for record in self.round_id:
            asked = record.activity_ids.filtered(
                lambda activity: activity.activity_type_id == activity_type
            ).user_id
            for user in record._get_deciding_managers() - asked:
                record.with_context(lang=user.lang).activity_schedule(
                    xml_id, user_id=user.id
                )
