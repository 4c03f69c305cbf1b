# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaint(models.Model):
    """The customer confirms the handling, or it goes on (CMP-04)."""

    _inherit = "crm.complaint"

    confirmation_ids = fields.One2many("crm.complaint.confirmation", "complaint_id")

    def _send_confirmation_request(self):
        """Customers get the form; without an address somebody asks them."""
        result = super()._send_confirmation_request()
        confirmations = self.env["crm.complaint.confirmation"]._ask(self)
        confirmations._send("crm_complaints.mail_template_confirmation_request")
        for confirmation in confirmations.filtered(lambda record: not record.sent_to):
            confirmation.complaint_id._ask_responsible(
                lambda env: env._("Ask the customer by phone or on paper to confirm")
            )
        return result

    def _after_events(self, events):
        """What went on without the customer is not asked any more."""
        result = super()._after_events(events)
        if set(events.mapped("kind")) & {"closed", "cancelled", "merged", "reopened"}:
            # sudo: nobody else writes confirmations
            events.complaint_id.sudo().confirmation_ids._lapse()
        return result

    def _get_higher_head(self):
        """Who is told that a customer is not satisfied: one step up each time

        :return: the head above the superior at the first time, the next one at the
            second; the executive where there is no head so high
        """
        self.ensure_one()
        heads = self._get_heads_above()
        # sudo: settings of the company
        executive = self.company_id.sudo().complaint_executive_id
        return heads[self.reopen_count :][:1] or executive or heads[-1:]

    def _tell_higher_head(self):
        """The complaint goes one step up: who is there hears of it at once."""
        for complaint in self:
            told = complaint.activity_ids.user_id
            complaint._tell(complaint._get_higher_head() - told)

    def _tell_customer(self, template):
        """A mail in the customer's language, where an address is known."""
        for complaint in self:
            if complaint._get_customer_address():
                complaint._mail_customer(template)

    def action_close_unconfirmed(self, reason):
        result = super().action_close_unconfirmed(reason)
        self._tell_customer("crm_complaints.mail_template_complaint_closed")
        return result

    def action_enter_confirmation(self):
        """What the customer said by phone, or wrote on the form (CMP-04)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customer's Answer"),
            "res_model": "crm.complaint.confirmation.entry",
            "view_mode": "form",
            "target": "new",
            "context": {"default_complaint_id": self.id},
        }

    def _enter_confirmation(self, vals):
        """Takes an answer that staff enters; who may write the complaint may."""
        self.ensure_one()
        self.check_access("write")
        # sudo: staff do not write confirmations, but enter them here
        confirmations = self.env["crm.complaint.confirmation"].sudo()
        domain = [("complaint_id", "=", self.id), ("state", "=", "asked")]
        confirmation = confirmations.search(domain, limit=1)
        if not confirmation:
            self._lock("awaiting")
            confirmation = confirmations._ask(self)
        confirmation._answer({**vals, "agent_id": self.env.uid})
        return confirmation
