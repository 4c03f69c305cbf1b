# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_crm_satisfaction_done = fields.Boolean("Measurements Done")
    kpi_crm_satisfaction_done_value = fields.Integer(
        compute="_compute_kpi_crm_satisfaction_done_value"
    )
    kpi_crm_satisfaction_score = fields.Boolean("Satisfaction out of 100")
    kpi_crm_satisfaction_score_value = fields.Float(
        compute="_compute_kpi_crm_satisfaction_score_value"
    )

    def _compute_kpi_crm_satisfaction_done_value(self):
        self._calculate_policy_kpi(
            "crm.satisfaction.measurement",
            "kpi_crm_satisfaction_done_value",
            "done_on",
            [("state", "=", "done")],
        )

    def _compute_kpi_crm_satisfaction_score_value(self):
        """The plain mean of the measurements done in the time of the mail (SAT-07)"""
        self._check_policy_reader()
        start, end, companies = self._get_kpi_compute_parameters()
        means = dict(
            self.env["crm.satisfaction.measurement"]._read_group(
                [
                    ("company_id", "in", companies.ids),
                    ("state", "=", "done"),
                    ("done_on", ">=", start),
                    ("done_on", "<", end),
                ],
                ["company_id"],
                ["score:avg"],
            )
        )
        for digest in self:
            company = digest.company_id or self.env.company
            digest.kpi_crm_satisfaction_score_value = means.get(company, 0)

    @api.model
    def _get_policy_kpi_actions(self):
        action = "crm_satisfaction.crm_satisfaction_measurement_action"
        return {
            **super()._get_policy_kpi_actions(),
            "kpi_crm_satisfaction_done": action,
            "kpi_crm_satisfaction_score": action,
        }
