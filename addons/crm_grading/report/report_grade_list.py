# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError

# What a person can still sign page by page; about 120 pages.
MAX_CUSTOMERS = 5000


class ReportGradeList(models.AbstractModel):
    """Grade list of a round for signature, grouped by grade (GRD-18)."""

    _name = "report.crm_grading.report_grade_list"
    _description = "Grade List for Signature"

    @api.model
    def _get_report_values(self, docids, data=None):
        rounds = self.env["crm.grading.round"].browse(docids)
        rounds.check_access("read")
        for record in rounds:
            self._check_size(record)
        return {
            "doc_ids": docids,
            "doc_model": rounds._name,
            "docs": rounds,
            "lists": {record.id: self._get_list(record) for record in rounds},
        }

    @api.model
    def _check_size(self, record):
        count = self.env["crm.grading.result"].search_count(
            [("round_id", "=", record.id)], limit=MAX_CUSTOMERS + 1
        )
        if count > MAX_CUSTOMERS:
            raise UserError(
                self.env._(
                    "%(round)s has more than %(limit)s customers, too many for a list "
                    "on paper. Print the grade list as XLSX instead.",
                    round=record.name,
                    limit=MAX_CUSTOMERS,
                )
            )

    @api.model
    def _get_list(self, record):
        """What the template shows of one round."""
        results = self.env["crm.grading.result"].search(
            [("round_id", "=", record.id)], order="score desc, id"
        )
        by_status = results.grouped("status")
        none = results.browse()
        graded = by_status.get("graded", none).grouped("grade_id")
        # sudo: the scheme and the people who decided are named to all who see the round
        known = record.sudo()
        thresholds = known.scheme_id.threshold_ids.sorted("grade_sequence")
        return {
            "round": known,
            "scheme": known.scheme_id,
            "thresholds": [
                (threshold, len(graded.get(threshold.grade_id, none)))
                for threshold in thresholds
            ],
            "groups": [
                (threshold.grade_id, graded[threshold.grade_id])
                for threshold in thresholds
                if threshold.grade_id in graded
            ],
            "left_out": [
                (label, by_status[status])
                for status, label in self._get_other_statuses()
                if status in by_status
            ],
            "overrides": self._get_overrides(results),
            "graded_count": len(by_status.get("graded", none)),
            # sudo: names of customers are shown with their results, as in any view
            "names": {
                partner.id: partner.display_name
                for partner in results.partner_id.sudo()
            },
        }

    @api.model
    def _get_other_statuses(self):
        """Status and title of the customers listed at the end, with their reasons."""
        return [
            ("provisional", self.env._("Provisional: no grade takes effect")),
            ("blocked", self.env._("Without grade")),
            ("excluded", self.env._("Excluded")),
        ]

    @api.model
    def _get_overrides(self, results):
        """Grades set by hand that decide today, by customer (GRD-12)."""
        standings = self.env["crm.grading.standing"].search(
            [
                ("partner_id", "in", results.partner_id.ids),
                ("scheme_id", "in", results.scheme_root_id.ids),
                ("override_id", "!=", False),
            ]
        )
        return {standing.partner_id.id: standing.grade_id for standing in standings}
