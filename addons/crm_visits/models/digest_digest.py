# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_crm_visits_made = fields.Boolean("Visits Made")
    kpi_crm_visits_made_value = fields.Integer(
        compute="_compute_kpi_crm_visits_made_value"
    )

    def _compute_kpi_crm_visits_made_value(self):
        self._calculate_policy_kpi(
            "crm.visit",
            "kpi_crm_visits_made_value",
            "date_end",
            self.env["crm.visit"]._get_made_domain(),
        )

    @api.model
    def _get_policy_kpi_actions(self):
        return {
            **super()._get_policy_kpi_actions(),
            "kpi_crm_visits_made": "crm_visits.crm_visit_action",
        }
