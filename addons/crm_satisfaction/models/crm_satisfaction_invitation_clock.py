# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class CrmSatisfactionInvitation(models.Model):
    """Reminders, and what happens when answers close (SAT-09)."""

    _inherit = "crm.satisfaction.invitation"

    # -- reminders ---------------------------------------------------------------------

    @api.model
    def _get_reminder_domain(self):
        """People to remind now, each by the settings of the company."""
        now = fields.Datetime.now()
        steps = [
            Domain("company_id", "=", company.id)
            & Domain("reminder_count", "=", number)
            & Domain("sent_on", "<=", now - timedelta(days=days))
            for company in self.env["res.company"].search(Domain.TRUE)
            for number, days in enumerate(
                (
                    company.satisfaction_remind_first,
                    company.satisfaction_remind_second,
                )
            )
            if days
        ]
        return (
            Domain("state", "=", "sent")
            & Domain("partner_id.active", "=", True)
            & Domain(
                "measurement_id",
                "any",
                self.env["crm.satisfaction.measurement"]._get_collecting_domain(),
            )
            & Domain.OR(steps)
        )

    @api.model
    def _cron_remind(self, batch=50):
        """Reminds who did not answer; each reminder is sent once."""
        cron = self.env["ir.cron"]
        domain = self._get_reminder_domain()
        cron._commit_progress(remaining=self.search_count(domain))
        while due := self.search(domain, limit=batch).try_lock_for_update():
            due._remind()
            if not cron._commit_progress(len(due)):
                break

    def _remind(self):
        """Reminds, where one may still write to the address that was invited.

        Whoever does not want mail any more is called; a new address is invited anew.
        """
        unreachable = self._drop_unreachable()
        moved = (self - unreachable).filtered(
            lambda one: one.email != one.partner_id.email_normalized
        )
        for invitation in moved:
            invitation._take_address()
        moved._send_first()
        (self - unreachable - moved)._send_reminder()

    def _drop_unreachable(self):
        """:return: those to whom nothing can be sent any more"""
        unreachable = self.browse()
        for invitation in self:
            problem = self._get_mail_problem(invitation.partner_id)
            if problem:
                invitation.write(
                    {"state": "unreachable", "note": problem, "to_phone": True}
                )
                unreachable |= invitation
        unreachable.measurement_id._ask_to_call()
        return unreachable

    def _send_reminder(self):
        """Whether somebody got the mail tells nobody who has answered."""
        for invitation in self:
            invitation.write(
                {
                    "reminder_count": invitation.reminder_count + 1,
                    "reminded_on": fields.Datetime.now(),
                }
            )
        self._send("crm_satisfaction.mail_template_satisfaction_reminder")

    # -- closing -----------------------------------------------------------------------

    @api.model
    def _get_overdue_domain(self):
        """Invitations whose measurement takes no online answers any more."""
        collecting = self.env["crm.satisfaction.measurement"]._get_collecting_domain()
        return Domain("state", "=", "sent") & Domain(
            "measurement_id", "any", ~collecting
        )

    @api.model
    def _cron_expire(self, batch=200):
        """Without answer when the time is over: to be called, while it still counts."""
        cron = self.env["ir.cron"]
        domain = self._get_overdue_domain()
        cron._commit_progress(remaining=self.search_count(domain))
        while due := self.search(domain, limit=batch).try_lock_for_update():
            due._expire()
            if not cron._commit_progress(len(due)):
                break

    def _expire(self):
        """Of anonymous ones it is told now who has answered: all at the same time."""
        answered = self.filtered("is_answered")
        answered.write({"state": "answered", "to_phone": False})
        waiting = self - answered
        for measurement, invitations in waiting.grouped("measurement_id").items():
            is_open = measurement.state == "open"
            invitations.write({"state": "expired", "to_phone": is_open})
            if is_open:
                measurement._ask_to_call()
