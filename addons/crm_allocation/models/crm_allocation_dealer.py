# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import float_compare

from .crm_allocation_dealer_program import SIGNED_STATES

ACTIVITY = "mail.mail_activity_data_todo"


class CrmAllocationDealer(models.Model):
    """A dealer or agent, from the candidate to the end of the contract (ALC-22).

    Chosen by an evaluation, signed by a manager, trained, evaluated again as often as
    the settings say.
    """

    _name = "crm.allocation.dealer"
    _inherit = [
        "crm.policy.customer.mixin",
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Dealer or Agent"
    _order = "state, score desc, id"
    _rec_name = "partner_id"
    _check_company_auto = True
    _first_state = "candidate"

    program_id = fields.Many2one(
        "crm.allocation.dealer.program",
        required=True,
        ondelete="restrict",
        check_company=True,
        index=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        related="program_id.company_id", store=True, precompute=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Dealer",
        required=True,
        ondelete="restrict",
        check_company=True,
        index=True,
        tracking=True,
    )
    kind = fields.Selection(
        [("dealer", "Dealer"), ("agent", "Agent")], required=True, default="dealer"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Looked After By",
        required=True,
        check_company=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
        tracking=True,
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        precompute=True,
        index="btree_not_null",
    )
    area = fields.Char(help="The region that the dealer covers.")
    state = fields.Selection(
        [
            ("candidate", "Candidate"),
            ("evaluated", "Evaluated"),
            ("signed", "Signed"),
            ("trained", "Trained"),
            ("active", "In Business"),
            ("ended", "Ended"),
        ],
        string="Stage",
        required=True,
        readonly=True,
        default="candidate",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    score = fields.Float(
        string="Score (%)",
        readonly=True,
        copy=False,
        digits=(5, 1),
        aggregator="avg",
        tracking=True,
        help="Of the last evaluation, by the weights of the criteria.",
    )
    evaluated_on = fields.Date(string="Last Evaluation", readonly=True, copy=False)
    next_evaluation_on = fields.Date(
        string="Next Evaluation", readonly=True, copy=False, index="btree_not_null"
    )
    is_evaluation_due = fields.Boolean(
        string="Evaluation Due",
        compute="_compute_is_evaluation_due",
        search="_search_is_evaluation_due",
    )
    contract_until = fields.Date(tracking=True, copy=False)
    signed_on = fields.Date(readonly=True, copy=False, tracking=True)
    signed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    ended_on = fields.Date(readonly=True, copy=False)
    end_reason = fields.Text(
        string="Why It Ended", readonly=True, copy=False, tracking=True
    )
    evaluation_ids = fields.One2many(
        "crm.allocation.dealer.evaluation", "dealer_id", string="Evaluations"
    )
    training_ids = fields.One2many(
        "crm.allocation.dealer.training",
        "dealer_id",
    )
    incentive_ids = fields.One2many(
        "crm.allocation.dealer.incentive", "dealer_id", string="Incentives"
    )
    training_hours = fields.Float(compute="_compute_training_hours", store=True)

    _once_a_program = models.Constraint(
        "UNIQUE(program_id, partner_id)",
        "This dealer is in the programme already.",
    )

    # -- compute -----------------------------------------------------------------------

    @api.depends("user_id")
    def _compute_team_id(self):
        for dealer in self:
            dealer.team_id = dealer.user_id.sale_team_id

    @api.depends("training_ids.hours")
    def _compute_training_hours(self):
        for dealer in self:
            dealer.training_hours = sum(dealer.training_ids.mapped("hours"))

    @api.depends("next_evaluation_on", "state", "company_id")
    def _compute_is_evaluation_due(self):
        for dealer in self:
            day = dealer.state in SIGNED_STATES and dealer.next_evaluation_on
            dealer.is_evaluation_due = bool(
                day and day <= dealer.company_id._policy_today()
            )

    def _search_is_evaluation_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        due = Domain("state", "in", SIGNED_STATES) & self.env[
            "res.company"
        ]._get_domain_by_day(
            lambda company: Domain("next_evaluation_on", "<=", company._policy_today())
        )
        return Domain.OR(due if wanted else ~due for wanted in value)

    @api.constrains("kind", "program_id")
    def _check_kind(self):
        for dealer in self:
            if dealer.program_id.kind not in ("both", dealer.kind):
                raise ValidationError(
                    self.env._("The programme is not for this kind of partner.")
                )

    # -- CRUD --------------------------------------------------------------------------

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "score",
            "evaluated_on",
            "next_evaluation_on",
            "signed_on",
            "signed_by_id",
            "ended_on",
            "end_reason",
        }

    def write(self, vals):
        if not self.env.su and {"program_id", "partner_id", "kind"} & vals.keys():
            self._lock("candidate")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_candidate(self):
        if self.filtered(lambda dealer: dealer.state != "candidate"):
            raise UserError(
                self.env._("Only candidates can be deleted; end the others instead.")
            )

    # -- steps -------------------------------------------------------------------------

    def action_evaluate(self):
        """Opens the evaluation under way, or a new one."""
        self.ensure_one()
        evaluations = self.env["crm.allocation.dealer.evaluation"]
        evaluation = evaluations.search(
            [("dealer_id", "=", self.id), ("state", "=", "draft")], limit=1
        ) or evaluations.create({"dealer_id": self.id})
        return evaluation._get_records_action(context={})

    def _take_evaluation(self, evaluation):
        """What an evaluation that is closed means for the dealer."""
        self._lock("candidate", "evaluated", *SIGNED_STATES)
        vals = {"score": evaluation.score, "evaluated_on": evaluation.date}
        if self.state == "candidate":
            vals["state"] = "evaluated"
        self._decide(vals)
        if self.state in SIGNED_STATES:
            self._plan_evaluation(evaluation.date)

    def action_sign(self):
        """A manager signs, where the score is good enough (ALC-22)."""
        self._check_manager()
        self._lock("evaluated")
        for dealer in self:
            company = dealer.company_id
            today = company._policy_today()
            least = company.allocation_dealer_score
            if float_compare(dealer.score, least, precision_digits=1) < 0:
                raise UserError(
                    self.env._(
                        "%(dealer)s has %(score)s %%; %(least)s %% are needed to sign. "
                        "Evaluate again, or change the settings.",
                        dealer=dealer.display_name,
                        score=dealer.score,
                        least=least,
                    )
                )
            if not dealer.contract_until or dealer.contract_until < today:
                raise UserError(self.env._("Say until when the contract runs."))
            dealer._decide(
                {"state": "signed", "signed_on": today, "signed_by_id": self.env.uid}
            )
            dealer._plan_evaluation(today)

    def action_train(self):
        """Trained once a training was passed."""
        self._lock("signed")
        if not all(any(dealer.training_ids.mapped("is_passed")) for dealer in self):
            raise UserError(self.env._("Enter a training that was passed first."))
        self._decide({"state": "trained"})

    def action_activate(self):
        """Sells for the company."""
        self._lock("trained")
        self._decide({"state": "active"})

    def action_end(self):
        return self._ask_reason("ended")

    def _get_reasoned_steps(self):
        return {"ended": (self._end, self.env._("End with the Dealer"))}

    def _end(self, reason):
        """Not taken, or not a dealer any more; contracts are ended by a manager."""
        self.ensure_one()
        if self.state in SIGNED_STATES:
            self._check_manager()
        self._lock("candidate", "evaluated", *SIGNED_STATES)
        self._decide(
            {
                "state": "ended",
                "end_reason": reason,
                "ended_on": self.company_id._policy_today(),
                "next_evaluation_on": False,
            }
        )
        self._close_request()

    def _check_manager(self):
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise UserError(self.env._("A manager decides on contracts with dealers."))

    def _plan_evaluation(self, day):
        """The next evaluation becomes dated work of who looks after the dealer."""
        months = self.company_id.allocation_dealer_months
        due = day + relativedelta(months=months)
        self._decide({"next_evaluation_on": due})
        self._close_request()
        # sudo: who decides need not be able to plan the work of colleagues
        self.sudo().activity_schedule(
            ACTIVITY,
            date_deadline=due,
            summary=self.env._("Evaluate the dealer again"),
            user_id=self.user_id.id,
        )

    @api.readonly
    def action_export_xlsx(self):
        """The selected dealers, or all that the list shows."""
        return self._print_xlsx("crm_allocation.dealer_xlsx")
