# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class AuditXlsx(models.AbstractModel):
    """Audited results with verdict, remark and what the documents give today (GRD-16).

    The parameters name the audits: round, seed and size, so that the sample can be
    drawn again, and the error rate.
    """

    _name = "report.crm_grading.audit_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Audit of a Round"

    _xlsx_model = "crm.grading.audit.line"

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Audit")

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("audit_id", width=36),
            self._get_column("position", "int", width=6),
            self._get_column("partner_id", width=36),
            self._get_column("grade_id", width=8),
            self._get_column("score", "float", width=9),
            self._get_column("recomputed_grade_id", width=10),
            self._get_column("recomputed_score", "float", width=10),
            self._get_column("recomputed_on", "date"),
            self._get_column("differences", width=48),
            self._get_column("verdict", width=12),
            self._get_column("remark", width=48),
            self._get_column("checked_by_id", width=18),
            self._get_column("checked_on", "date"),
            self._get_column("finding_id", width=30),
        ]

    @api.model
    def _get_parameters(self, docids, data):
        parameters = super()._get_parameters(docids, data)
        groups = self.env["crm.grading.audit.line"]._read_group(
            self._get_domain(docids, data), ["audit_id"]
        )
        for [audit] in groups:
            parameters += [
                (self.env._("Audit"), audit.name),
                (self.env._("Auditor"), audit.auditor_id.name),
                (self.env._("Seed of the Sample"), str(audit.seed)),
                (self.env._("Results Sampled"), str(audit.line_count)),
                (self.env._("Results Checked"), str(audit.checked_count)),
                (self.env._("Deviations"), str(audit.deviation_count)),
                (self.env._("Error Rate"), f"{audit.error_rate:.2f} %"),
                (self.env._("Conclusion"), audit.conclusion or ""),
            ]
        return parameters
