# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmVisit(models.Model):
    """Complaints heard on visits, and visits because of complaints (CMP-01, CMP-03)."""

    _inherit = "crm.visit"

    complaint_ids = fields.One2many("crm.complaint", "visit_id", string="Heard Here")
    execution_ids = fields.One2many(
        "crm.complaint.execution",
        "visit_id",
        string="Carries Out",
        help="What was promised because of complaints, done when the form is closed.",
    )
    open_complaint_ids = fields.Many2many(
        "crm.complaint",
        string="Open Complaints",
        compute="_compute_open_complaint_ids",
        help="Of this customer, as far as you may read them.",
    )
    open_complaint_count = fields.Integer(compute="_compute_open_complaint_ids")

    @api.depends("partner_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_open_complaint_ids(self):
        complaints = self.env["crm.complaint"].search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("kind", "=", "complaint"),
                ("state", "not in", ("closed", "cancelled")),
            ]
        )
        by_customer = complaints.grouped("partner_id")
        for visit in self:
            visit.open_complaint_ids = by_customer.get(visit.partner_id)
            visit.open_complaint_count = len(visit.open_complaint_ids)

    def action_complain(self):
        """What the customer said becomes a complaint, both linked (CMP-01)."""
        self.ensure_one()
        complaint = self.env["crm.complaint"].create(self._prepare_complaint())
        return complaint._get_records_action(context={})

    def _prepare_complaint(self):
        return {
            "name": self.env._(
                "Heard on the visit to %(customer)s", customer=self.partner_id.name
            ),
            "partner_id": self.partner_id.id,
            "contact_id": self.contact_ids[:1].id,
            "company_id": self.company_id.id,
            "channel_id": self.env.ref(
                "crm_complaints.crm_complaint_channel_visit", raise_if_not_found=False
            ).id,
            "visit_id": self.id,
            "user_id": self.env.uid,
        }

    def action_open_complaints(self):
        """The complaints of this customer that one may read."""
        self.ensure_one()
        return self.partner_id.action_open_complaints()

    def _after_done(self):
        """A visit made has carried out what it was planned for (CMP-03)."""
        result = super()._after_done()
        # sudo: what was promised may be somebody else's to carry out
        executions = self.env["crm.complaint.execution"].sudo()
        for visit in self:
            executions.search(
                [("visit_id", "=", visit.id), ("state", "=", "planned")]
            )._record_visit(visit)
        return result
