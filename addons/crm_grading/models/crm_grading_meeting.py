# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging
from datetime import timedelta

import psycopg2
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import mute_logger

from odoo.addons.crm_policy.engine.periods import period_of

_logger = logging.getLogger(__name__)

CLOSED_STATES = ("closed", "cancelled")


class CrmGradingMeeting(models.Model):
    """The periodic meeting on customer grading: progress, problems, decisions.

    A decision is an improvement action with person and date; the meeting is closed
    when each has both, and its actions go on (GRD-20).
    """

    _name = "crm.grading.meeting"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Grading Meeting"
    _order = "date desc, id desc"
    _check_company_auto = True
    # who attends may not write the minutes, but may comment on them
    _mail_post_access = "read"

    name = fields.Char(
        string="Subject",
        required=True,
        default=lambda self: self.env._("Grading meeting"),
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company.root_id,
        domain=[("parent_id", "=", False)],
        index=True,
    )
    date = fields.Datetime(string="Takes place at", tracking=True, copy=False)
    location = fields.Char()
    period_start = fields.Date(
        string="Reminded for the Period from",
        readonly=True,
        copy=False,
        help="First day of the period for which this meeting was opened by itself.",
    )
    round_ids = fields.Many2many(
        "crm.grading.round",
        string="Rounds Discussed",
        domain="[('company_id', '=', company_id), ('kind', '=', 'regular')]",
        check_company=True,
    )
    chair_id = fields.Many2one(
        "res.users", check_company=True, domain=[("share", "=", False)], tracking=True
    )
    attendee_ids = fields.Many2many(
        "res.users", string="Attendees", domain=[("share", "=", False)]
    )
    agenda = fields.Html(default=lambda self: self._default_agenda())
    progress = fields.Html(help="What was done since the last meeting.")
    problems = fields.Html(help="What stands in the way.")
    minutes = fields.Html(help="What was said and agreed.")
    decision_ids = fields.One2many(
        "crm.improvement",
        "res_id",
        string="Decisions",
        domain=lambda self: [("res_model", "=", self._name)],
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    decision_count = fields.Integer(
        string="Number of Decisions", compute="_compute_decision_counts"
    )
    open_decision_count = fields.Integer(
        string="Open Decisions", compute="_compute_decision_counts"
    )
    execution_rate = fields.Float(
        string="Execution Rate (%)",
        compute="_compute_execution",
        digits=(5, 2),
        help="Measures due since the meeting before: done in time, late or missed.",
    )
    execution_due = fields.Integer(string="Measures Due", compute="_compute_execution")
    closed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    closed_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "To Plan"),
            ("planned", "Planned"),
            ("held", "Held"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    # reminded once a period, also when two nodes do it at the same moment
    _one_reminder = models.UniqueIndex(
        "(company_id, period_start) WHERE period_start IS NOT NULL",
        "A meeting was opened for this period already.",
    )

    @api.model
    def _default_agenda(self):
        # the points that the written policy names for the meeting
        points = (
            self.env._("Progress of customer grading since the last meeting"),
            self.env._("Grades that moved, and appeals"),
            self.env._("Measures by grade: execution and effect"),
            self.env._("Problems, and who solves them by when"),
        )
        items = Markup().join(Markup("<li>%s</li>") % point for point in points)
        return Markup("<ol>%s</ol>") % items

    @api.depends("decision_ids.state")
    def _compute_decision_counts(self):
        # sudo: how many decisions there are is told to all who attend
        groups = (
            self.env["crm.improvement"]
            .sudo()
            ._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids)],
                ["res_id", "state"],
                ["__count"],
            )
        )
        total, still_open = {}, {}
        for meeting_id, state, count in groups:
            total[meeting_id] = total.get(meeting_id, 0) + count
            if state not in ("effective", "cancelled"):
                still_open[meeting_id] = still_open.get(meeting_id, 0) + count
        for meeting in self:
            meeting.decision_count = total.get(meeting.id, 0)
            meeting.open_decision_count = still_open.get(meeting.id, 0)

    @api.depends("date", "company_id")
    def _compute_execution(self):
        # sudo: a rate over all measures is told to all who attend, no work of a person
        executions = self.env["crm.grading.execution"].sudo()
        for meeting in self:
            [(rate, count)] = executions._read_group(
                meeting._get_execution_domain(), [], ["rate:avg", "__count"]
            )
            meeting.execution_rate = rate
            meeting.execution_due = count

    def _get_execution_domain(self):
        """Measures due since the meeting before this one, up to its day."""
        domain = Domain("company_id", "=", self.company_id.id)
        if not self.date:
            return domain
        before = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("held", "closed")),
                ("date", "<", self.date),
            ],
            order="date desc",
            limit=1,
        )
        if before:
            domain &= Domain("date_deadline", ">", before._get_day())
        return domain & Domain("date_deadline", "<=", self._get_day())

    def _get_day(self):
        """The day of the meeting in the company's time zone."""
        return self.company_id._get_policy_date(self.date)

    def write(self, vals):
        if not self.env.su and self.filtered(
            lambda meeting: meeting.state in CLOSED_STATES
        ):
            raise UserError(
                self.env._("The minutes of a closed meeting stay as they are.")
            )
        return super().write(vals)

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "period_start",
            "closed_by_id",
            "closed_on",
        }

    def _get_request_summary(self):
        return self.env._("Plan the grading meeting")

    # -- workflow ----------------------------------------------------------------------

    def action_plan(self):
        """Fixes the date and invites; agenda and rounds can still change."""
        self._lock("draft")
        for meeting in self:
            if not meeting.date or not meeting.chair_id:
                raise UserError(
                    self.env._(
                        "A planned meeting has a date and a person in the chair."
                    )
                )
            meeting._close_request()
            meeting._decide({"state": "planned"})
            meeting._tell_attendees(self.env._("You are invited to this meeting."))

    def action_hold(self):
        """The meeting took place; minutes and decisions are written down."""
        self._lock("planned")
        for meeting in self:
            if meeting.date > fields.Datetime.now():
                raise UserError(
                    self.env._("This meeting has not begun yet; change its date first.")
                )
        self._decide({"state": "held"})

    def action_close(self):
        """Fixes the minutes; the decisions go on as improvement actions (GRD-20).

        :raises UserError: naming the decisions without person or date
        """
        self._lock("held")
        for meeting in self:
            if not meeting.minutes:
                raise UserError(self.env._("Write the minutes before closing."))
            meeting._check_decisions()
            meeting._decide(
                {
                    "state": "closed",
                    "closed_by_id": self.env.uid,
                    "closed_on": meeting.company_id._policy_today(),
                }
            )
            meeting._tell_attendees(self.env._("The minutes of the meeting are ready."))

    def action_cancel(self):
        self._lock("draft", "planned")
        self._close_request()
        self._decide({"state": "cancelled"})

    def _check_decisions(self):
        lacking = self.decision_ids.filtered(
            lambda decision: (
                decision.state != "cancelled"
                and not (decision.user_id and decision.date_deadline)
            )
        )
        if lacking:
            raise UserError(
                self.env._(
                    "Each decision needs a person and a date. Still missing: "
                    "%(decisions)s.",
                    decisions=", ".join(lacking.mapped("name")),
                )
            )

    def _tell_attendees(self, body):
        partners = (self.attendee_ids | self.chair_id).partner_id
        self.message_post(
            body=body,
            partner_ids=partners.ids,
            subtype_xmlid="mail.mt_comment",
        )

    def action_open_decisions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_policy.crm_improvement_action"
        )
        action.update(
            domain=[("res_model", "=", self._name), ("res_id", "=", self.id)],
            context={
                "default_res_model": self._name,
                "default_res_id": self.id,
                "default_company_id": self.company_id.id,
            },
        )
        return action

    # -- figures -----------------------------------------------------------------------

    def _get_figures(self):
        """What the meeting discusses of each round: pairs of label and text.

        Another part of grading adds its own, such as the execution of measures.

        :return: list of (round, pairs)
        """
        self.ensure_one()
        return [
            (record, self._get_round_figures(record))
            for record in self.round_ids.sorted("date")
        ]

    def _get_round_figures(self, record):
        labels = record.fields_get(allfields=self._get_figure_fields())
        return [
            (labels[fname]["string"], str(record[fname]))
            for fname in self._get_figure_fields()
        ]

    @api.model
    def _get_figure_fields(self):
        return [
            "graded_count",
            "up_count",
            "down_count",
            "provisional_count",
            "blocked_count",
            "appeal_count",
            "corrected_count",
        ]

    # -- reminder ----------------------------------------------------------------------

    @api.model
    def _cron_remind(self):
        """Opens a meeting to be planned in each period that has none (GRD-20).

        One company a transaction; the unique index lets one reminder a company and
        period exist, whichever node or run was first.
        """
        companies = self.env["res.company"].search(
            [("parent_id", "=", False), ("grading_meeting_cadence", "!=", "none")]
        )
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    self._remind(company)
            except psycopg2.errors.UniqueViolation:
                _logger.info("%s: reminded by another run", company.name)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _remind(self, company):
        """:return: the meeting opened; empty where the period has one already"""
        if not self.env["crm.grading.scheme"]._find_active(company):
            return self.browse()
        period = period_of(company._policy_today(), company.grading_meeting_cadence)
        begin, end = (
            company._policy_moment(day)
            for day in (period.start, period.end + timedelta(days=1))
        )
        known = Domain("company_id", "=", company.id) & (
            Domain("period_start", "=", period.start)
            | (
                Domain("date", ">=", begin)
                & Domain("date", "<", end)
                & Domain("state", "!=", "cancelled")
            )
        )
        if self.search_count(known, limit=1):
            return self.browse()
        # whoever runs the schedule: name and agenda are read by the company's people
        meetings = company._in_policy_lang(self)
        meeting = meetings.create(
            {
                "name": meetings.env._(
                    "Grading meeting, period from %(start)s", start=period.start
                ),
                "company_id": company.id,
                "period_start": period.start,
                "round_ids": self._find_rounds(company).ids,
            }
        )
        self.env.flush_all()
        meeting._ask_managers()
        return meeting

    @api.model
    def _find_rounds(self, company):
        """The latest published grading, and those since the last meeting."""
        rounds = self.env["crm.grading.round"].search(
            [
                ("company_id", "=", company.id),
                ("kind", "=", "regular"),
                ("state", "in", ("published", "effective")),
            ],
            order="date desc",
        )
        discussed = self.search(
            [("company_id", "=", company.id), ("state", "!=", "cancelled")]
        ).round_ids
        return (rounds - discussed) or rounds[:1]
