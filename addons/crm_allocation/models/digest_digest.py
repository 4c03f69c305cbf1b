# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_crm_allocation_assigned = fields.Boolean("Customers Assigned")
    kpi_crm_allocation_assigned_value = fields.Integer(
        compute="_compute_kpi_crm_allocation_assigned_value"
    )

    def _compute_kpi_crm_allocation_assigned_value(self):
        self._calculate_policy_kpi(
            "crm.ownership",
            "kpi_crm_allocation_assigned_value",
            "date_from",
            [("user_id", "!=", False)],
        )

    @api.model
    def _get_policy_kpi_actions(self):
        return {
            **super()._get_policy_kpi_actions(),
            "kpi_crm_allocation_assigned": "crm_allocation.crm_ownership_action",
        }
