# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_crm_complaints_received = fields.Boolean("Complaints Received")
    kpi_crm_complaints_received_value = fields.Integer(
        compute="_compute_kpi_crm_complaints_received_value"
    )
    kpi_crm_complaints_closed = fields.Boolean("Complaints Closed")
    kpi_crm_complaints_closed_value = fields.Integer(
        compute="_compute_kpi_crm_complaints_closed_value"
    )

    def _compute_kpi_crm_complaints_received_value(self):
        self._calculate_policy_kpi(
            "crm.complaint",
            "kpi_crm_complaints_received_value",
            "received_on",
            [("kind", "=", "complaint")],
        )

    def _compute_kpi_crm_complaints_closed_value(self):
        self._calculate_policy_kpi(
            "crm.complaint",
            "kpi_crm_complaints_closed_value",
            "closed_on",
            [("kind", "=", "complaint"), ("state", "=", "closed")],
        )

    @api.model
    def _get_policy_kpi_actions(self):
        return {
            **super()._get_policy_kpi_actions(),
            "kpi_crm_complaints_received": "crm_complaints.crm_complaint_action",
            "kpi_crm_complaints_closed": "crm_complaints.crm_complaint_action",
        }
