# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

OPEN_STATES = ("filed", "investigating", "to_decide")


class CrmGradingAppeal(models.Model):
    """An employee contests a published result; it is investigated and answered.

    Filed while the appeal period runs, decided before the round takes effect: an open
    appeal keeps its round waiting. Upheld, its corrections enter the result (GRD-10).
    """

    _name = "crm.grading.appeal"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.upload.mixin"]
    _description = "Grade Appeal"
    _order = "date_filed desc, id desc"
    _rec_names_search = ["partner_id"]
    _first_state = "filed"
    _upload_field = "evidence_ids"
    # who appealed may not change the appeal, but may answer questions about it
    _mail_post_access = "read"

    result_id = fields.Many2one(
        "crm.grading.result",
        string="Contested Result",
        required=True,
        ondelete="restrict",
        index=True,
    )
    round_id = fields.Many2one(related="result_id.round_id", store=True, index=True)
    scheme_id = fields.Many2one(related="result_id.scheme_id")
    partner_id = fields.Many2one(
        related="result_id.partner_id", store=True, string="Customer", index=True
    )
    company_id = fields.Many2one(related="result_id.company_id", store=True, index=True)
    status = fields.Selection(related="result_id.status", string="Result")
    original_grade_id = fields.Many2one(
        "crm.grading.grade",
        string="Grade when Appealed",
        readonly=True,
        help="Grade of the result on the day of the appeal.",
    )
    original_grade_color = fields.Integer(
        related="original_grade_id.color", string="Colour of the Grade when Appealed"
    )
    original_score = fields.Float(
        string="Score when Appealed", readonly=True, digits=(5, 2), aggregator="avg"
    )
    grade_id = fields.Many2one(related="result_id.grade_id", string="Grade Now")
    grade_color = fields.Integer(
        related="result_id.grade_id.color", string="Colour of the Grade Now"
    )
    score = fields.Float(
        related="result_id.score", string="Score Now", aggregator="avg"
    )
    line_id = fields.Many2one(
        "crm.grading.scheme.line",
        string="Contested Indicator",
        domain="[('scheme_id', '=', scheme_id)]",
        index="btree_not_null",
        help="Leave empty to contest the grade as a whole.",
    )
    reason = fields.Text(required=True, help="What is wrong, and how you know it.")
    evidence_ids = fields.Many2many("ir.attachment")
    appellant_id = fields.Many2one(
        related="create_uid", string="Appealed by", store=True, index=True
    )
    date_filed = fields.Date(string="Filed on", readonly=True, copy=False)
    date_deadline = fields.Date(
        string="Answer by",
        index=True,
        tracking=True,
        copy=False,
        help="Day on which the appellant must have the answer.",
    )
    investigator_id = fields.Many2one("res.users", tracking=True, copy=False)
    finding = fields.Text(
        copy=False, help="What the investigation found, for those who decide."
    )
    answer = fields.Text(
        copy=False, help="What the appellant is told, in the appellant's words."
    )
    correction_ids = fields.One2many(
        "crm.grading.appeal.correction",
        "appeal_id",
        string="Corrections",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    preview = fields.Char(
        string="Would Give",
        compute="_compute_preview",
        groups="crm_policy.group_user,crm_policy.group_auditor",
        help="Score and grade of the customer if the appeal is upheld.",
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Date(readonly=True, copy=False, tracking=True)
    is_late = fields.Boolean(
        string="Overdue", compute="_compute_is_late", search="_search_is_late"
    )
    is_mine = fields.Boolean(compute="_compute_is_mine")
    state = fields.Selection(
        [
            ("filed", "Filed"),
            ("investigating", "Investigating"),
            ("to_decide", "To Decide"),
            ("upheld", "Upheld"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
            ("lapsed", "Round Cancelled"),
        ],
        required=True,
        readonly=True,
        default="filed",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )

    # two windows of the same person, or a second click, file one appeal
    _one_open = models.UniqueIndex(
        "(result_id, create_uid) "
        "WHERE state IN ('filed', 'investigating', 'to_decide')",
        "You have an open appeal against this result already. Add to that one.",
    )

    @api.depends("partner_id", "round_id.date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for appeal in self:
            appeal.display_name = self.env._(
                "%(customer)s, grading of %(date)s",
                customer=appeal.partner_id.display_name,
                date=format_date(self.env, appeal.round_id.date),
            )

    @api.depends("state", "date_deadline", "company_id")
    def _compute_is_late(self):
        for appeal in self:
            appeal.is_late = bool(
                appeal.state in OPEN_STATES
                and appeal.date_deadline
                and appeal.date_deadline < appeal.company_id._policy_today()
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = self.env["res.company"]._get_before_today_domain("date_deadline")
        late &= Domain("state", "in", OPEN_STATES)
        return Domain.OR(late if wanted else ~late for wanted in value)

    @api.depends("appellant_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for appeal in self:
            appeal.is_mine = appeal.appellant_id == self.env.user

    @api.depends("state", "correction_ids.line_id", "correction_ids.figure")
    def _compute_preview(self):
        for appeal in self:
            corrections = appeal.correction_ids.filtered("line_id")
            is_open = appeal.state in OPEN_STATES
            appeal.preview = (
                appeal.result_id._get_corrected_text(corrections)
                if is_open and corrections
                else False
            )

    # -- filing ------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """Files appeals: what is contested and why comes from the appellant, the rest
        from the steps that follow.

        :raises UserError: when the appeal period has not begun or is over
        """
        if not self.env.su:
            filed = self._get_filing_fields()
            vals_list = [
                {name: vals[name] for name in filed & vals.keys()} for vals in vals_list
            ]
        results = self.env["crm.grading.result"].browse(
            vals.get("result_id") for vals in vals_list
        )
        results.check_access("read")
        for vals, result in zip(vals_list, results, strict=True):
            result._check_appealable()
            vals.update(self._prepare_filing(result))
        appeals = super().create(vals_list)
        # sudo: the closed fields of the first state are no claim of the appellant
        for appeal in appeals.sudo():
            appeal.date_filed = appeal.company_id._policy_today()
            # a round that takes effect at this moment fails on this write, or this
            # appeal does: no appeal is left behind in a round in effect
            appeal.round_id._decide({"last_appeal_at": fields.Datetime.now()})
            appeal._ask_managers()
        return appeals

    @api.model
    def _get_filing_fields(self):
        """What the appellant says; all else is found out or decided by others."""
        return {"result_id", "line_id", "reason", "evidence_ids"}

    @api.model
    def _prepare_filing(self, result):
        # sudo: the setting of the scheme is told to everybody by the deadline
        scheme = result.sudo().scheme_id
        today = result.company_id._policy_today()
        return {
            "date_deadline": today + timedelta(days=scheme.answer_days),
            "original_grade_id": result.grade_id.id,
            "original_score": result.score,
        }

    def write(self, vals):
        if not self.env.su and self.filtered(
            lambda appeal: appeal.state not in OPEN_STATES
        ):
            raise UserError(self.env._("This appeal is closed and stays as it is."))
        res = super().write(vals)
        if {"investigator_id", "date_deadline"} & vals.keys():
            self._update_investigation()
        return res

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "date_filed",
            "decided_by_id",
            "decided_on",
        }

    def _get_request_summary(self):
        if self.state == "filed":
            return self.env._(
                "Appeal on the grade of %(customer)s: have it investigated",
                customer=self.partner_id.display_name,
            )
        return self.env._(
            "Decide the appeal on the grade of %(customer)s",
            customer=self.partner_id.display_name,
        )

    # -- investigation: officers, see record rules -------------------------------------

    def action_open(self):
        """Shows the appeal that was just filed, and with it what happens next."""
        self.ensure_one()
        return self._get_records_action(context={})

    def action_investigate(self):
        """Takes the appeal into hand, for the investigator named or oneself."""
        self._lock("filed")
        for appeal in self:
            appeal._close_request()
            if not appeal.investigator_id:
                appeal.investigator_id = self.env.user
            appeal._decide({"state": "investigating"})
            appeal._schedule_investigation()

    def action_submit(self):
        """Gives finding, corrections and a proposed answer to management."""
        self._lock("investigating")
        for appeal in self:
            if not appeal.finding:
                raise UserError(
                    self.env._("Write down what the investigation found first.")
                )
            appeal._close_request()
            appeal._decide({"state": "to_decide"})
            appeal._ask_managers()

    def action_withdraw(self):
        """The appellant takes the appeal back; the result stays as it is."""
        if self.filtered(lambda appeal: not appeal.is_mine):
            raise UserError(self.env._("Only the appellant withdraws an appeal."))
        # sudo: an appellant may end the appeal, but not write in it
        appeals = self.sudo()
        appeals._lock(*OPEN_STATES)
        appeals._close("withdrawn")

    def _schedule_investigation(self):
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.date_deadline,
            summary=self.env._(
                "Investigate the appeal on the grade of %(customer)s",
                customer=self.partner_id.display_name,
            ),
            user_id=self.investigator_id.id,
        )

    def _update_investigation(self):
        """Person or deadline changed: the open activity follows."""
        for appeal in self.filtered(lambda appeal: appeal.state == "investigating"):
            appeal.activity_reschedule(
                ["mail.mail_activity_data_todo"],
                date_deadline=appeal.date_deadline,
                new_user_id=appeal.investigator_id.id,
            )

    # -- decision: managers, see record rules ------------------------------------------

    def action_return(self):
        """Sends the appeal back to be investigated further."""
        self._lock("to_decide")
        for appeal in self:
            appeal._close_request()
            appeal._decide({"state": "investigating"})
            appeal._schedule_investigation()

    def action_uphold(self):
        """Accepts the appeal; its corrections enter the result at once (GRD-10).

        :raises UserError: without finding, answer or, where there are figures, a
            corrected one
        """
        self._lock("to_decide")
        self._check_answered()
        for appeal in self:
            if not appeal.correction_ids and appeal.status != "excluded":
                raise UserError(
                    self.env._(
                        "An appeal is upheld by correcting a figure: name the "
                        "indicator, the right figure and why. Without one, reject it."
                    )
                )
            # sudo: results are written by rounds and upheld appeals only
            appeal.result_id.sudo()._apply_corrections(appeal.correction_ids)
            appeal._close("upheld")

    def action_reject(self):
        """The result stays as it is.

        :raises UserError: without finding or answer
        """
        self._lock("to_decide")
        self._check_answered()
        self._close("rejected")

    def _check_answered(self):
        for appeal in self:
            if not appeal.finding or not appeal.answer:
                raise UserError(
                    self.env._(
                        "%(appeal)s needs a finding and an answer to the appellant "
                        "before it is decided.",
                        appeal=appeal.display_name,
                    )
                )

    def _close(self, state):
        """Ends the appeals; who appealed is told, in the own language."""
        for appeal in self:
            appeal._decide(
                {
                    "state": state,
                    "decided_by_id": self.env.uid,
                    "decided_on": appeal.company_id._policy_today(),
                }
            )
            appeal._close_request()
            if state != "withdrawn":
                appeal._send_answer()

    def _send_answer(self):
        appellant = self.appellant_id
        # sudo: the appellant's grade and language are known to whoever decides
        appeal = self.sudo().with_context(lang=appellant.lang)
        appeal.message_post_with_source(
            "crm_grading.appeal_answer",
            render_values={"appeal": appeal},
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            subject=appeal.env._("Answer to your appeal"),
            partner_ids=appellant.partner_id.ids,
        )
