# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import formatLang

from odoo.addons.crm_policy.engine.periods import MONTHS, period_of

from ..engine import risk
from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


class CrmGradingRisk(models.Model):
    """Where a customer stands on the way from watching to the end (GRD-14).

    The state is the step: none → watch → limit → wind down → ended. It moves by
    approved decisions only, forward and back, each with its reason.
    """

    _name = "crm.grading.risk"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Customer at Risk"
    _order = "review_date, id"
    _rec_name = "partner_id"
    _check_company_auto = True
    _first_state = "none"
    # a salesperson reads what is decided and tells what the customer says
    _mail_post_access = "read"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_active = fields.Boolean(related="partner_id.active")
    salesperson_id = fields.Many2one(related="partner_id.user_id")
    user_id = fields.Many2one(
        "res.users",
        string="Reviewer",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        tracking=True,
        help="Who reviews this customer. Nobody: the person whom the settings name, "
        "else the salesperson.",
    )
    responsible_id = fields.Many2one(
        "res.users",
        compute="_compute_responsible_id",
        help="Who is reminded of the review.",
    )
    state = fields.Selection(
        selection="_selection_step",
        string="Risk Step",
        required=True,
        readonly=True,
        default="none",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    state_since = fields.Date(
        string="Step since", readonly=True, copy=False, help="Day of the decision."
    )
    limit_amount = fields.Monetary(
        string="Limit on Open Amount",
        readonly=True,
        copy=False,
        tracking=True,
        groups=FIGURE_GROUPS,
        help="Orders not invoiced and invoices not paid may reach this amount together "
        "while the customer is limited.",
    )
    review_date = fields.Date(
        tracking=True, help="By when somebody looks at this customer (again)."
    )
    is_reminded = fields.Boolean(
        readonly=True, copy=False, help="The responsible was told of the review."
    )
    grade_id = fields.Many2one("crm.grading.grade", readonly=True, copy=False)
    grade_color = fields.Integer(related="grade_id.color", string="Grade Colour")
    round_id = fields.Many2one(
        "crm.grading.round",
        string="Figures of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The round after which the figures were looked at.",
    )
    seen_on = fields.Date(string="Looked at on", readonly=True, copy=False)
    low_rounds = fields.Integer(
        string="Rounds at Risk",
        readonly=True,
        copy=False,
        aggregator="avg",
        help="Latest rounds in effect, in a row, that gave a grade under risk review.",
    )
    score = fields.Float(readonly=True, copy=False, digits=(5, 2), aggregator="avg")
    score_before = fields.Float(
        readonly=True, copy=False, digits=(5, 2), aggregator="avg"
    )
    paid_in_time = fields.Float(
        string="Paid in Time (%)",
        readonly=True,
        copy=False,
        digits=(5, 2),
        aggregator="avg",
        groups=FIGURE_GROUPS,
    )
    paid_in_time_before = fields.Float(
        string="Paid in Time before (%)",
        readonly=True,
        copy=False,
        digits=(5, 2),
        aggregator="avg",
        groups=FIGURE_GROUPS,
    )
    overdue_amount = fields.Monetary(
        string="Overdue", readonly=True, copy=False, groups=FIGURE_GROUPS
    )
    overdue_before = fields.Monetary(
        string="Overdue before", readonly=True, copy=False, groups=FIGURE_GROUPS
    )
    decision_ids = fields.One2many("crm.grading.risk.decision", "risk_id")
    proposal_id = fields.Many2one(
        "crm.grading.risk.decision",
        string="Open Proposal",
        compute="_compute_proposal_id",
        search="_search_proposal_id",
    )
    proposal_step = fields.Selection(
        related="proposal_id.to_step", string="Proposed Step"
    )
    proposal_reason = fields.Text(
        related="proposal_id.reason", string="Reason of the Proposal"
    )
    step_meaning = fields.Text(
        compute="_compute_step_meaning", help="What the step means for sales."
    )

    _partner_company_uniq = models.Constraint(
        "UNIQUE(partner_id, company_id)",
        "This customer already has its risk record in this company.",
    )
    _limit_positive = models.Constraint(
        "CHECK(limit_amount >= 0)", "A limit cannot be negative."
    )
    _review_idx = models.Index(
        "(company_id, review_date) WHERE review_date IS NOT NULL"
    )

    @api.depends("decision_ids.state")
    def _compute_proposal_id(self):
        proposals = dict(
            self.env["crm.grading.risk.decision"]._read_group(
                [("risk_id", "in", self.ids), ("state", "=", "proposed")],
                ["risk_id"],
                ["id:max"],
            )
        )
        for record in self:
            record.proposal_id = proposals.get(record._origin)

    @api.model
    def _search_proposal_id(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        ids = [item for item in value if item]
        with_absent = len(ids) < len(value)
        proposals = Domain("state", "=", "proposed")
        if not with_absent:
            proposals &= Domain("id", "in", ids)
        found = Domain("decision_ids", "any", proposals)
        return ~found if (operator == "in") == with_absent else found

    @api.depends("user_id", "salesperson_id", "company_id.grading_risk_user_id")
    def _compute_responsible_id(self):
        """The person named, else whom the settings name, else the salesperson, of
        those who may see the customer's risk."""
        for record in self:
            record.responsible_id = next(
                filter(record._may_review, record._get_reviewers()), False
            )

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_step_meaning(self):
        meanings = self._get_step_meanings()
        for record in self:
            record.step_meaning = meanings[record.state]

    @api.model
    def _selection_step(self):
        labels = {
            "none": self.env._("No Step"),
            "watch": self.env._("Watch"),
            "limit": self.env._("Limit"),
            "winddown": self.env._("Wind Down"),
            "ended": self.env._("Ended"),
        }
        return [(step, labels[step]) for step in risk.STEPS]

    @api.model
    def _get_step_meanings(self):
        """What a step asks of the people who sell; a bridge says what it enforces."""
        return {
            "none": self.env._("Sales go on as with everybody; the review is due."),
            "watch": self.env._(
                "Sales go on. Whoever sells knows that the customer is watched, and "
                "collects what is due before new business."
            ),
            "limit": self.env._(
                "Open orders and unpaid invoices stay within the limit. What goes "
                "beyond it needs a manager."
            ),
            "winddown": self.env._(
                "Existing orders are fulfilled and money is collected; no new business "
                "without a manager."
            ),
            "ended": self.env._(
                "The cooperation has ended: nothing new is sold to this customer."
            ),
        }

    def write(self, vals):
        if "review_date" in vals:
            vals = {**vals, "is_reminded": False}
        return super().write(vals)

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "state_since",
            "limit_amount",
            "is_reminded",
            "grade_id",
            "round_id",
            "seen_on",
            "low_rounds",
            "score",
            "score_before",
            "paid_in_time",
            "paid_in_time_before",
            "overdue_amount",
            "overdue_before",
        }

    # -- actions -----------------------------------------------------------------------

    def action_next_step(self):
        """Asks for the next step, or the one that is proposed."""
        self.ensure_one()
        return self._open_decide(self.proposal_step or risk.following(self.state))

    def action_step_back(self):
        """Asks for the step before, for customers whose risk has become smaller."""
        self.ensure_one()
        return self._open_decide(risk.STEPS[max(risk.STEPS.index(self.state) - 1, 0)])

    def action_review(self):
        """Records that the customer was looked at and stays where it is."""
        self.ensure_one()
        return self._open_decide(self.state)

    def _open_decide(self, step):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_risk_decide_action"
        )
        action["context"] = {"default_risk_id": self.id, "default_to_step": step}
        return action

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    # -- decisions ---------------------------------------------------------------------

    @api.model
    def _get_risk(self, partner, company):
        """The record of a customer, made when missing; two at once make one.

        The caller has checked that the user may work on the customer's risk.
        """
        values = partner.commercial_partner_id.id, company.root_id.id
        # raw SQL: the constraint settles the race, no check before the write does
        self.env.cr.execute(
            SQL(
                """INSERT INTO crm_grading_risk
                          (partner_id, company_id, state, create_uid, create_date)
                   VALUES (%s, %s, 'none', %s, now() AT TIME ZONE 'UTC')
                   ON CONFLICT (partner_id, company_id) DO NOTHING""",
                *values,
                self.env.uid,
            )
        )
        return self.search(
            [("partner_id", "=", values[0]), ("company_id", "=", values[1])]
        )

    def _take_step(self, decision):
        """Puts an approved decision into effect and sets the next review."""
        self.ensure_one()
        today = self.company_id._policy_today()
        vals = {"review_date": decision.review_date}
        if decision.to_step != self.state:
            vals.update(state=decision.to_step, state_since=today)
        vals["limit_amount"] = (
            decision.limit_amount if decision.to_step == "limit" else False
        )
        self._decide(vals)
        # sudo: activities of others end as well, the review they were for is done
        self.sudo().activity_unlink(["crm_grading.mail_activity_type_risk_review"])
        self._message_log(body=decision._get_log_text())
        self.env["res.partner"]._invalidate_risk()

    def _get_next_review(self):
        """The end of the period after the running one; none without a cadence."""
        self.ensure_one()
        company = self.company_id
        if company.grading_risk_cadence not in MONTHS:
            return False
        running = period_of(company._policy_today(), company.grading_risk_cadence)
        return running.next().end

    def _get_reviewers(self):
        return (
            self.user_id,
            self.company_id.grading_risk_user_id,
            self.salesperson_id,
        )

    def _may_review(self, user):
        return (
            user.active
            and self.company_id in user.company_ids
            and user.has_group("crm_policy.group_user")
        )

    @api.model
    def _merge(self, sources, target):
        """One record of a merged customer: the further step, the decisions of all."""
        records = self.search([("partner_id", "in", (sources | target).ids)])
        for found in records.grouped("company_id").values():
            kept = found.filtered(lambda record: record.partner_id == target)[:1]
            kept = kept or found[0]
            furthest = max(found, key=lambda record: risk.STEPS.index(record.state))
            others = found - kept
            waiting = others.proposal_id
            if not kept.proposal_id:
                waiting -= furthest.proposal_id[:1] or waiting[:1]
            waiting._end("replaced")
            kept._decide({fname: furthest[fname] for fname in self._get_step_fields()})
            # a figure of a round may have spoken for the same step of both
            others.decision_ids.is_automatic = False
            others.decision_ids.risk_id = kept
            others.unlink()

    @api.model
    def _get_step_fields(self):
        return ("state", "state_since", "limit_amount", "review_date")

    # -- proposals ---------------------------------------------------------------------

    def _prepare_figures(self, row):
        """A row of ``risk_sql.update_figures`` as the engine knows it."""
        return risk.Figures(**{key: row[key] for key in row if key != "id"})

    @api.model
    def _get_reason_text(self, reasons, currency):
        """The engine's reasons as sentences, in the language of the environment."""

        def number(value):
            return formatLang(self.env, float(value), digits=2)

        def amount(value):
            return formatLang(self.env, float(value), currency_obj=currency)

        sentences = {
            "risen": lambda: self.env._(
                "The grade is no longer one under risk review."
            ),
            "low_rounds": lambda rounds: self.env._(
                "The last %(rounds)s rounds in a row gave a grade under risk review.",
                rounds=rounds,
            ),
            "score": lambda before, now: self.env._(
                "The score fell from %(before)s to %(now)s.",
                before=number(before),
                now=number(now),
            ),
            "payment": lambda before, now: self.env._(
                "Paid in time: %(now)s %% of what was due, before %(before)s %%.",
                before=number(before),
                now=number(now),
            ),
            "overdue": lambda before, now: self.env._(
                "Overdue: %(now)s, before %(before)s.",
                before=amount(before),
                now=amount(now),
            ),
        }
        return "\n".join(sentences[key](*values) for key, *values in reasons)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if self.decision_ids.filtered(lambda decision: decision.state == "approved"):
            raise UserError(
                self.env._("Decisions about this customer are history and are kept.")
            )
