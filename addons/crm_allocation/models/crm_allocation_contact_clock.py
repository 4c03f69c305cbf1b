# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..stepping import step_through
from .crm_allocation_contact import ACTIVITY, RUNNING

# How far ahead working hours are looked for
HORIZON = timedelta(days=60)
# Missed clocks of one transaction
BATCH = 200


class CrmAllocationContact(models.Model):
    """Clocks start and stop with changes of owner, and run out (ALC-07)."""

    _inherit = "crm.allocation.contact"

    # -- start and stop ----------------------------------------------------------------

    @api.model
    def _follow_transfer(self, lines):
        """Stops the clocks of former owners and starts those of receivers.

        :param lines: the ledger's new lines
        """
        self._stop_moved(lines)
        for company, theirs in lines.grouped("company_id").items():
            sources = company.sudo()._get_contact_sources()  # sudo: a setting
            given = theirs.filtered(
                lambda line, sources=sources: (
                    line.holder == "person" and line.source in sources
                )
            )
            self._start(company, given)

    @api.model
    def _stop_moved(self, lines):
        """A customer who went on needs no contact of the former owner any more."""
        # sudo: the former owner's work, whoever hands the customer over
        running = self.sudo().search(
            Domain("partner_id", "in", lines.partner_id.ids)
            & Domain("company_id", "in", lines.company_id.ids)
            & Domain("state", "in", RUNNING)
            & Domain("ownership_id.date_to", "!=", False)
        )
        if running:
            running._decide({"state": "cancelled", "stopped_by": "owner"})
            running.activity_unlink([ACTIVITY])

    @api.model
    def _start(self, company, lines):
        """One clock a line, in statements that do not grow with the lines."""
        most = company.sudo().allocation_contact_at_once  # sudo: a setting
        started = lines.browse()
        for user, theirs in lines.grouped("user_id").items():
            if most and len(theirs) > most:
                self._tell_no_clock(user, len(theirs))
            else:
                started |= theirs
        if not started:
            return
        now = fields.Datetime.now()
        worktimes = started.user_id._get_policy_worktime(company, now, now + HORIZON)
        # sudo: clocks are started by whoever allocates
        contacts = self.sudo().with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True
        )
        contacts = contacts.create(
            [
                self._prepare_contact(line, worktimes[line.user_id.id], now)
                for line in started
            ]
        )
        contacts._ask_receivers()
        for user, theirs in contacts.grouped("user_id").items():
            theirs._tell_receiver(user)

    @api.model
    def _prepare_contact(self, line, worktime, now):
        """:param worktime: a :class:`Worktime` (crm_policy) of the receiver"""
        company = line.company_id
        minutes = company.allocation_contact_minutes
        after = minutes + company.allocation_report_minutes
        # without any known hours, the clock waits as long as hours are looked for
        return {
            "ownership_id": line.id,
            "partner_id": line.partner_id.id,
            "company_id": company.id,
            "user_id": line.user_id.id,
            "team_id": line.team_id.id,
            "manager_id": line.team_id.user_id.id,
            "assigned_at": now,
            "starts_at": worktime.get_next_opening(now) or worktime.until,
            "contact_due": worktime.get_deadline(now, minutes) or worktime.until,
            "report_due": worktime.get_deadline(now, after) or worktime.until,
        }

    def _ask_receivers(self):
        """An activity at once for each receiver."""
        self._schedule(
            ACTIVITY,
            {contact: contact.user_id for contact in self},
            lambda contact: contact.env._(
                "Contact %(customer)s", customer=contact.partner_id.display_name
            ),
        )

    @api.model
    def _schedule(self, type_xmlid, people, get_summary):
        """One activity a record, all created at once, each in the person's language.

        :param dict people: whom to ask, by record
        """
        model_id = self.env["ir.model"]._get_id(self._name)
        type_id = self.env.ref(type_xmlid).id
        # sudo: an activity for somebody else; no e-mail for each of them
        activities = self.env["mail.activity"].sudo()
        activities.with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": model_id,
                    "res_id": contact.id,
                    "activity_type_id": type_id,
                    "automated": True,
                    "user_id": user.id,
                    "summary": get_summary(contact.with_context(lang=user.lang)),
                    "date_deadline": contact._get_day_of(user),
                }
                for contact, user in people.items()
            ]
        )

    def _get_day_of(self, user):
        """The day of the next step where the person is, else of the policies."""
        self.ensure_one()
        zoned = self.with_context(tz=user.tz or self.company_id.policy_tz)
        moment = self.due_at or fields.Datetime.now()
        return fields.Datetime.context_timestamp(zoned, moment).date()

    def _tell_receiver(self, user):
        """One message a person, for the customers of one step."""
        told = self.with_context(lang=user.lang)
        told.env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=told.env._("Customers for you: %(count)s", count=len(told)),
            body=told.env._(
                "Contact them in time: %(customers)s",
                customers=", ".join(
                    told.env._(
                        "%(customer)s until %(due)s",
                        customer=contact.partner_id.display_name,
                        due=contact.company_id._format_allocation_time(
                            contact.contact_due
                        ),
                    )
                    for contact in told
                ),
            ),
        )

    @api.model
    def _tell_no_clock(self, user, count):
        thread = self.env["mail.thread"].with_context(lang=user.lang)
        thread.message_notify(
            partner_ids=user.partner_id.ids,
            subject=thread.env._("Customers for you: %(count)s", count=count),
            body=thread.env._(
                "You received %(count)s customers in one step. So many cannot be "
                "contacted in minutes: no clock runs for them.",
                count=count,
            ),
        )

    # -- running out -------------------------------------------------------------------

    @api.model
    def _cron_miss(self):
        """What is over counts as missed; killed and run again, nothing counts twice."""
        now = fields.Datetime.now()
        due = self.search(
            Domain("state", "in", RUNNING) & Domain("due_at", "<", now),
            order="due_at, id",
        )
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for ids in split_every(BATCH, due.ids):
            step_through(
                self.browse(ids).try_lock_for_update(), lambda some: some._miss()
            )
            if not self.env["ir.cron"]._commit_progress(len(ids)):
                break

    def _miss(self):
        """Those whose time is over: a turn skipped, a penalty proposed, all told."""
        now = fields.Datetime.now()
        # sudo: what follows is not the receiver's to write
        missed = self.sudo().filtered(
            lambda contact: contact.state in RUNNING and contact.due_at < now
        )
        if not missed:
            return
        for state, what in (("open", "contact"), ("contacted", "report")):
            contacts = missed.filtered(
                lambda contact, state=state: contact.state == state
            )
            if contacts:
                contacts._decide(
                    {
                        "state": "missed",
                        "missed_what": what,
                        "missed_at": now,
                        "stopped_by": "time",
                    }
                )
        missed._suspend()
        missed._propose_penalties()
        missed._ask_leaders()

    def _suspend(self):
        """The receiver's next turns are skipped."""
        self.env["crm.allocation.suspension"]._impose(
            [
                {
                    "user_id": contact.user_id.id,
                    "company_id": contact.company_id.id,
                    "kind": "turns",
                    "turns": contact.company_id.allocation_missed_turns,
                    "cause": "missed",
                    "reason": contact._get_missed_sentence(),
                    "origin_model": contact._name,
                    "origin_id": contact.id,
                    "is_immediate": contact.company_id.allocation_missed_immediate,
                }
                for contact in self
                if contact.company_id.allocation_missed_turns
            ]
        )

    def _propose_penalties(self):
        self.env["crm.allocation.penalty"]._propose(
            "missed_clock",
            [
                {
                    "user_id": contact.user_id.id,
                    "company_id": contact.company_id.id,
                    "date": contact.company_id._policy_today(),
                    "evidence": contact._get_missed_sentence(),
                    "origin_model": contact._name,
                    "origin_id": contact.id,
                }
                for contact in self
            ],
        )

    def _get_missed_sentence(self):
        """In the language of the company, for it is read by many."""
        self.ensure_one()
        told = self.company_id._in_policy_lang(self)
        labels = dict(told._fields["missed_what"]._description_selection(told.env))
        return told.env._(
            "%(what)s not in time: %(customer)s, assigned %(assigned)s, due %(due)s",
            what=labels[told.missed_what],
            customer=told.partner_id.display_name,
            assigned=told.company_id._format_allocation_time(told.assigned_at),
            due=told.company_id._format_allocation_time(
                told.contact_due if told.missed_what == "contact" else told.report_due
            ),
        )

    def _ask_leaders(self):
        """The sales manager decides whether the customer goes to somebody else."""
        people = {}
        for contact in self:
            leader = contact.manager_id
            if not leader.active or leader == contact.user_id:
                leader = contact._get_deciding_managers()[:1]
            if leader:
                people[contact] = leader
        self._schedule(
            "mail.mail_activity_data_todo",
            people,
            lambda contact: contact._get_request_summary(),
        )
