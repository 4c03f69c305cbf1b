# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, formataddr


class CrmComplaint(models.Model):
    """The customer learns the number of the case, once (CMP-01)."""

    _inherit = "crm.complaint"

    receipt_sent_on = fields.Datetime(readonly=True, copy=False, index="btree_not_null")
    receipt_address = fields.Char(string="Receipt to", readonly=True, copy=False)
    receipt_note = fields.Char(
        string="No Receipt",
        readonly=True,
        copy=False,
        help="Why the customer got no receipt: tell the number by phone or letter.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "receipt_sent_on",
            "receipt_address",
            "receipt_note",
        }

    def action_send_receipt(self):
        """The receipt, after an address was found; the reason where there is none."""
        self._lock("new", "reported", "investigating")
        self._send_receipt()

    def _send_receipt(self):
        """Tells each customer the number once, or notes why not."""
        acknowledged = self.browse()
        for complaint in self.filtered(lambda case: not case.receipt_sent_on):
            refusal = complaint._get_receipt_refusal()
            if not refusal:
                refusal = complaint._mail_customer(
                    "crm_complaints.mail_template_complaint_receipt"
                )
            if refusal:
                # sudo: closed to editing; the receipt is a step of its own
                complaint.sudo().receipt_note = refusal
                continue
            # sudo: as above
            complaint.sudo().write(
                {
                    "receipt_sent_on": fields.Datetime.now(),
                    "receipt_address": complaint._get_customer_address(),
                    "receipt_note": False,
                }
            )
            if complaint._is_acknowledged_by_receipt():
                acknowledged |= complaint
        if acknowledged:
            # sudo: who sends the receipt need not handle the case
            acknowledged.sudo()._mark_acknowledged(self.env._("Receipt by mail"))

    def _is_acknowledged_by_receipt(self):
        self.ensure_one()
        # sudo: settings of the company
        wanted = self.company_id.sudo().complaint_receipt_acknowledges
        return wanted and not self.acknowledged_on

    def _get_customer_address(self):
        """The address of whoever complained, normalised; empty without a valid one."""
        self.ensure_one()
        return email_normalize(self.email_from or "") or ""

    def _get_receipt_refusal(self):
        """Why no receipt goes out, in the language of the reader; empty when it does.

        Neither machines nor ourselves get one: a loop of mails ends here.
        """
        self.ensure_one()
        address = self._get_customer_address()
        # sudo: settings of channel and company, and who has which address
        complaint = self.sudo()
        if complaint.channel_id and not complaint.channel_id.send_receipt:
            return self.env._(
                "Receipts are switched off for %(channel)s.",
                channel=complaint.channel_id.name,
            )
        if not address:
            return self.env._("No valid e-mail address is known.")
        if self.env.context.get("complaint_mail_is_automatic"):
            return self.env._("The mail was written by a machine.")
        if complaint.env["mail.alias.domain"]._find_aliases([address]):
            return self.env._("%(address)s is an address of our own.", address=address)
        if complaint._is_colleague(address):
            return self.env._("%(address)s is a colleague's.", address=address)
        limit = complaint.company_id.complaint_receipt_limit
        if limit and complaint._count_receipts(address) >= limit:
            return self.env._(
                "%(address)s has got %(count)s receipts within 24 hours already.",
                address=address,
                count=limit,
            )
        return ""

    @api.model
    def _is_colleague(self, address):
        # sudo: who works here is no secret among those who take complaints in
        users = self.env["res.users"].sudo()
        return bool(
            users.search_count(
                [("partner_id.email_normalized", "=", address), ("share", "=", False)],
                limit=1,
            )
        )

    def _count_receipts(self, address):
        since = fields.Datetime.now() - timedelta(hours=24)
        return self.search_count(
            [("receipt_sent_on", ">=", since), ("receipt_address", "=", address)]
        )

    def _get_customer_lang(self):
        """The language in which the customer is written to."""
        self.ensure_one()
        # sudo: who writes need not be able to read the customer
        complaint = self.sudo()
        return (
            complaint.contact_id.lang
            or complaint.partner_id.lang
            or complaint.company_id.partner_id.lang
            or self.env.lang
        )

    def _get_receipt_link(self):
        """Where the customer can follow the case; empty without such a place."""
        return ""

    def _mail_customer(self, template_xmlid, thread=None):
        """A mail to whoever complained, from a template, in the customer's language.

        It stands in the history of the case; answers to it join the case.

        :param thread: the case in whose history it stands, when it is another
        :return: why it could not be written, empty when it was
        """
        self.ensure_one()
        # sudo: the template may name what who writes cannot read; it is ours
        complaint = self.sudo()
        template = complaint.env.ref(template_xmlid, raise_if_not_found=False)
        if not template:
            return self.env._("The mail template was deleted.")
        try:
            with self.env.cr.savepoint():
                rendered = template._generate_template(
                    complaint.ids, ("subject", "body_html")
                )[complaint.id]
        except UserError as error:
            # a template that somebody spoilt must not cost the case
            return self.env._(
                "The mail template fails: %(reason)s", reason=error.args[0]
            )
        complaint._post_to_customer(
            rendered["body_html"], rendered["subject"], thread=thread
        )
        return ""

    def _post_to_customer(self, body, subject, attachments=(), thread=None):
        """Posts and mails to whoever complained, and to nobody else.

        :param str body: HTML, rendered or sanitized by the caller
        :param attachments: ids of attachments that go along
        :param thread: the case in whose history it stands, when it is another
        :return: the message
        """
        self.ensure_one()
        address = self._get_customer_address()
        contact = self.contact_id
        # a confidential case addresses nobody but its confidants: the customer hears
        # of it by mail alone
        known = (
            bool(address)
            and contact.email_normalized == address
            and not self.is_confidential
        )
        stranger = formataddr((self.contact_name or "", address))
        # sudo: who writes to the customer need not be able to read the people named
        case = (thread or self).sudo()
        return case.message_post(
            body=Markup(body),
            subject=subject,
            message_type="auto_comment",
            subtype_xmlid="mail.mt_comment",
            author_id=self.company_id.partner_id.id,
            email_from=self._get_sender_address(),
            partner_ids=contact.ids if known else [],
            outgoing_email_to=False if known else stranger,
            attachment_ids=list(attachments),
            email_add_signature=False,
            force_email_lang=self._get_customer_lang(),
            notify_skip_followers=True,
            # machines that answer are told not to (RFC 3834)
            mail_headers={
                "Auto-Submitted": "auto-replied",
                "X-Auto-Response-Suppress": "All",
            },
        )

    def _get_sender_address(self):
        """Of the desk where it has one, else the company's, else the user's."""
        self.ensure_one()
        desk = self.desk_id
        if desk.alias_email:
            return formataddr((self.company_id.name, desk.alias_email))
        return self.company_id.email_formatted or self.env.user.email_formatted

    def _takes_mail(self):
        """Whether an answer to a mail of ours comes back to the case."""
        self.ensure_one()
        # sudo: who writes need not be able to read the desk or the company's domain
        complaint = self.sudo()
        return bool(
            complaint.desk_id.alias_email or complaint.company_id.catchall_email
        )

    def _notify_get_reply_to(self, default=None, author_id=False):
        """Answers go to the address of the desk."""
        # sudo: who writes need not be able to read the desk
        with_desk = self.sudo().filtered("desk_id.alias_email").with_env(self.env)
        reply_to = {
            complaint.id: formataddr((desk.company_id.name, desk.alias_email))
            for complaint in with_desk
            # sudo: as above
            for desk in complaint.sudo().desk_id
        }
        rest = self - with_desk
        if rest:
            reply_to.update(
                super(CrmComplaint, rest)._notify_get_reply_to(
                    default=default, author_id=author_id
                )
            )
        return reply_to
