# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmPolicySummaryMixin(models.AbstractModel):
    """Figures of a period, counted for management, kept, and mailed.

    The model says in which settings the recipients stand and what the mail shows.
    """

    _name = "crm.policy.summary.mixin"
    _inherit = ["mail.thread"]
    _description = "Summary for Management"

    # QWeb template of the mail: it gets the summary and the figures.
    _mail_template = None

    recipient_ids = fields.Many2many(
        "res.users", string="Sent to", readonly=True, copy=False
    )
    sent_on = fields.Datetime(readonly=True, copy=False)

    def _send(self):
        """Mails the summary to management, each in the own language."""
        for summary in self:
            recipients = summary._get_recipients()
            if not recipients:
                continue
            summary.write(
                {"recipient_ids": recipients.ids, "sent_on": fields.Datetime.now()}
            )
            for lang, users in recipients.grouped("lang").items():
                summary.with_context(lang=lang)._notify_users(users)

    def _notify_users(self, users):
        self.ensure_one()
        self.message_notify(
            partner_ids=users.partner_id.ids,
            subject=self._get_mail_subject(),
            body=self.env["ir.qweb"]._render(
                self._mail_template,
                {"summary": self, "figures": self._get_mail_figures()},
                lang=self.env.lang,
            ),
        )

    def _get_recipients(self):
        """Who in management gets the summary, by the settings of its company."""
        raise NotImplementedError

    def _get_mail_subject(self):
        """In the language of the environment"""
        raise NotImplementedError

    def _get_mail_figures(self):
        """What the template shows, in the language of the environment"""
        raise NotImplementedError
