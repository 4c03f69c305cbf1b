# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmAllocationIdle(models.Model):
    """The owner hears of it in time: work on the customer, and one letter (ALC-04)."""

    _inherit = "crm.allocation.idle"

    def _warn_owners(self):
        """Once for each idle spell; a letter names all customers of an owner."""
        self._schedule_warnings()
        template = "crm_allocation.idle_warning_mail"
        mails = []
        for user, idles in self.grouped("user_id").items():
            if not user.email:
                continue
            idles = idles.with_context(lang=user.lang)
            body = idles.env["ir.qweb"]._render(
                template, {"user": user, "idles": idles}, minimal_qcontext=True
            )
            mails.append(
                {
                    "subject": idles.env._(
                        "Idle customers: %(count)s of yours", count=len(idles)
                    ),
                    "body_html": body,
                    "email_to": user.email_formatted,
                    "auto_delete": True,
                }
            )
        self.env["mail.mail"].create(mails)

    def _schedule_warnings(self):
        activity_type = self.env.ref("crm_allocation.mail_activity_type_idle")
        model = self.env["ir.model"]._get("res.partner")
        activities = self.env["mail.activity"]
        # one letter names all customers: none for each activity
        activities.with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": activity_type.id,
                    "res_model_id": model.id,
                    "res_id": idle.partner_id.id,
                    "user_id": idle.user_id.id,
                    "summary": activity_type.with_context(
                        lang=idle.user_id.lang
                    ).summary,
                    "date_deadline": idle.due_on,
                }
                for idle in self
            ]
        )
