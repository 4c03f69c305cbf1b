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
        means = self._get_satisfaction_means()
        for digest in self:
            company = digest.company_id or self.env.company
            digest.kpi_crm_satisfaction_score_value = means.get(company, 0)

    def _get_satisfaction_means(self):
        """
        :return: the mean score of each company that measured in the time of the context
        """
        start, end, companies = self._get_kpi_compute_parameters()
        groups = self.env["crm.satisfaction.measurement"]._read_group(
            [
                ("company_id", "in", companies.ids),
                ("state", "=", "done"),
                ("done_on", ">=", start),
                ("done_on", "<", end),
            ],
            ["company_id"],
            ["score:avg"],
        )
        return dict(groups)

    def _compute_kpis(self, company, user):
        """A time without a measurement has no score, which is not 0 (SAT-07)"""
        kpis = super()._compute_kpis(company, user)
        for kpi in kpis:
            if kpi["kpi_name"] == "kpi_crm_satisfaction_score":
                self._clear_missing_means(kpi, company, user)
        return kpis

    def _clear_missing_means(self, kpi, company, user):
        reader = self.with_user(user).with_company(company)
        frames = self._compute_timeframes(company)
        for number, (_name, ((start, end), _before)) in enumerate(frames, 1):
            frame = reader.with_context(start_datetime=start, end_datetime=end)
            if (self.company_id or company) not in frame._get_satisfaction_means():
                kpi[f"kpi_col{number}"]["value"] = "–"

    @api.model
    def _get_policy_kpi_actions(self):
        action = "crm_satisfaction.crm_satisfaction_measurement_action"
        return {
            **super()._get_policy_kpi_actions(),
            "kpi_crm_satisfaction_done": action,
            "kpi_crm_satisfaction_score": action,
        }
