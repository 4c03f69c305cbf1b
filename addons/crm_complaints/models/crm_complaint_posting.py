# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmComplaint(models.Model):
    """Who handles a case writes to its customer; others write notes (CMP-03).

    Whoever sits in the panel may say something, but only to colleagues: the customer
    hears the approved reply. Auditors read, and say nothing.
    """

    _inherit = "crm.complaint"

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        operations = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        is_reader = not self.env.user.has_group("crm_policy.group_user")
        if message_operation == "create" and is_reader:
            return dict.fromkeys(operations, "write")
        return operations

    def message_post(self, *, message_type="notification", **kwargs):
        if self._get_noting_user(message_type, kwargs.get("author_id")):
            kwargs.update(
                self._prepare_note_values(),
                subtype_xmlid=None,
                partner_ids=self._keep_colleagues(kwargs.get("partner_ids")),
                outgoing_email_to=False,
            )
        return super().message_post(message_type=message_type, **kwargs)

    @api.model
    def _prepare_note_values(self):
        """What makes a message one that customers never see."""
        return {"subtype_id": self.env.ref("mail.mt_note").id, "is_internal": True}

    @api.model
    def _keep_colleagues(self, partner_ids):
        # sudo: only to know who works here
        partners = self.env["res.partner"].sudo().browse(partner_ids or [])
        return partners.filtered(lambda partner: not partner.partner_share).ids

    def _get_noting_user(self, message_type, author_id=None):
        """The colleague who writes without handling the case; empty for all others.

        Mail comes in by a job: there the author is who counts.
        """
        self.ensure_one()
        user = self.env.user
        if message_type == "email" and self.env.is_superuser():
            # sudo: only to know whose mail it is
            author = self.env["res.partner"].sudo().browse(author_id or [])
            user = author.user_ids.filtered(lambda user: not user.share)[:1]
        elif self.env.su:
            return user.browse()
        if not user or not user._is_internal():
            return user.browse()
        if self.sudo(False).with_user(user).has_access("write"):
            return user.browse()
        return user
