# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import split_every

from odoo.addons.crm_policy.engine.xlsx import Formats, clean_text, sheet_name

from ..engine.score_table import Cell, ScoreTable, ScoreTableBuilder

# A workbook with more sheets than this is of no use to a person.
MAX_SHEETS = 200
BATCH_SIZE = 20
WIDTHS = (34, 12, 12, 30, 18)
FACTOR_WIDTH = 16


class ScoreSheetXlsx(models.AbstractModel):
    """Score sheets with live formulas, one sheet a measurement (SAT-14)."""

    _name = "report.crm_satisfaction.score_sheet_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Score Sheets of Measurements"
    _xlsx_model = "crm.satisfaction.measurement"

    @api.model
    def _get_sheets(self, docids, data):
        """None that the base could write: score sheets are blocks, not tables"""
        return []

    @api.model
    def _write_workbook(self, workbook, docids, data):
        measurements = self._get_measurements(docids, data)
        formats = Formats(workbook)
        styles = self._get_styles(workbook, formats)
        overview = None
        if len(measurements) > 1:
            name = sheet_name(self.env._("Overview"))
            overview = workbook.add_worksheet(name)
        lines = []
        for ids in split_every(BATCH_SIZE, measurements.ids):
            for measurement in measurements.browse(ids):
                lines.append(self._write_measurement(workbook, styles, measurement))
            # the next batch brings other records: do not gather them all in the cache
            self.env.invalidate_all()
        if overview:
            self._write_overview(overview, styles, lines)
        return super()._write_workbook(workbook, docids, data)

    @api.model
    def _get_measurements(self, docids, data):
        measurements = self.env[self._xlsx_model].search(
            self._get_domain(docids, data), limit=MAX_SHEETS + 1
        )
        if len(measurements) > MAX_SHEETS:
            raise UserError(
                self.env._(
                    "Score sheets can be printed for %(limit)s measurements at once. "
                    "Choose fewer.",
                    limit=MAX_SHEETS,
                )
            )
        if not measurements:
            raise UserError(self.env._("There is no measurement to print."))
        return measurements

    # Sheets

    @api.model
    def _write_measurement(self, workbook, styles, measurement):
        """:return: the line of the overview"""
        builder = ScoreTableBuilder(self._get_table(measurement))
        taken = [sheet.get_name() for sheet in workbook.worksheets()]
        name = sheet_name(measurement.reference or measurement.display_name, taken)
        sheet = workbook.add_worksheet(name)
        self._set_up(sheet, len(builder.table.factors))
        for row, cells in enumerate(builder.build()):
            for column, cell in enumerate(cells):
                self._write_cell(sheet, row, column, cell, styles)
        quoted = "'" + name.replace("'", "''") + "'!"
        scores = [score for _label, _weight, score, _note in builder.table.components]
        cells = [
            quoted + cell for cell in (*builder.component_cells, builder.score_cell)
        ]
        return {
            "texts": [value for _label, value in builder.table.facts],
            "labels": [label for label, _value in builder.table.facts],
            "components": [
                label for label, _weight, _score, _note in builder.table.components
            ],
            "figures": list(zip(cells, [*scores, builder.table.score], strict=True)),
        }

    @api.model
    def _set_up(self, sheet, factor_count):
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        if factor_count:
            first = len(WIDTHS)
            sheet.set_column(first, first + factor_count - 1, FACTOR_WIDTH)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    @api.model
    def _get_styles(self, workbook, formats):
        number = {"num_format": "#,##0.00"}
        return {
            "title": workbook.add_format({"bold": True, "font_size": 14}),
            "section": workbook.add_format({"bold": True, "font_size": 12}),
            "header": formats.header,
            "label": formats.label,
            "text": workbook.add_format({"valign": "top"}),
            "date": workbook.add_format(
                {"valign": "top", "align": "left", "num_format": "yyyy-mm-dd"}
            ),
            "number": workbook.add_format(number),
            "total": workbook.add_format(
                {**number, "bold": True, "top": 1, "bg_color": "#EAF2F5"}
            ),
        }

    @api.model
    def _write_cell(self, sheet, row, column, cell, styles):
        """What somebody typed is a text, whatever it looks like."""
        style = styles[cell.style]
        if cell.formula:
            # what has no figure is an empty text, as the formula itself would say
            value = "" if cell.value is None else cell.value
            sheet.write_formula(row, column, f"={cell.formula}", style, value)
        elif cell.value is None:
            sheet.write_blank(row, column, None, style)
        elif isinstance(cell.value, date):
            sheet.write_datetime(row, column, cell.value, styles["date"])
        elif isinstance(cell.value, (int, float)):
            sheet.write_number(row, column, cell.value, style)
        else:
            sheet.write_string(row, column, clean_text(cell.value), style)

    @api.model
    def _write_overview(self, sheet, styles, lines):
        """One line a measurement; its figures are those of its own sheet."""
        texts, components = lines[0]["labels"], lines[0]["components"]
        headers = [*texts, *components, self.env._("Score")]
        sheet.set_column(0, len(texts) - 1, 22)
        sheet.set_column(len(texts), len(headers) - 1, 14)
        for column, header in enumerate(headers):
            sheet.write_string(0, column, clean_text(header), styles["header"])
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.autofilter(0, 0, len(lines), len(headers) - 1)
        for row, line in enumerate(lines, 1):
            for column, text in enumerate(line["texts"]):
                self._write_cell(sheet, row, column, Cell(text, "text"), styles)
            for column, (cell, value) in enumerate(line["figures"], len(texts)):
                if value is not None:
                    sheet.write_formula(
                        row, column, f"={cell}", styles["number"], value
                    )

    # Figures

    @api.model
    def _get_table(self, measurement):
        """A measurement as plain values."""
        sheet = measurement.score_sheet or {}
        breakdown = measurement.breakdown or {"components": [], "score": None}
        by_code = {one["code"]: one for one in breakdown["components"]}
        award = by_code.get("award", {"base": 0, "cap": 0})
        factors = sheet.get("factors", [])
        return ScoreTable(
            title=measurement.subject_id.sudo().display_name,  # sudo: as on its form
            facts=self._get_facts(measurement, sheet),
            components=[
                (
                    one["name"],
                    one["weight"],
                    one["score"],
                    one["text"],
                )
                for one in sheet.get("components", [])
            ]
            or self._get_no_components(measurement),
            score=breakdown["score"],
            award=(award["base"], award["cap"]),
            awards=[
                (
                    one["name"],
                    one["points"],
                    one["counted"],
                    one["grade"],
                    one["text"],
                )
                for one in sheet.get("awards", [])
            ],
            checks=[
                (one["name"], one["weight"], one["score"], one["text"])
                for one in sheet.get("checks", [])
            ],
            factors=[(one["name"], one["weight"]) for one in factors],
            answers=self._get_answers(measurement, [one["id"] for one in factors]),
            words=self._get_words(),
        )

    @api.model
    def _get_no_components(self, measurement):
        """A measurement that never opened has no figures."""
        labels = measurement._get_component_labels().values()
        return [(label, 0, None, "") for label in labels]

    @api.model
    def _get_facts(self, measurement, sheet):
        states = dict(measurement._fields["state"]._description_selection(self.env))
        # sudo: what a measurement is about is shown with it, as on its form
        shown = measurement.sudo()
        return [
            (self.env._("Number"), shown.reference or ""),
            (self.env._("Object"), shown.subject_id.name or ""),
            (self.env._("Customer"), shown.partner_id.name or ""),
            (self.env._("Department"), shown.unit_id.display_name or ""),
            (self.env._("Due"), shown.date_to),
            (self.env._("State"), states[shown.state]),
            (self.env._("Level"), shown.level_id.name or ""),
            (self.env._("Result"), sheet.get("sentence", "")),
            (self.env._("Coverage"), sheet.get("coverage", "")),
        ]

    @api.model
    def _get_answers(self, measurement, factor_ids):
        """The questionnaires that count, as far as the reader may see them."""
        answers = self.env["crm.satisfaction.answer"].search(
            [("measurement_id", "=", measurement.id), ("state", "=", "done")],
            order="id",
        )
        ways = dict(answers._fields["way"]._description_selection(self.env))
        return [
            (
                self._get_respondent(answer, number),
                answer.role_weight,
                ways[answer.way],
                answer.role_id.name or "",
                answer.score if answer.has_score else None,
                self._get_figures(answer, factor_ids),
            )
            for number, answer in enumerate(answers, 1)
        ]

    @api.model
    def _get_respondent(self, answer, number):
        if answer.is_anonymous:
            return self.env._("Questionnaire %(number)s", number=number)
        # sudo: the name of who answered is shown with the answer
        return answer.sudo().contact_id.name or answer.contact_name or str(number)

    @api.model
    def _get_figures(self, answer, factor_ids):
        lines = {line.factor_id.id: line for line in answer.line_ids}
        states = dict(answer.line_ids._fields["state"]._description_selection(self.env))
        return [
            None
            if factor_id not in lines
            else lines[factor_id].score
            if lines[factor_id].state == "answered"
            else states[lines[factor_id].state]
            for factor_id in factor_ids
        ]

    @api.model
    def _get_words(self):
        return {
            "component": self.env._("Component"),
            "weight": self.env._("Weight"),
            "score": self.env._("Score"),
            "note": self.env._("Note"),
            "total": self.env._("Score"),
            "awards": self.env._("Awards"),
            "award": self.env._("Award"),
            "base": self.env._("Score with an Award"),
            "cap": self.env._("At Most"),
            "points": self.env._("Points"),
            "counted": self.env._("Counted"),
            "grade": self.env._("Grade"),
            "checks": self.env._("Contract Performance"),
            "item": self.env._("Item"),
            "answers": self.env._("Questionnaires"),
            "respondent": self.env._("Respondent"),
            "way": self.env._("Way"),
            "role": self.env._("Role"),
            "factor_weight": self.env._("Weight of the Factor (%)"),
        }
