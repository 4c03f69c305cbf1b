# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class MailActivity(models.Model):
    """A call that is done shows that the caller contacted the customer (ALC-07)."""

    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        calls = self.filtered(lambda one: one.activity_type_id.category == "phonecall")
        called = [(call._get_called(), call._get_call_event()) for call in calls]
        result = super()._action_done(feedback, attachment_ids)
        contacts = self.env["crm.allocation.contact"]
        for partner, event in called:
            contacts._stop_by_event(partner, self.env.user, "phone", event)
        return result

    def _get_called(self):
        """The customer, or the contact of it, that the activity is about.

        For addons that know other records with a customer.
        """
        self.ensure_one()
        partners = self.env["res.partner"]
        if self.res_model != "res.partner":
            return partners
        # sudo: whose contact it is is asked, whatever the caller may read
        return partners.sudo().browse(self.res_id).exists()

    def _get_call_event(self):
        self.ensure_one()
        return f"{self.activity_type_id.name}: {self.res_name}"
