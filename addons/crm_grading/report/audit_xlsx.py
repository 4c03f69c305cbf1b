# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


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
            Column(self.env._("Audit"), field="audit_id", width=36),
            Column(self.env._("No."), "int", field="position", width=6),
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Grade"), field="grade_id", width=8),
            Column(self.env._("Score"), "float", field="score", width=9),
            Column(
                self.env._("Grade Recomputed"), field="recomputed_grade_id", width=10
            ),
            Column(
                self.env._("Score Recomputed"),
                "float",
                field="recomputed_score",
                width=10,
            ),
            Column(self.env._("Recomputed on"), "date", field="recomputed_on"),
            Column(self.env._("Figures that Differ"), field="differences", width=48),
            Column(self.env._("Verdict"), field="verdict", width=12),
            Column(self.env._("Remark"), field="remark", width=48),
            Column(self.env._("Checked by"), field="checked_by_id", width=18),
            Column(self.env._("Checked on"), "date", field="checked_on"),
            Column(self.env._("Finding"), field="finding_id", width=30),
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
