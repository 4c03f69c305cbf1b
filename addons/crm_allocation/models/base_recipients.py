# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class Base(models.AbstractModel):
    """Recipients are proposed among the customers that one may read (ALC-15)."""

    _inherit = "base"

    def _message_get_suggested_recipients(
        self,
        reply_discussion=False,
        reply_message=None,
        no_create=True,
        primary_email=False,
        additional_partners=None,
    ):
        """A record that is open to the user may be about a customer who is not."""
        customers = self.env["res.partner"]
        record = self
        if not self.env.su and self.env.user._is_bound_to_own_customers():
            # sudo: Odoo reads customers and authors; closed ones are left out below
            record = self.sudo()
            no_create = no_create or not customers.has_access("create")
        proposed = super(Base, record)._message_get_suggested_recipients(
            reply_discussion=reply_discussion,
            reply_message=reply_message,
            no_create=no_create,
            primary_email=primary_email,
            additional_partners=additional_partners,
        )
        # who is known by an address alone has no partner
        numbers = filter(None, (one["partner_id"] for one in proposed))
        known = customers.browse(numbers)
        closed = set((known - known._filtered_access("read")).ids)
        return [one for one in proposed if one["partner_id"] not in closed]
