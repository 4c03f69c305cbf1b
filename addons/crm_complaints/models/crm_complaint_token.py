# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup, escape

from odoo import fields, models


class CrmComplaint(models.Model):
    """The link by which a customer acts is in the customer's mail alone (CMP-04).

    The history has the link without its token: who reads it needs to be logged in as
    the customer, and can neither withdraw nor confirm in the customer's name.
    """

    _inherit = "crm.complaint"

    access_token = fields.Char(groups="base.group_system")

    def _portal_ensure_token(self):
        # sudo: the token is closed to whoever does not mail it to the customer
        return super(CrmComplaint, self.sudo())._portal_ensure_token()

    def _sign_token(self, pid):
        # sudo: as above
        return super(CrmComplaint, self.sudo())._sign_token(pid)

    def _get_share_url(
        self, redirect=False, signup_partner=False, pid=None, share_token=True
    ):
        """Staff share the customer's link only of cases that they handle."""
        self.check_access("write" if self.env.user._is_internal() else "read")
        # sudo: the token is closed to whoever does not share it, see above
        return super(CrmComplaint, self.sudo())._get_share_url(
            redirect, signup_partner, pid, share_token
        )

    def _get_receipt_link(self):
        """The page of the case; the mail to the customer adds the token to it."""
        self.ensure_one()
        return self.get_base_url() + self.access_url

    def _get_customer_link(self):
        """The customer's own link, which opens the page without logging in."""
        self.ensure_one()
        # sudo: who sends a receipt need not be able to write the token
        complaint = self.sudo()
        return complaint.get_base_url() + complaint.get_portal_url()

    def message_post(self, *, body="", **kwargs):
        """An answer by mail quotes the customer's links: the history does without."""
        return super().message_post(body=self._hide_tokens(body), **kwargs)

    def _hide_tokens(self, text):
        """The text without the tokens of the case and of its confirmations."""
        # sudo: nobody else gets to see them
        complaint = self.sudo()
        tokens = [
            complaint.access_token,
            *complaint.confirmation_ids.mapped("access_token"),
        ]
        for token in filter(None, tokens):
            text = text.replace(token, "…")
        return text

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        body = super()._notify_by_email_render_layout(
            message, recipients_group, msg_vals=msg_vals, render_values=render_values
        )
        if not self or message.message_type != "auto_comment":
            return body
        plain, own = (
            escape(link)
            for link in (self._get_receipt_link(), self._get_customer_link())
        )
        return Markup(str(body).replace(f'href="{plain}"', f'href="{own}"'))
