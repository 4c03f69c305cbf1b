# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


class CrmGradingAuditLine(models.Model):
    """One sampled result: the auditor's verdict, and the finding it led to (GRD-16)."""

    _name = "crm.grading.audit.line"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Audited Result"
    _order = "audit_id desc, position, id"
    _rec_name = "partner_id"

    audit_id = fields.Many2one(
        "crm.grading.audit",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    audit_state = fields.Selection(related="audit_id.state", string="Audit State")
    position = fields.Integer(string="No.", readonly=True)
    company_id = fields.Many2one(related="audit_id.company_id")
    result_id = fields.Many2one(
        "crm.grading.result",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    partner_id = fields.Many2one(related="result_id.partner_id", string="Customer")
    grade_id = fields.Many2one(related="result_id.grade_id", store=True)
    grade_color = fields.Integer(
        related="result_id.grade_id.color", string="Grade Colour"
    )
    score = fields.Float(related="result_id.score", aggregator="avg")
    status = fields.Selection(related="result_id.status")
    score_sheet = fields.Json(related="result_id.score_sheet", groups=FIGURE_GROUPS)
    recomputed_score = fields.Float(
        string="Score Recomputed",
        readonly=True,
        digits=(5, 2),
        aggregator="avg",
        help="With the same scheme and day, from the documents as they are today.",
    )
    recomputed_grade_id = fields.Many2one(
        "crm.grading.grade", string="Grade Recomputed", readonly=True
    )
    recomputed_color = fields.Integer(
        related="recomputed_grade_id.color", string="Colour of the Grade Recomputed"
    )
    recomputed_on = fields.Date(readonly=True)
    differences = fields.Text(
        string="Figures that Differ",
        readonly=True,
        groups=FIGURE_GROUPS,
        help="Stored figure, and the figure from the documents as they are today.",
    )
    is_different = fields.Boolean(
        string="Differs", readonly=True, help="A figure recomputed is another one."
    )
    verdict = fields.Selection(
        [
            ("to_check", "To Check"),
            ("correct", "Correct"),
            ("deviation", "Deviation"),
        ],
        required=True,
        default="to_check",
        index=True,
    )
    remark = fields.Text(help="What was checked; for a deviation, what is wrong.")
    checked_by_id = fields.Many2one("res.users", readonly=True)
    checked_on = fields.Date(readonly=True)
    finding_id = fields.Many2one("crm.improvement", readonly=True, index=True)
    finding_state = fields.Selection(related="finding_id.state", string="Follow-up")

    _once = models.Constraint(
        "UNIQUE(audit_id, result_id)", "This result is in the sample already."
    )

    def write(self, vals):
        if not self.env.su:
            if self.filtered(lambda line: line.audit_id.state != "checking"):
                raise UserError(self.env._("A closed audit stays as it is."))
            closed = vals.keys() - {"verdict", "remark"}
            if closed:
                raise UserError(
                    self.env._(
                        "An auditor writes verdict and remark; the rest is drawn."
                    )
                )
        if "verdict" in vals:
            vals = {**vals, **self._prepare_check(vals["verdict"])}
        res = super().write(vals)
        self._check_remark()
        return res

    def _prepare_check(self, verdict):
        if verdict == "to_check":
            return {"checked_by_id": False, "checked_on": False}
        return {
            "checked_by_id": self.env.uid,
            "checked_on": self.audit_id[:1].company_id._policy_today(),
        }

    def _check_remark(self):
        for line in self:
            if line.verdict == "deviation" and not line.remark:
                raise UserError(
                    self.env._(
                        "%(customer)s: say in the remark what deviates.",
                        customer=line.partner_id.display_name,
                    )
                )

    def action_correct(self):
        self.write({"verdict": "correct"})

    def action_open_result(self):
        """The score sheet with every figure of the grade."""
        self.ensure_one()
        return self.result_id._get_records_action(context={})

    def action_open_documents(self):
        """The documents behind the figures."""
        self.ensure_one()
        return self.result_id.action_open_invoices()

    def action_record_finding(self):
        """Opens an improvement action for a deviation, one a line (GRD-16)."""
        self.ensure_one()
        self.check_access("write")
        self.audit_id._lock("checking")
        if self.verdict != "deviation":
            raise UserError(self.env._("A finding follows from a deviation."))
        if not self.finding_id:
            self._create_finding()
        return self.finding_id._get_records_action(context={})

    def _create_finding(self):
        # sudo: auditors write findings, and nothing else of improvement actions
        line = self.sudo()
        line.finding_id = line.env["crm.improvement"].create(
            {
                "name": self.env._(
                    "Audit: grade of %(customer)s",
                    customer=line.partner_id.display_name,
                ),
                "root_cause": line.remark,
                "company_id": line.audit_id.company_id.id,
                "res_model": line._name,
                "res_id": line.id,
            }
        )
        line.finding_id.message_post(
            body=self.env._("Found by %(audit)s.", audit=line.audit_id.name)
        )

    # -- figures of today --------------------------------------------------------------

    def _recompute_figures(self):
        """Grades the sampled customers again as of the round's day, stored beside."""
        # sudo: figures come from documents that an auditor need not be able to open
        lines = self.sudo()
        record = lines.audit_id.round_id
        rows = lines.env["crm.grading.preview"]._get_results(
            record.scheme_id, lines.result_id.partner_id, record.date, record
        )
        by_partner = {row["partner_id"]: row for row in rows}
        today = record.company_id._policy_today()
        for line in lines:
            row = by_partner.get(line.result_id.partner_id.id)
            if row is None:
                row = {}
                differences = [self.env._("Not among the customers graded any more.")]
            else:
                differences = line._get_differences(row["breakdown"] or {})
            line.write(
                {
                    "recomputed_score": row.get("score"),
                    "recomputed_grade_id": row.get("grade_id"),
                    "recomputed_on": today,
                    "differences": "\n".join(differences),
                    "is_different": bool(differences),
                }
            )

    def _get_differences(self, breakdown):
        """Figures that the documents of today do not give any more, one a sentence."""
        result = self.result_id
        stored = result.breakdown or {}
        return [
            self._get_difference(line, stored[line.code], breakdown[line.code])
            for line in result.scheme_id.line_ids
            if line.code in stored
            and line.code in breakdown
            and any(
                stored[line.code][part] != breakdown[line.code][part]
                for part in ("raw", "points")
            )
        ]

    def _get_difference(self, line, stored, today):
        texts = {
            "indicator": line.name,
            "stored": self.result_id._format_entry(line, stored),
            "today": self.result_id._format_entry(line, today),
        }
        if "correction" in stored:
            return self.env._(
                "%(indicator)s: %(stored)s after an appeal, today %(today)s", **texts
            )
        return self.env._("%(indicator)s: %(stored)s, today %(today)s", **texts)

    @api.readonly
    def action_export_xlsx(self):
        """Prints the selected lines, or all that the list shows."""
        return self._print_xlsx("crm_grading.audit_xlsx")
