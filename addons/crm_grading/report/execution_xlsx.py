# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column, Sheet


class ExecutionXlsx(models.AbstractModel):
    """Execution rate by department, person, grade and measure, and each case (GRD-13).

    The counts of a sheet add up; its rates are those of all their cases together.
    """

    _name = "report.crm_grading.execution_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Execution of Measures"

    _xlsx_model = "crm.grading.execution"

    @api.model
    def _get_sheets(self, docids, data):
        return [
            *(
                self._get_summary(title, fname, docids, data)
                for title, fname in (
                    (self.env._("By Department"), "team_id"),
                    (self.env._("By Person"), "user_id"),
                    (self.env._("By Grade"), "grade_id"),
                    (self.env._("By Measure"), "measure_id"),
                )
            ),
            *super()._get_sheets(docids, data),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Measures")

    @api.model
    def _get_summary(self, title, fname, docids, data):
        return Sheet(
            name=title,
            columns=[
                Column(self._get_label(fname), width=36),
                Column(self._get_label("due"), "int", total=True),
                Column(self._get_label("in_time"), "int", total=True),
                Column(self._get_label("late"), "int", total=True),
                Column(self._get_label("missed"), "int", total=True),
                Column(self._get_label("rate"), "float"),
                Column(self._get_label("target"), "float"),
                Column(self._get_label("gap"), "float"),
            ],
            rows=[
                (record.display_name or self.env._("None"), *figures)
                for record, *figures in self.env[self._xlsx_model]._read_group(
                    self._get_domain(docids, data),
                    [fname],
                    [
                        "due:sum",
                        "in_time:sum",
                        "late:sum",
                        "missed:sum",
                        "rate:avg",
                        "target:avg",
                        "gap:avg",
                    ],
                )
            ],
        )

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("partner_id", width=36),
            self._get_column("grade_id", width=8),
            self._get_column("measure_id", width=36),
            self._get_column("period", width=10),
            self._get_column("date_deadline", "date"),
            self._get_column("done_on", "date"),
            self._get_column("team_id"),
            self._get_column("user_id"),
            self._get_column("in_time", "int", total=True),
            self._get_column("late", "int", total=True),
            self._get_column("missed", "int", total=True),
            self._get_column("rate", "float"),
            self._get_column("target", "float"),
            self._get_column("company_id"),
        ]
