# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from .crm_complaint_reply import SENT_BY_MESSAGE


class CrmComplaint(models.Model):
    """Replies by letter, phone or in person are read in the portal too (CMP-03)."""

    _inherit = "crm.complaint"

    def _get_customer_messages(self):
        """What was sent as a message stands among the messages already."""
        messages = super()._get_customer_messages()
        # sudo: customers have no rights on replies; only what was sent to them is read
        told = self.sudo().reply_ids.filtered(
            lambda reply: reply.state == "sent" and reply.way not in SENT_BY_MESSAGE
        )
        messages += [
            {
                "date": reply.sent_on,
                "author": reply.company_id.name,
                "is_own": False,
                "body": reply.body,
                "files": self._get_customer_files(reply.attachment_ids),
            }
            for reply in told
        ]
        return sorted(messages, key=lambda message: message["date"])
