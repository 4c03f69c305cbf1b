# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from .crm_complaint import CLOSED_STATES

OPEN_STATES = ("new", "reported", "investigating", "replied", "executing", "awaiting")
# The customer has no reply yet: whoever handles the case may end or re-classify it
UNANSWERED_STATES = ("new", "reported", "investigating")
ACTIVITY = "mail.mail_activity_data_todo"


class CrmComplaintSteps(models.Model):
    """How a complaint moves on (CMP-02 to CMP-04); each step leaves an event."""

    _inherit = "crm.complaint"

    # -- the one door ------------------------------------------------------------------

    def _step(self, kind, vals, note=None):
        """Writes a decision and its event; the right was checked by the caller."""
        states = {complaint.id: complaint.state for complaint in self}
        self._decide(vals)
        self._log(kind, note, states=states)

    @api.private
    def _log(self, kind, note=None, moment=None, states=None):
        """Events of one kind, from which clocks run and stop (law: typed events)

        :param datetime moment: naive in UTC; now when not given
        :param dict states: the state before by id, where a step changed it
        :return: the events
        """
        states = states or {}
        # sudo: events are written by the steps and by nobody
        events = (
            self.env["crm.complaint.event"]
            .sudo()
            .create(
                [
                    {
                        "complaint_id": complaint.id,
                        "kind": kind,
                        "moment": moment or self._get_event_moment(kind, complaint),
                        "user_id": self.env.uid,
                        "state_from": states.get(complaint.id),
                        "state_to": complaint.state,
                        "note": note,
                    }
                    for complaint in self
                ]
            )
        )
        self._after_events(events)
        return events

    @api.model
    def _get_event_moment(self, kind, complaint):
        """A complaint counts from when it came, though it may be entered later."""
        if kind == "received":
            return complaint.received_on
        return fields.Datetime.now()

    def _after_events(self, events):
        """What clocks and counters make of new events; a batch, of one kind."""

    # -- steps -------------------------------------------------------------------------

    def action_acknowledge(self):
        """The customer knows that the complaint has come and its number (CMP-01)."""
        self._lock(*OPEN_STATES)
        todo = self.filtered(lambda complaint: not complaint.acknowledged_on)
        todo._mark_acknowledged()

    def _mark_acknowledged(self, note=None):
        """The receipt went out, or was told on the phone."""
        self._step("acknowledged", {"acknowledged_on": fields.Datetime.now()}, note)

    def action_report(self):
        """The superior hears of it at once, of grave ones the executive too (CMP-02)

        :raises UserError: while department or handler is missing, or a superior
        """
        self._lock("new")
        for complaint in self:
            if not complaint.unit_id or not complaint.user_id:
                raise UserError(
                    self.env._(
                        "Choose the department that answers for %(complaint)s and who "
                        "handles it, then report it.",
                        complaint=complaint.display_name,
                    )
                )
            superior = complaint._get_superior()
            if not superior:
                raise UserError(
                    self.env._(
                        "There is nobody to report %(complaint)s to. Name the head of "
                        "the department, or the executive in the settings; for a "
                        "confidential case somebody else who sees it.",
                        complaint=complaint.display_name,
                    )
                )
            complaint._step(
                "reported",
                {
                    "state": "reported",
                    "reported_to_id": superior.id,
                    "reported_on": fields.Datetime.now(),
                },
                superior.name,
            )
            complaint._tell(complaint._get_people_to_tell())

    def _get_people_to_tell(self):
        """Who hears of a complaint when it is reported."""
        self.ensure_one()
        people = self.reported_to_id
        if self.severity == "grave":
            # sudo: settings of the company
            people |= self.company_id.sudo().complaint_executive_id
        return people

    def _tell(self, users, get_summary=None):
        """An activity for each, in the language of each; only who may see the case.

        :param get_summary: what it says, from a complaint; reported if not given
        """
        self.ensure_one()
        if self.is_confidential:
            users &= self.confidant_ids
        for user in users:
            # sudo: the activity of a superior is not one's own
            record = self.sudo().with_context(lang=user.lang)
            record.activity_schedule(
                ACTIVITY,
                date_deadline=record.company_id._policy_today(),
                summary=(get_summary or self._get_report_summary)(record),
                user_id=user.id,
            )

    @api.model
    def _get_report_summary(self, complaint):
        return complaint.env._(
            "Complaint reported: %(complaint)s", complaint=complaint.display_name
        )

    def action_investigate(self):
        """The departments concerned look into it (CMP-03)."""
        self._lock("reported")
        self._step("investigating", {"state": "investigating"})

    def _mark_replied(self, note=None):
        """The reply has been given to the customer (CMP-03)."""
        self._lock("investigating")
        self._end_waiting()
        self._step(
            "replied",
            {"state": "replied", "replied_on": fields.Datetime.now()},
            note,
        )

    def action_execute(self):
        """What was promised is carried out: rework, repair (CMP-03)."""
        self._lock("replied")
        self._step("executing", {"state": "executing"})

    def action_executed(self):
        """All is done; the customer is asked to confirm (CMP-04)."""
        self._lock("executing")
        self._check_executed()
        self._step("executed", {"executed_on": fields.Datetime.now()})
        self._ask_confirmation()

    def _check_executed(self):
        """:raises UserError: while something that was promised is not done"""

    def action_ask_confirmation(self):
        """Nothing is to be carried out: the customer is asked to confirm (CMP-04)."""
        self._lock("replied")
        self._ask_confirmation()

    def _ask_confirmation(self):
        self._end_waiting()
        self._step("asked", {"state": "awaiting", "asked_on": fields.Datetime.now()})
        self._send_confirmation_request()

    def _send_confirmation_request(self):
        """The customer gets the form; overridden where there is one."""

    def _confirm(self, satisfied, note=None):
        """The customer has answered (CMP-04); the caller checked who answers

        :param bool satisfied: False opens the case again
        :param str note: what the customer says
        """
        self._lock("awaiting")
        self._end_waiting()
        if satisfied:
            self._step("confirmed", {}, note)
            self._close("confirmed", note)
        else:
            self._step("dissatisfied", {}, note)
            self._reopen(note)

    def action_close_unconfirmed(self, reason):
        """Closed without an answer, by a manager and with a reason (CMP-04)

        :raises AccessError: for all but managers
        :raises UserError: before the days to confirm are over
        """
        self._check_manager()
        self._check_reason(reason)
        self._lock("awaiting")
        for complaint in self:
            if not complaint.may_close_unconfirmed:
                raise UserError(
                    self.env._(
                        "The customer has until %(date)s to answer.",
                        date=format_date(
                            self.env,
                            complaint.company_id._get_policy_date(
                                complaint._get_unconfirmed_from()
                            ),
                        ),
                    )
                )
        self._close("unconfirmed", reason)

    def _check_manager(self):
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise AccessError(
                self.env._("A manager decides this, with a reason. Ask one.")
            )

    @api.model
    def _check_reason(self, reason):
        """:raises UserError: for blanks, from the dialog or over RPC"""
        if not str(reason or "").strip():
            raise UserError(self.env._("Give a reason for the step."))

    def _check_may_end(self, kind):
        """Once there is a reply the customer confirms, or a manager decides (CMP-04)

        :param str kind: the ending, one of ``close_kind``
        :raises AccessError: for others than managers from the reply on
        """
        self._check_ending(kind)
        if self.filtered(lambda case: case.state not in UNANSWERED_STATES):
            self._check_manager()

    def _check_ending(self, kind):
        """:raises UserError: where a case of this sort does not end in this way"""

    def _close(self, kind, reason=None):
        """The end, of whatever kind; takes what waits for people away."""
        self._check_ending(kind)
        self._step(
            "closed",
            {
                "state": "closed",
                "closed_on": fields.Datetime.now(),
                "closed_by_id": self._get_closer(kind).id,
                "close_kind": kind,
                "close_reason": reason,
                "is_waiting": False,
                "waiting_since": False,
            },
            reason,
        )
        self._close_request()

    @api.model
    def _get_closer(self, kind):
        """Who of ours ended it: nobody where the customer did"""
        user = self.env.user
        return user.browse() if kind == "confirmed" or user.share else user

    def action_withdraw(self, reason):
        """The customer takes the complaint back, as staff heard it."""
        self._check_reason(reason)
        self._lock(*OPEN_STATES)
        self._check_may_end("withdrawn")
        self._close("withdrawn", reason)

    def action_reopen(self, reason):
        """Not settled after all: the investigation goes on (CMP-04)."""
        self._check_reason(reason)
        self._lock("closed", "awaiting")
        for complaint in self:
            if complaint.close_kind == "merged":
                raise UserError(
                    self.env._(
                        "%(complaint)s is part of %(other)s: reopen that one.",
                        complaint=complaint.display_name,
                        other=complaint.duplicate_of_id.display_name,
                    )
                )
        self._reopen(reason)

    def _reopen(self, reason):
        self._end_waiting()
        for complaint in self:
            complaint._step(
                "reopened",
                {
                    "state": "investigating",
                    "reopen_count": complaint.reopen_count + 1,
                    "reopen_reason": reason,
                    "closed_on": False,
                    "closed_by_id": False,
                    "close_kind": False,
                    "close_reason": False,
                    "replied_on": False,
                    "executed_on": False,
                    "asked_on": False,
                },
                reason,
            )
            complaint._tell(complaint._get_superior() | complaint.user_id)

    def action_wait(self):
        """The customer owes an answer: the clocks stand still (CMP-03)."""
        self._lock("new", "reported", "investigating", "replied", "executing")
        todo = self.filtered(lambda complaint: not complaint.is_waiting)
        todo._step(
            "waiting", {"is_waiting": True, "waiting_since": fields.Datetime.now()}
        )

    def action_resume(self):
        """The customer has answered: the clocks go on (CMP-03)."""
        self._lock(*OPEN_STATES)
        self._end_waiting()

    def _end_waiting(self):
        """A step that needs nothing of the customer ends waiting, with its event."""
        todo = self.filtered("is_waiting")
        todo._step("resumed", {"is_waiting": False, "waiting_since": False})

    def action_cancel(self, reason):
        """Entered by mistake; stays in the register with its reason (CMP-01)."""
        self._check_reason(reason)
        self._lock(*OPEN_STATES)
        self._check_may_end("cancelled")
        self._step(
            "cancelled",
            {
                "state": "cancelled",
                "closed_on": fields.Datetime.now(),
                "closed_by_id": self.env.uid,
                "close_kind": "cancelled",
                "close_reason": reason,
                "is_waiting": False,
                "waiting_since": False,
            },
            reason,
        )
        self._close_request()

    # -- dialogs -----------------------------------------------------------------------

    def _get_reasoned_steps(self):
        return {
            "close_unconfirmed": (
                self.action_close_unconfirmed,
                self.env._("Close Without Confirmation"),
            ),
            "withdraw": (self.action_withdraw, self.env._("Withdrawn by Customer")),
            "reopen": (self.action_reopen, self.env._("Reopen")),
            "cancel": (self.action_cancel, self.env._("Cancel")),
        }

    def action_ask_reason(self):
        """Opens the dialog for the step named in the context (``step``)."""
        return self._ask_reason(self.env.context.get("step"))

    def _is_closed(self):
        self.ensure_one()
        return self.state in CLOSED_STATES
