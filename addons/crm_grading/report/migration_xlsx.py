# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.crm_policy.engine.xlsx import Column, Formats, Sheet, sheet_name

from .migration_writer import Labels, Line, MigrationWriter


class MigrationXlsx(models.AbstractModel):
    """Grade migration of rounds: from which grade to which, and who moved (GRD-11)."""

    _name = "report.crm_grading.migration_xlsx"
    _inherit = "report.crm_grading.round_xlsx"
    _description = "Grade Migration"

    @api.model
    def _write_workbook(self, workbook, docids, data):
        """The matrices first; the list of the movers as every other sheet."""
        sheet = workbook.add_worksheet(sheet_name(self.env._("Grade Migration")))
        writer = MigrationWriter(workbook, sheet, Formats(workbook))
        for record in self._get_rounds(docids, data):
            writer.draw(
                f"{record.name} · {self._get_state_label(record)}",
                *self._get_matrix(record),
                self._get_labels(),
            )
        return super()._write_workbook(workbook, docids, data)

    @api.model
    def _get_matrix(self, record):
        """Rows, columns and counts of a round, every result in exactly one cell."""
        groups = self.env["crm.grading.result"]._read_group(
            [("round_id", "=", record.id)],
            ["previous_grade_id", "status", "grade_id"],
            ["__count"],
        )
        # sudo: the scheme explains grades to everybody who may see them
        grades = record.sudo().scheme_id.threshold_ids.grade_id
        grades = (grades | self._get_used_grades(groups)).sorted()
        counts = {}
        for previous, status, grade, count in groups:
            key = previous.id, grade.id if status == "graded" else status
            counts[key] = counts.get(key, 0) + count
        lines = [
            Line(grade.id, f"{grade.code} · {grade.name}", rank)
            for rank, grade in enumerate(grades)
        ]
        before = [*lines, Line(False, self.env._("No grade before"))]
        after = [*lines, *self._get_status_lines()]
        return before, after, counts

    @api.model
    def _get_used_grades(self, groups):
        grades = self.env["crm.grading.grade"]
        return grades.union(*(row[0] | row[2] for row in groups))

    @api.model
    def _get_status_lines(self):
        """Columns for the results that give no grade."""
        field = self.env["crm.grading.result"]._fields["status"]
        return [
            Line(status, label)
            for status, label in field._description_selection(self.env)
            if status != "graded"
        ]

    @api.model
    def _get_labels(self):
        movement = self.env[self._xlsx_model]._fields["movement"]
        return Labels(
            corner=self.env._("From grade ↓   to grade →"),
            total=self.env._("Total"),
            share=self.env._("Share"),
            moves={
                **dict(movement._description_selection(self.env)),
                "out": self.env._("No longer graded"),
            },
        )

    @api.model
    def _get_sheets(self, docids, data):
        movers = Domain("movement", "in", ["up", "down"]) & Domain(
            "status", "=", "graded"
        )
        lost = Domain("previous_grade_id", "!=", False) & Domain(
            "status", "!=", "graded"
        )
        return [
            Sheet(
                name=self.env._("Movers"),
                columns=self._get_columns(data),
                model=self._xlsx_model,
                domain=self._get_domain(docids, data) & (movers | lost),
                order="date desc, company_id, steps desc, score desc, id",
            )
        ]

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Figures until"), "date", field="date"),
            self._get_column("partner_id", width=36),
            self._get_column("user_id", width=18),
            Column(self.env._("From Grade"), field="previous_grade_id", width=10),
            Column(self.env._("To Grade"), field="grade_id", width=10),
            self._get_column("movement", width=14),
            self._get_column("steps", "int"),
            self._get_column("score", "float"),
            self._get_column("coverage", "float"),
            self._get_column("status", width=14),
            self._get_column("reason", width=28),
            self._get_column("company_id", width=20),
        ]
