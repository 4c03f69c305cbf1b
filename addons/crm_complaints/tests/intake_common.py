# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from email.message import EmailMessage
from email.policy import SMTP

from odoo import SUPERUSER_ID, Command

from odoo.addons.mail.tests.common import MockEmail

from .common import ComplaintCommon


class ComplaintIntakeCommon(ComplaintCommon, MockEmail):
    """The desk of the company with its address, and mail as servers hand it over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domains = cls.env["mail.alias.domain"]
        cls.domain = domains.create(
            {
                "name": "policy.example.com",
                "company_ids": [Command.link(cls.company.id)],
            }
        )
        cls.desk = cls.env["crm.complaint.desk"]._get_default(cls.company)
        cls.desk.write(
            {
                "alias_name": "hotline",
                "alias_domain_id": cls.domain.id,
                "user_ids": [Command.set((cls.user | cls.colleague).ids)],
                "user_id": cls.user.id,
                "unit_id": cls.service.id,
            }
        )
        cls.email = cls.env.ref("crm_complaints.crm_complaint_channel_email")
        cls.phone = cls.env.ref("crm_complaints.crm_complaint_channel_phone")
        cls.letter = cls.env.ref("crm_complaints.crm_complaint_channel_letter")
        cls.mail_count = 0

    def _compose(self, body="Water comes in at the window.", **headers):
        """A mail to the desk; header names with _ for -"""
        type(self).mail_count += 1
        message = EmailMessage(policy=SMTP)
        values = {
            "From": "Contact A <contact@customer.example.com>",
            "To": "hotline@policy.example.com",
            "Subject": "Window leaks",
            "Message-Id": f"<{self.id()}.{self.mail_count}@customer.example.com>",
            "Date": "Wed, 01 Jul 2026 09:00:00 +0800",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        for name, value in values.items():
            if value is not None:
                message[name] = value
        if body is not None:
            message.set_content(body)
        return message

    def _receive(self, message):
        """Hands a mail to the gateway as the server does, and gives the case."""
        raw = message if isinstance(message, bytes) else message.as_bytes()
        # as the mail server's job: no company and no language are chosen
        gateway = self.env(user=SUPERUSER_ID, context={})["mail.thread"]
        with self.mock_mail_gateway():
            case_id = gateway.message_process(None, raw)
            self.env["mail.mail"].flush_model()
        self.env.invalidate_all()
        return self.env["crm.complaint"].browse(case_id if case_id else [])

    def _receive_mail(self, body="Water comes in at the window.", **headers):
        return self._receive(self._compose(body, **headers))

    def _get_receipts(self, case):
        return case.message_ids.filtered(lambda one: one.message_type == "auto_comment")

    def _get_notes(self, case):
        """The notes in the history, as one text."""
        note = self.env.ref("mail.mt_note")
        messages = case.message_ids.filtered(lambda one: one.subtype_id == note)
        return " ".join(str(body) for body in messages.mapped("body"))
