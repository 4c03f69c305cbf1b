# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

ROLES = "crm_policy.group_user,crm_policy.group_auditor"


class ResPartner(models.Model):
    """Promises to a customer, and its important events (VIS-12, VIS-13)."""

    _inherit = "res.partner"

    promise_open_count = fields.Integer(
        string="Open Promises", compute="_compute_promise_counts", groups=ROLES
    )
    promise_broken_count = fields.Integer(
        string="Broken Promises", compute="_compute_promise_counts", groups=ROLES
    )
    visit_event_count = fields.Integer(
        string="Important Events", compute="_compute_visit_event_count", groups=ROLES
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_promise_counts(self):
        model = self.env["crm.visit.promise"]
        # broken means now: what was kept late is history
        opened = self._count_followups(model, [("state", "=", "open")])
        broken = self._count_followups(
            model, [("state", "=", "open"), ("is_broken", "=", True)]
        )
        for partner in self:
            customer = partner.commercial_partner_id
            partner.promise_open_count = opened.get(customer, 0)
            partner.promise_broken_count = broken.get(customer, 0)

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_visit_event_count(self):
        counts = self._count_followups(self.env["crm.visit.event"], [])
        for partner in self:
            partner.visit_event_count = counts.get(partner.commercial_partner_id, 0)

    def _count_followups(self, model, domain):
        """How many records of a model each customer has, in one query."""
        customers = self.commercial_partner_id
        return dict(
            model._read_group(
                [("partner_id", "in", customers.ids), *domain],
                ["partner_id"],
                ["__count"],
            )
        )

    def action_open_promises(self):
        return self._open_followups("crm_visits.crm_visit_promise_action")

    def action_open_visit_events(self):
        return self._open_followups("crm_visits.crm_visit_event_action")

    def _open_followups(self, xmlid):
        """A list of the customer's own; new ones belong to it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        customer = self.commercial_partner_id
        return {
            **action,
            "domain": [("partner_id", "=", customer.id)],
            "context": {"default_partner_id": customer.id},
        }
