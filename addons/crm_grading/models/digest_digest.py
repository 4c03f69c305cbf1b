# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_crm_grading_moved = fields.Boolean("Customers with Another Grade")
    kpi_crm_grading_moved_value = fields.Integer(
        compute="_compute_kpi_crm_grading_moved_value"
    )

    def _compute_kpi_crm_grading_moved_value(self):
        self._calculate_policy_kpi(
            "crm.grading.result",
            "kpi_crm_grading_moved_value",
            "date",
            [
                ("state", "=", "effective"),
                ("movement", "in", ("up", "down")),
            ],
        )

    @api.model
    def _get_policy_kpi_actions(self):
        return {
            **super()._get_policy_kpi_actions(),
            "kpi_crm_grading_moved": "crm_grading.crm_grading_result_action_migration",
        }
