# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.crm_policy.engine.xlsx import Column


class GradeListXlsx(models.AbstractModel):
    """Grade list of the selected results: one row a customer, with every figure that
    made its grade (GRD-18)."""

    _name = "report.crm_grading.grade_list_xlsx"
    _inherit = "report.crm_grading.xlsx"
    _description = "Grade List"

    @api.model
    def _get_sheets(self, docids, data):
        rounds = self._get_rounds(docids, data)
        return super()._get_sheets(docids, {**data, "grading_rounds": rounds})

    @api.model
    def _write_workbook(self, workbook, docids, data):
        """The customer stays in sight beside the many columns to the right."""
        res = super()._write_workbook(workbook, docids, data)
        *lists, _parameters = workbook.worksheets()
        for sheet in lists:
            sheet.freeze_panes(1, 1)
        return res

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Grade List")

    @api.model
    def _get_order(self, data):
        return "date desc, company_id, grade_id, score desc, id"

    @api.model
    def _get_columns(self, data):
        columns = [
            self._get_column("partner_id", width=36),
            self._get_column("user_id", width=18),
            self._get_column("grade_id", width=8),
            self._get_column("previous_grade_id", width=10),
            self._get_column("movement", width=14),
            Column(
                self.env._("Grade by Override"), sql=self._get_override_sql, width=10
            ),
            self._get_column("score", "float", width=9),
            self._get_column("coverage", "float", width=10),
            self._get_column("status", width=14),
            self._get_column("reason", width=28),
            Column(self.env._("Figures until"), "date", field="date"),
            self._get_column("company_id", width=20),
        ]
        if self._may_see_figures():
            for line in self._get_indicator_lines(data["grading_rounds"]):
                columns += self._get_indicator_columns(line, data["grading_rounds"])
        return columns

    @api.model
    def _get_parameters(self, docids, data):
        parameters = super()._get_parameters(docids, data)
        if not self._may_see_figures():
            parameters.append(
                (
                    self.env._("Columns left out: no access"),
                    self.env._("figures, points, weights and contributions"),
                )
            )
        return parameters

    @api.model
    def _may_see_figures(self):
        results = self.env["crm.grading.result"]
        return results._has_field_access(results._fields["breakdown"], "read")

    @api.model
    def _get_indicator_lines(self, rounds):
        """One scheme line for each indicator that any of the rounds used."""
        # sudo: the scheme explains figures to everybody who may see them
        lines = rounds.sudo().scheme_id.line_ids
        by_code = {line.code: line for line in lines}
        return sorted(
            by_code.values(),
            key=lambda line: (line.dimension_sequence, line.sequence, line.id),
        )

    @api.model
    def _get_indicator_columns(self, line, rounds):
        name = line.name
        currency = rounds.sudo().company_id.currency_id
        unit = self._get_unit_label(line.unit, currency if len(currency) == 1 else "")
        digits = line.indicator_id.digits
        # points and shares of several customers do not add up to anything
        adds_up = line.unit in ("money", "count")
        return [
            Column(
                f"{name} ({unit})",
                "money" if line.unit == "money" else "float",
                sql=self._get_figure_sql(line.code, "raw"),
                decimals=digits,
                total=adds_up,
                width=16,
            ),
            Column(
                self.env._("%(indicator)s: points", indicator=name),
                "float",
                sql=self._get_figure_sql(line.code, "points"),
            ),
            Column(
                self.env._("%(indicator)s: weight (%%)", indicator=name),
                "float",
                sql=self._get_figure_sql(line.code, "weight"),
            ),
            Column(
                self.env._("%(indicator)s: contribution", indicator=name),
                "float",
                sql=self._get_contribution_sql(line.code),
            ),
        ]

    @api.model
    def _get_figure_sql(self, code, part):
        """A column's expression for one number of one indicator's breakdown."""

        def expression(model, alias, query):
            return SQL(
                "(%s -> %s ->> %s)::numeric",
                model._field_to_sql(alias, "breakdown", query),
                code,
                part,
            )

        return expression

    @api.model
    def _get_contribution_sql(self, code):
        """What an indicator adds to the score: points by weight."""
        points, weight = (
            self._get_figure_sql(code, part) for part in ("points", "weight")
        )

        def expression(model, alias, query):
            return SQL(
                "ROUND(%s * %s / 100, 2)",
                points(model, alias, query),
                weight(model, alias, query),
            )

        return expression

    @api.model
    def _get_override_sql(self, model, alias, query):
        """Mark of the override that decides today, where there is one (GRD-12)."""
        return SQL(
            """(SELECT grade.code
                  FROM crm_grading_standing standing
                  JOIN crm_grading_grade grade ON grade.id = standing.grade_id
                 WHERE standing.partner_id = %s
                   AND standing.override_id IS NOT NULL
                   AND standing.scheme_id = (
                       SELECT scheme_root_id FROM crm_grading_round WHERE id = %s))""",
            model._field_to_sql(alias, "partner_id", query),
            model._field_to_sql(alias, "round_id", query),
        )
