# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError


class CrmComplaint(models.Model):
    """The replies to the customer (CMP-03)."""

    _inherit = "crm.complaint"

    reply_ids = fields.One2many(
        "crm.complaint.reply", "complaint_id", string="Replies", copy=False
    )

    def action_draft_reply(self):
        """The reply that is being worked on, or a new one from the template."""
        self.ensure_one()
        self._check_somebody_reported()
        reply = self.reply_ids.filtered(lambda one: one.state != "sent")[:1]
        return reply._get_records_action(
            name=self.env._("Reply"), context={"default_complaint_id": self.id}
        )

    def _check_somebody_reported(self):
        """Leaks that own staff found have nobody to reply to (CMP-10)

        :raises UserError: for them; who is concerned is informed, which the leak says
        """
        for complaint in self:
            if complaint.kind == "leak" and not complaint._get_reply_partner():
                raise UserError(
                    self.env._(
                        "No customer reported this leak, so nobody waits for a reply. "
                        "Inform the customers concerned, and say so in the incident."
                    )
                )

    def _get_reply_partner(self):
        """Whom the reply goes to, empty while nobody is known"""
        self.ensure_one()
        return self.contact_id or self.partner_id

    def _get_reply_emails(self):
        """Where a reply by e-mail goes; the address of the report comes first."""
        self.ensure_one()
        return self._get_reply_partner().email or self.email_from or ""

    def _get_reply_subject(self):
        self.ensure_one()
        return f"{self.reference}: {self.name}"

    def _get_reply_lang(self):
        """The customer's language, else that of the company's own address"""
        self.ensure_one()
        return (
            self._get_reply_partner().lang
            or self.company_id.partner_id.lang
            or self.env.lang
        )

    def _render_reply(self):
        """The template of the category, in the customer's language"""
        if not self:
            return Markup()
        self.ensure_one()
        template = self.category_id._get_reply_template()
        if not template:
            return Markup()
        # sudo: the template is written by managers; who replies may only use it
        bodies = template.sudo()._render_field(
            "body_html",
            self.ids,
            set_lang=self._get_reply_lang(),
            options={"post_process": False},
        )
        return Markup(bodies[self.id])
