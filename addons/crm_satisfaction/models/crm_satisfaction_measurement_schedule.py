# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

ACTIVITY_LATE = "crm_satisfaction.mail_activity_type_late"
ACTIVITY_OPEN = "crm_satisfaction.mail_activity_type_open"

_logger = logging.getLogger(__name__)


class CrmSatisfactionMeasurement(models.Model):
    """Measurements of the schedule: they move with the dates, open by themselves and
    are told when late (SAT-05)."""

    _name = "crm.satisfaction.measurement"
    _inherit = ["crm.satisfaction.measurement", "crm.policy.overdue.mixin"]
    _due_field = "date_to"
    _undone_states = ("planned", "open")

    timing_key = fields.Char(
        readonly=True,
        copy=False,
        help="Which window of the object this is, such as a certain quarter.",
    )
    scheduled_from = fields.Date(
        string="Window from",
        readonly=True,
        copy=False,
        help="As the timing rule says; the measurement itself may lie elsewhere.",
    )
    scheduled_to = fields.Date(string="Window to", readonly=True, copy=False)
    plan_line_id = fields.Many2one(
        "crm.satisfaction.plan.line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    plan_id = fields.Many2one(
        related="plan_line_id.plan_id", string="Yearly Plan", store=True, index=True
    )
    late_told_on = fields.Date(readonly=True, copy=False)
    open_tried_on = fields.Date(readonly=True, copy=False)
    open_issue = fields.Char(
        string="Could Not Open",
        readonly=True,
        copy=False,
        help="Why it did not open by itself; it is tried again every day.",
    )

    _timing_key_uniq = models.UniqueIndex(
        "(subject_id, timing_key) WHERE timing_key IS NOT NULL",
        "This window of the object is planned already.",
    )
    _plan_line_uniq = models.UniqueIndex(
        "(plan_line_id) WHERE plan_line_id IS NOT NULL",
        "This line of the plan has its measurement already.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "timing_key",
            "scheduled_from",
            "scheduled_to",
            "plan_line_id",
            "plan_id",
            "late_told_on",
            "open_tried_on",
            "open_issue",
        }

    def write(self, vals):
        moved = self.browse()
        if "date_to" in vals:
            day = fields.Date.to_date(vals["date_to"])
            moved = self.filtered(lambda one: one.date_to != day and one.late_told_on)
        result = super().write(vals)
        if moved:
            # told again when it is late by the new date
            moved._decide({"late_told_on": False})
            # sudo: whoever was told, it is due on another day now
            moved.sudo().activity_unlink([ACTIVITY_LATE])
        return result

    # -- planning ----------------------------------------------------------------------

    @api.model
    def _create_scheduled(self, vals_list):
        """Planned measurements, without a message for each."""
        # sudo: what a rule or an approved plan asks for is created by itself
        planned = self.sudo().with_context(
            mail_create_nosubscribe=True, mail_create_nolog=True, tracking_disable=True
        )
        return planned.create(vals_list).with_env(self.env)

    def _follow_window(self, window, issue=False):
        """The window of the rule is another one now, or there is none any more.

        What is planned moves or is cancelled; what collects answers stays, with a note.

        :param window: of ``engine.timing``, None when nothing is due any more
        :param issue: why nothing is due, when it is not for the dates
        """
        self.ensure_one()
        now = (window.start, window.end) if window else (False, False)
        if self.state not in self._undone_states or now == (
            self.scheduled_from,
            self.scheduled_to,
        ):
            return
        values = {"scheduled_from": now[0], "scheduled_to": now[1]}
        if self.state == "open":
            self._note_moved_window(window)
        elif window:
            values.update(date_from=window.start, date_to=window.end)
        else:
            # the key is free: should the dates come back, so does the window
            reason = issue or self.env._("By its dates the object is not due any more.")
            values.update(state="cancelled", reason=reason, timing_key=False)
        self._decide(values)

    def _note_moved_window(self, window):
        """Answers come in: it stays, and people know."""
        if window:
            body = self.env._(
                "The dates of the object changed: its window is %(start)s to %(end)s "
                "now. This measurement collects answers already and stays as it is.",
                start=format_date(self.env, window.start),
                end=format_date(self.env, window.end),
            )
        else:
            body = self.env._(
                "The dates of the object changed: it is not due any more. This "
                "measurement collects answers already and stays as it is."
            )
        self.message_post(body=body, subtype_xmlid="mail.mt_note")

    def _follow_unit(self):
        """What is planned is done by the department that answers now."""
        for measurement in self.filtered(lambda one: one.state == "planned"):
            unit = measurement.subject_id._get_active_unit()
            if measurement.unit_id != unit:
                measurement._decide({"unit_id": unit.id})
            if not measurement.user_id.active:
                user = measurement.subject_id._get_active_user()
                measurement._decide({"user_id": user.id})

    # -- opening -----------------------------------------------------------------------

    @api.model
    def _open_due(self, company):
        """Opens what has begun, each in its own transaction (SAT-05)."""
        if not company.satisfaction_open_due:
            return
        today = company._policy_today()
        due = self.search(self._get_due_domain(company, today), order="id")
        for measurement in due:
            measurement._open_alone(today)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _get_due_domain(self, company, today):
        """Of the schedule or a plan, begun, and not tried today."""
        not_today = Domain("open_tried_on", "=", False) | Domain(
            "open_tried_on", "!=", today
        )
        return not_today & Domain(
            [
                ("company_id", "=", company.id),
                ("state", "=", "planned"),
                ("timing_key", "!=", False),
                ("date_from", "<=", today),
            ]
        )

    def _open_alone(self, today):
        """Opens one; what forbids it is shown and told once."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self.action_open()
                self._decide({"open_issue": False})
                self.activity_unlink([ACTIVITY_OPEN])
        except UserError as error:
            self.invalidate_recordset()
            if self.state != "planned":
                return
            issue = str(error)
            if not self.open_issue:
                self._tell(
                    self.user_id,
                    ACTIVITY_OPEN,
                    lambda one: one.env._("Answers cannot be collected yet"),
                    note=issue,
                )
            self._decide({"open_issue": issue, "open_tried_on": today})

    # -- late ones ---------------------------------------------------------------------

    @api.model
    def _tell_late(self, company):
        """Tells the responsible and the head of the department, once, in batches."""
        today = company._policy_today()
        domain = [
            ("company_id", "=", company.id),
            ("state", "in", self._undone_states),
            ("date_to", "<", today),
            ("late_told_on", "=", False),
        ]
        while batch := self.search(domain, limit=200, order="id"):
            people = {}
            for measurement in batch:
                heads = measurement.unit_id._get_heads_up()[:1]
                for user in (measurement.user_id | heads).filtered("active"):
                    people[user] = people.get(user, self) | measurement
            for user, late in people.items():
                late._tell(
                    user,
                    ACTIVITY_LATE,
                    lambda one: one.env._("The measurement is overdue"),
                )
            batch._decide({"late_told_on": today})
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                break

    def _tell(self, user, activity_type, get_summary, note=False):
        """An activity for a person, in that person's language.

        :param get_summary: gives the text for records in that language
        """
        # sudo: who is told need not be who works on it
        told = self.sudo().with_context(lang=user.lang)
        told.activity_schedule(
            activity_type, summary=get_summary(told), note=note, user_id=user.id
        )

    def _after_opened(self):
        result = super()._after_opened()
        # sudo: whoever was asked, it is open now
        self.sudo().activity_unlink([ACTIVITY_OPEN])
        return result

    def _after_done(self):
        result = super()._after_done()
        # sudo: whoever was told, it is done now
        self.sudo().activity_unlink([ACTIVITY_LATE])
        return result

    def _cancel(self, reason):
        result = super()._cancel(reason)
        # sudo: whoever was told, it is given up
        self.sudo().activity_unlink([ACTIVITY_LATE, ACTIVITY_OPEN])
        return result
