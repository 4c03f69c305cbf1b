# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from .common import VisitCommon


class TimelineCommon(VisitCommon):
    """E-mails on the documents of sales, in the timeline of the customer."""

    def _check_emails(self, model, **values):
        """They show to who may read the document, to nobody else."""
        sales = self.env.ref("sales_team.group_sale_salesman")
        (self.user | self.colleague).write({"group_ids": [Command.link(sales.id)]})
        contact = self.env["res.partner"].create(
            {"name": "Mr X", "parent_id": self.customer.id}
        )
        record = self.env[model].create(
            {
                "partner_id": contact.id,
                "user_id": self.user.id,
                "company_id": self.company.id,
                **values,
            }
        )
        record.message_post(
            body="Our price", subject="Offer 7", message_type="email_outgoing"
        )
        record.message_post(body="Secret margin", subject="Internal")
        self.env.flush_all()
        timeline = self.env["crm.visit.timeline"]
        domain = [("partner_id", "=", self.customer.id), ("kind", "=", "email")]
        row = timeline.with_user(self.user).search(domain)
        self.assertEqual((row.title, row.is_readable), ("Offer 7", True))
        self.assertEqual(row.action_open()["res_model"], model)
        named = [*domain, ("title", "ilike", "Offer 7")]
        self.assertEqual(timeline.with_user(self.user).search(named), row)
        # a colleague in sales, and somebody without any role there
        for user in (self.colleague, self.auditor):
            self.assertFalse(timeline.with_user(user).search(domain))
            self.assertFalse(timeline.with_user(user).search(named))
