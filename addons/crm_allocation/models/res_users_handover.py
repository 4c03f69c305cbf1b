# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    """Somebody who can no longer log in and still has customers is seen (ALC-14)."""

    _inherit = "res.users"

    def write(self, vals):
        leaving = self.browse()
        if "active" in vals and not vals["active"]:
            leaving = self.filtered("active")
        result = super().write(vals)
        leaving._ask_for_handover()
        return result

    def _ask_for_handover(self):
        """A hand-over is prepared for each company, and its director is asked."""
        # sudo: administrators of users need not be able to read the ledger
        ledger = self.env["crm.ownership"].sudo()
        owned = ledger._read_group(
            Domain("user_id", "in", self.ids)
            & Domain("date_to", "=", False)
            & Domain("partner_id.active", "=", True),
            ["user_id", "company_id"],
            ["__count"],
        )
        handovers = self.env["crm.allocation.handover"].sudo()
        for user, company, count in owned:
            handover = handovers._open_for(user, company)
            for manager in company._get_allocation_deciders() - user:
                handover.with_context(lang=manager.lang).activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=manager.with_context(lang=manager.lang).env._(
                        "%(person)s has left: hand over the customers (%(count)s)",
                        person=user.name,
                        count=count,
                    ),
                    user_id=manager.id,
                )
