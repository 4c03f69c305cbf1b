# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

GROUPS = "crm_policy.group_user,crm_policy.group_auditor"


class SaleOrder(models.Model):
    """Complaints about an order (CMP-01)."""

    _inherit = "sale.order"

    complaint_count = fields.Integer(
        string="Complaints",
        compute="_compute_complaint_count",
        groups=GROUPS,
        help="About this order, as far as you may read them.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_complaint_count(self):
        counts = dict(
            self.env["crm.complaint"]._read_group(
                [("subject_ref", "in", [order._get_complaint_ref() for order in self])],
                ["subject_ref"],
                ["__count"],
            )
        )
        for order in self:
            order.complaint_count = counts.get(order._get_complaint_ref(), 0)

    def _get_complaint_ref(self):
        """As complaints name the record that they are about; none before it is saved"""
        self.ensure_one()
        return f"{self._name},{self._origin.id}"

    def action_open_complaints(self):
        """The complaints about this order that one may read; new ones are about it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_action"
        )
        return {
            **action,
            "domain": [("subject_ref", "=", self._get_complaint_ref())],
            "context": self._prepare_complaint_context(),
        }

    def action_complain(self):
        """A new complaint about this order, saved when the words are there (CMP-01)."""
        self.ensure_one()
        return self.env["crm.complaint"]._get_records_action(
            name=self.env._("Complaint"), context=self._prepare_complaint_context()
        )

    def _prepare_complaint_context(self):
        customer = self.partner_id.commercial_partner_id
        contact = self.partner_id - customer
        return {
            "default_company_id": self.company_id.id,
            "default_partner_id": customer.id,
            "default_contact_id": contact.id,
            "default_subject_kind": "order",
            "default_subject_name": self.name,
            "default_subject_ref": self._get_complaint_ref(),
        }
