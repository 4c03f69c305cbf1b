# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine import escalation_sql
from .crm_complaint_category import SEVERITIES
from .crm_complaint_target import MILESTONES, UNITS

ACTIVE = escalation_sql.ACTIVE


class CrmComplaintMilestone(models.Model):
    """What a complaint promises and by when, with the figures behind it (CMP-02, 03).

    Written by events and by planning only; what is done stays as it was.
    """

    _name = "crm.complaint.milestone"
    _description = "Milestone of a Complaint"
    _order = "due_on, id"
    _rec_name = "kind"

    complaint_id = fields.Many2one(
        "crm.complaint", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        MILESTONES, string="Milestone", required=True, readonly=True
    )
    cycle = fields.Integer(
        string="Round",
        required=True,
        readonly=True,
        default=1,
        help="Each reopening begins a new one.",
    )
    state = fields.Selection(
        [
            ("open", "Open"),
            ("missed", "Overdue"),
            ("met", "Done in Time"),
            ("late", "Done Late"),
            ("cancelled", "No Longer Asked For"),
        ],
        required=True,
        readonly=True,
        default="open",
    )
    user_id = fields.Many2one(related="complaint_id.user_id")
    partner_id = fields.Many2one(related="complaint_id.partner_id")
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="As it was when the milestone was last planned.",
    )
    category_id = fields.Many2one(
        "crm.complaint.category",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    severity = fields.Selection(SEVERITIES, readonly=True)
    # the rule, as it was when the milestone was planned
    target_id = fields.Many2one(
        "crm.complaint.target",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    value = fields.Float(string="Time Given", readonly=True, digits=(6, 2))
    unit = fields.Selection(UNITS, readonly=True)
    promised_on = fields.Datetime(
        string="Date Promised", readonly=True, help="Counts instead of the time given."
    )
    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working Hours",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    is_fallback = fields.Boolean(
        string="Round the Clock",
        readonly=True,
        help="No working hours were found: the time ran on calendar days.",
    )
    started_on = fields.Datetime(readonly=True, required=True)
    due_on = fields.Datetime(string="Due", readonly=True, required=True)
    warn_on = fields.Datetime(readonly=True)
    done_on = fields.Datetime(readonly=True)
    done_event_id = fields.Many2one(
        "crm.complaint.event",
        string="Done By",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    paused_seconds = fields.Integer(
        readonly=True,
        aggregator=None,
        help="By how much waiting for the customer moved it: working time, or time of "
        "the clock for calendar days.",
    )
    needs_planning = fields.Boolean(readonly=True)
    escalation_ids = fields.One2many(
        "crm.complaint.escalation", "milestone_id", readonly=True
    )
    rule_text = fields.Text(
        string="Why This Due Date", compute="_compute_rule_text", compute_sudo=True
    )

    _cycle_uniq = models.UniqueIndex("(complaint_id, kind, cycle)")
    _active_idx = models.Index(
        "(company_id, calendar_id, due_on) WHERE state IN ('open', 'missed')"
    )
    _planning_idx = models.Index("(id) WHERE needs_planning")

    @api.depends("kind", "complaint_id.reference")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for milestone in self:
            milestone.display_name = self.env._(
                "%(complaint)s: %(milestone)s",
                complaint=milestone.complaint_id.reference,
                milestone=kinds[milestone.kind],
            )

    @api.depends(
        "value", "unit", "started_on", "promised_on", "paused_seconds", "is_fallback"
    )
    @api.depends_context("lang")
    def _compute_rule_text(self):
        for milestone in self:
            milestone.rule_text = " ".join(milestone._get_rule_sentences())

    def _get_rule_sentences(self):
        """The due date in words, in the reader's language."""
        self.ensure_one()
        units = dict(self._fields["unit"]._description_selection(self.env))
        start = self.complaint_id._get_file_moment(self.started_on)
        if self.promised_on:
            sentences = [
                self.env._(
                    "The customer was promised %(date)s.",
                    date=self.complaint_id._get_file_moment(self.promised_on),
                )
            ]
        else:
            sentences = [
                self.env._(
                    "Time given, in %(unit)s: %(value)s. Counted from %(start)s.",
                    value=f"{self.value:g}",
                    unit=units[self.unit],
                    start=start,
                )
            ]
        sentences.append(
            self.env._("Rule: %(rule)s.", rule=self.target_id.name)
            if self.target_id
            else self.env._("No target fits: the setting of the company counts.")
        )
        if self.is_fallback:
            sentences.append(
                self.env._("No working hours were found: the time ran round the clock.")
            )
        if self.paused_seconds:
            sentences.append(
                self.env._(
                    "Moved by %(hours)s hours of waiting for the customer.",
                    hours=f"{self.paused_seconds / 3600:.1f}",
                )
            )
        return sentences

    def action_open_complaint(self):
        self.ensure_one()
        return self.complaint_id._get_records_action(context={})
