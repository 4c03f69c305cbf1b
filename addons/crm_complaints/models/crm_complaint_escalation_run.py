# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, split_every

from ..engine import escalation_sql
from .crm_complaint_category import SEVERITIES
from .crm_complaint_milestone import ACTIVE

ACTIVITY = "crm_complaints.mail_activity_type_escalation"
# Escalations of one transaction
BATCH = 200
# How far working hours are looked for: of offices beside the hours of the ladder, and
# of the people who are woken
AROUND = timedelta(days=45)
# of transactions that collect what is due; any number does
LOCK = 6081


class CrmComplaintEscalation(models.Model):
    """The run that wakes people, each once and in their working hours (CMP-02)."""

    _inherit = "crm.complaint.escalation"

    @api.model
    def _cron_escalate(self):
        """Collects what is due in set-based statements, then wakes in batches.

        Killed at any moment and started again, on any node, it wakes nobody twice.
        """
        # a new transaction sees what other nodes have done
        self.env["ir.cron"]._commit_progress()
        if not self._take_turn():
            return
        now = fields.Datetime.now()
        self._collect(now)
        queued = self._get_queue(now)
        self.env["ir.cron"]._commit_progress(remaining=len(queued))
        for ids in split_every(BATCH, queued.ids):
            self.browse(ids).try_lock_for_update()._wake()
            if not self.env["ir.cron"]._commit_progress(len(ids)):
                break

    @api.model
    def _take_turn(self):
        """Only one node collects at a time; whoever is late leaves it to the other."""
        # raw SQL: a lock of this transaction that belongs to no record
        [[taken]] = self.env.execute_query(
            SQL("SELECT pg_try_advisory_xact_lock(%s)", LOCK)
        )
        return taken

    @api.model
    def _collect(self, now):
        """Marks what is overdue and puts what is due into the log: no loop at all.

        :return: the number of steps that fell due
        """
        self.env.flush_all()
        # raw SQL: statements over all open milestones
        self.env.execute_query(escalation_sql.mark_missed(now))
        cutoffs = self._get_cutoffs(now)
        found = []
        if cutoffs:
            found = self.env.execute_query(escalation_sql.insert_due(now, cutoffs))
            self.env.execute_query(escalation_sql.supersede())
        self.env["crm.complaint.milestone"].invalidate_model(["state"])
        self.invalidate_model()
        return len(found)

    @api.model
    def _get_cutoffs(self, now):
        """For each office and step the moment from which on it is due."""
        steps = self.env["crm.complaint.escalation.step"].search(Domain.TRUE)
        # raw SQL: the offices of all open milestones
        offices = self.env.execute_query(escalation_sql.get_calendars())
        around = AROUND + timedelta(hours=max(steps.mapped("hours"), default=0) * 5)
        cutoffs = []
        for company_id, calendar_id in offices:
            company = self.env["res.company"].browse(company_id)
            calendar = self.env["resource.calendar"].browse(calendar_id)
            stretches = None
            if calendar:
                stretches = calendar._get_policy_worktime(
                    company, now - around, now + around
                ).stretches
            cutoffs += [
                (company_id, calendar_id, step.id, step._get_cutoff(now, stretches))
                for step in steps
                if step.company_id in (company, self.env["res.company"])
            ]
        return cutoffs

    @api.model
    def _get_queue(self, now):
        """What can be sent now; who waits for the customer is left in peace."""
        return self.search(
            Domain("state", "=", "queued")
            & Domain("send_at", "<=", now)
            & Domain("complaint_id.is_waiting", "=", False),
            order="due_at, complaint_id.id, id",
        )

    # -- waking ------------------------------------------------------------------------

    def _wake(self):
        """Wakes those at work; who is not is woken at the next opening."""
        self.invalidate_recordset()
        queued = self.filtered(lambda one: one.state == "queued")
        settled = queued.filtered(lambda one: one.milestone_id.state not in ACTIVE)
        settled._skip("settled")
        people = {
            one: one.step_id._get_candidates(one.complaint_id)[:1]
            for one in queued - settled
        }
        lonely = self.browse().union(*(one for one in people if not people[one]))
        lonely._skip("nobody")
        now = fields.Datetime.now()
        for company, theirs in (
            (queued - settled - lonely).grouped("company_id").items()
        ):
            users = self.env["res.users"].union(*(people[one] for one in theirs))
            times = users._get_policy_worktime(company, now, now + AROUND)
            ready = self.browse()
            for one in theirs:
                opening = times[people[one].id].get_next_opening(now)
                if one.step_id.is_immediate or opening in (now, None):
                    ready |= one
                else:
                    one.send_at = opening
            for user in users:
                ready.filtered(lambda one, user=user: people[one] == user)._wake_user(
                    user
                )

    def _skip(self, reason):
        self.write({"state": "skipped", "skip_reason": reason})

    def _wake_user(self, user):
        """All that one person is woken for now; each case once."""
        if not self:
            return
        self.write(
            {"state": "done", "user_id": user.id, "sent_on": fields.Datetime.now()}
        )
        for step, theirs in self.grouped("step_id").items():
            complaints = theirs.complaint_id
            if step.action == "reassign":
                complaints.write({"user_id": user.id})
            elif step.action == "raise":
                theirs._raise_severity()
            complaints._log("escalated", f"{step.name} → {user.name}")
        self._ask(user)
        loud = self.filtered(lambda one: one.step_id.action == "mail")
        if loud:
            loud._tell(user)

    def _raise_severity(self):
        order = [code for code, _label in SEVERITIES]
        for severity, complaints in self.complaint_id.grouped("severity").items():
            higher = order[min(order.index(severity) + 1, len(order) - 1)]
            if higher != severity:
                complaints.write({"severity": higher})

    def _ask(self, user):
        """One activity a complaint, all created at once, in the person's language."""
        told = self.with_context(lang=user.lang)
        zoned = self.with_context(tz=user.tz or self.company_id[:1].policy_tz)
        today = fields.Datetime.context_timestamp(zoned, fields.Datetime.now()).date()
        activities = self.env["mail.activity"].with_context(
            mail_activity_quick_update=True
        )
        activities.create(
            [
                {
                    "res_model_id": self.env["ir.model"]._get_id("crm.complaint"),
                    "res_id": complaint.id,
                    "activity_type_id": self.env.ref(ACTIVITY).id,
                    "automated": True,
                    "user_id": user.id,
                    "summary": theirs._get_summary(),
                    "date_deadline": today,
                }
                for complaint, theirs in told.grouped("complaint_id").items()
            ]
        )

    def _get_summary(self):
        """What is due or overdue of one complaint, in the environment's language."""
        kinds = self.milestone_id._fields["kind"]._description_selection(self.env)
        due = {one.kind for one in self.milestone_id}
        names = ", ".join(label for code, label in kinds if code in due)
        now = fields.Datetime.now()
        if "reopened" in self.mapped("cause"):
            return self.env._("Reopened again; due: %(milestones)s", milestones=names)
        if any(milestone.due_on < now for milestone in self.milestone_id):
            return self.env._("Overdue: %(milestones)s", milestones=names)
        return self.env._("Due soon: %(milestones)s", milestones=names)

    def _tell(self, user):
        """One message a person for the cases of one batch."""
        told = self.with_context(lang=user.lang)
        lines = [
            f"{complaint.display_name} ({theirs._get_summary()})"
            for complaint, theirs in told.grouped("complaint_id").items()
        ]
        told.env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=told.env._("Complaints that need you: %(count)s", count=len(lines)),
            body="; ".join(lines),
        )

    # -- reopened ----------------------------------------------------------------------

    @api.model
    def _follow_reopening(self, milestones):
        """Reopened so many times: a step of the ladder is taken at once.

        :param milestones: those that the reopening began
        """
        replies = milestones.filtered(lambda one: one.kind == "reply")
        steps = self.env["crm.complaint.escalation.step"].search(
            Domain("reopening", ">", 0)
        )
        now = fields.Datetime.now()
        found = self.create(
            [
                {
                    "milestone_id": milestone.id,
                    "complaint_id": milestone.complaint_id.id,
                    "company_id": milestone.company_id.id,
                    "step_id": step.id,
                    "step_sequence": step.sequence,
                    "cause": "reopened",
                    "due_at": now,
                    "send_at": now,
                }
                for milestone in replies
                for step in steps
                if milestone.complaint_id.reopen_count >= step.reopening
                and step.company_id in (milestone.company_id, step.browse().company_id)
                and step.severity in (False, milestone.complaint_id.severity)
            ]
        )
        if found:
            self._call_soon()

    @api.model
    def _follow_start(self, milestones):
        """Where a step is taken when a milestone begins, the ladder runs at once."""
        steps = self.env["crm.complaint.escalation.step"].search(
            Domain("anchor", "=", "start")
        )
        severities = set(milestones.complaint_id.mapped("severity"))
        if any(not step.severity or step.severity in severities for step in steps):
            self._call_soon()

    @api.model
    def _call_soon(self):
        self.env.ref("crm_complaints.ir_cron_escalate")._trigger()

    @api.model
    def _close_requests(self, complaints):
        """Nothing overdue is open any more: nobody needs to be asked."""
        asked = complaints.milestone_ids.filtered(
            lambda one: one.state in ACTIVE
            and "done" in one.escalation_ids.mapped("state")
        )
        (complaints - asked.complaint_id).activity_unlink([ACTIVITY])
