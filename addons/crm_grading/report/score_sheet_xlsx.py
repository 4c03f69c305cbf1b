# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import split_every

from odoo.addons.crm_policy.engine.xlsx import Column, Formats, sheet_name

from .score_sheet_writer import ScoreSheet, ScoreSheetWriter, make_styles

# A workbook with more sheets than this is of no use to a person.
MAX_SHEETS = 200
# For more customers than this there is the grade list, with the same figures.
MAX_CUSTOMERS = 1000
BATCH_SIZE = 100


class ScoreSheetXlsx(models.AbstractModel):
    """Score sheets of the selected results (GRD-18).

    Up to 200 customers have a sheet each; more stand one below the other in one sheet.
    """

    _name = "report.crm_grading.score_sheet_xlsx"
    _inherit = "report.crm_grading.xlsx"
    _description = "Score Sheets"

    @api.model
    def _get_sheets(self, docids, data):
        """None that the base could write: score sheets are blocks, not tables"""
        return []

    @api.model
    def _write_workbook(self, workbook, docids, data):
        results = self._get_results(docids, data)
        # refuses at once, before the first sheet, whoever may not see figures
        results.check_access("read")
        results._check_field_access(results._fields["score_sheet"], "read")
        formats, styles = Formats(workbook), make_styles(workbook)
        writer = None
        for batch_ids in split_every(BATCH_SIZE, results.ids):
            for result in results.browse(batch_ids):
                if writer is None or len(results) <= MAX_SHEETS:
                    writer = self._open_sheet(workbook, formats, result, len(results))
                writer.draw(self._get_score_sheet(result), styles)
            # the next batch brings other records: do not gather them all in the cache
            results.invalidate_model()
        return super()._write_workbook(workbook, docids, data)

    @api.model
    def _get_results(self, docids, data):
        results = self.env["crm.grading.result"].search(
            self._get_domain(docids, data),
            order="date desc, company_id, grade_id, score desc, id",
            limit=MAX_CUSTOMERS + 1,
        )
        self._check_count(results)
        return results

    @api.model
    def _check_count(self, results):
        if len(results) > MAX_CUSTOMERS:
            raise UserError(
                self.env._(
                    "Score sheets can be printed for %(limit)s customers at once. "
                    "Choose fewer, or print the grade list: it has all figures too.",
                    limit=MAX_CUSTOMERS,
                )
            )
        if not results:
            raise UserError(self.env._("There is no grading result to print."))

    @api.model
    def _open_sheet(self, workbook, formats, result, count):
        name = self.env._("Score Sheets")
        if count <= MAX_SHEETS:
            name = self._get_customer_name(result)
        taken = [sheet.get_name() for sheet in workbook.worksheets()]
        sheet = workbook.add_worksheet(sheet_name(name, taken))
        columns = self._get_columns({})
        return ScoreSheetWriter(workbook, sheet, formats, columns, self.env._("Total"))

    @api.model
    def _get_customer_name(self, result):
        # sudo: the name of a customer is shown with its result, as in any view
        return result.partner_id.sudo().display_name

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Dimension"), width=22),
            Column(self.env._("Indicator"), width=28),
            Column(self.env._("Figure"), "float", width=16),
            Column(self.env._("Unit"), width=10),
            Column(self.env._("Points"), "float"),
            Column(self.env._("Weight (%)"), "float", total=True),
            Column(self.env._("Contribution"), "float", total=True),
            Column(self.env._("Figure for the Next Band"), width=20),
            Column(self.env._("Figure for the Next Grade"), width=20),
            Column(self.env._("How Figures become Points"), width=48),
            Column(self.env._("Behind the Figure"), width=48),
            Column(self.env._("Source"), width=24),
        ]

    @api.model
    def _get_score_sheet(self, result):
        """One result as plain values."""
        sheet = result.score_sheet
        # sudo: the scheme explains figures to everybody who may see them
        scheme_lines = {line.code: line for line in result.scheme_id.sudo().line_ids}
        return ScoreSheet(
            title=self._get_customer_name(result),
            facts=self._get_facts(result, sheet["next_grade"]),
            lines=[
                self._get_line(line, scheme_lines[line["code"]], result)
                for line in sheet["lines"]
            ],
            digits=[
                scheme_lines[line["code"]].indicator_id.digits
                for line in sheet["lines"]
            ],
        )

    @api.model
    def _get_line(self, line, scheme_line, result):
        next_band = line["next_band"]
        points = line["points"]
        return (
            line["dimension"],
            line["name"],
            self._get_number(line["raw"]),
            self._get_unit_label(scheme_line.unit, result.currency_id),
            self._get_number(points),
            self._get_number(line["weight"]),
            None if points is None else line["contribution"],
            next_band and next_band["raw_text"],
            line["next_grade"] or None,
            line["rule"],
            line["parts"] or line["correction"],
            line["source"],
        )

    @api.model
    def _get_number(self, value):
        return None if value is None else float(value)

    @api.model
    def _get_facts(self, result, next_grade):
        """What stands above the indicators: the result and how it came about."""

        def label(name):
            field = result._fields[name]
            return dict(field._description_selection(self.env)).get(result[name], "")

        # sudo: the round and the people who decided are named with the result
        record = result.round_id.sudo()
        graded = result.status in ("graded", "provisional")
        return [
            (self.env._("Round"), record.name),
            (self.env._("State of the Round"), self._get_state_label(record)),
            (
                self.env._("Approved by"),
                record.approved_by_id.name or self.env._("not approved yet"),
            ),
            (self.env._("Salesperson"), result.user_id.sudo().name or ""),
            (self.env._("Status"), label("status")),
            (self.env._("Reason"), label("reason")),
            (self.env._("Grade"), result.grade_id.code or ""),
            (self.env._("Score"), result.score if graded else None),
            (self.env._("Coverage (%)"), result.coverage if graded else None),
            (self.env._("Previous Grade"), result.previous_grade_id.code or ""),
            (self.env._("Movement"), label("movement")),
            (
                self.env._("Next Grade"),
                next_grade
                and self.env._(
                    "%(grade)s from %(score)s points, %(lacking)s lacking",
                    grade=next_grade["code"],
                    score=f"{next_grade['lower']:g}",
                    lacking=f"{next_grade['lacking']:.2f}",
                ),
            ),
        ]
