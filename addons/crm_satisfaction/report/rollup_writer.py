# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Roll-ups in a workbook that counts again by itself (SAT-14); plain values only."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from odoo.addons.crm_policy.engine.xlsx import WIDTHS, Column, clean_text


@dataclass(frozen=True)
class Row:
    """The figures of one roll-up.

    :ivar key: of what: scope, unit, kind
    :ivar parts: of a year: triples of the key of the part's roll-up (None: unknown),
        name and (weight, score or None)
    """

    key: tuple
    period: str
    is_year: bool
    scope: str
    name: str
    score: float | None
    numerator: float
    denominator: float
    pass_mark: float
    previous: float | None
    projects: int
    coverage: float
    promoters: int
    passives: int
    detractors: int
    invited: int
    responded: int
    again: int
    customers: int
    targets: tuple
    parts: tuple


@dataclass(frozen=True)
class Labels:
    """Words of the workbook in the reader's language."""

    columns: tuple
    years: tuple
    rollups_sheet: str
    years_sheet: str
    total: str


class RollupWriter:
    """Two sheets: every roll-up in a line, and how each year was made of its parts.

    Scores, rates and differences are formulas; what they count from are figures.
    """

    KINDS = ("text", "text", "text", "float", "float", "float", "float", "float")
    KINDS += ("float", "int", "percent", "int", "int", "int", "float")
    KINDS += ("int", "int", "float", "int", "int", "float", "float", "float", "float")

    def __init__(self, workbook, formats, labels, rows):
        """
        :param formats: :class:`Formats` of the workbook
        :param Labels labels:
        :param rows: the :class:`Row` list
        """
        self.workbook = workbook
        self.formats = formats
        self.labels = labels
        self.rows = rows
        self.lines = {(row.key, row.period): line for line, row in enumerate(rows, 1)}
        self.results = self._place_years()

    def _place_years(self):
        """In which line of the second sheet the result of each year stands."""
        line, results = 1, {}
        for row in self.rows:
            if row.parts:
                line += len(row.parts)
                results[row.key, row.period] = line
                line += 2
        return results

    def draw(self):
        self._write_rollups()
        if self.results:
            self._write_years()

    def _open(self, name, headers, kinds):
        sheet = self.workbook.add_worksheet(name)
        for index, (header, kind) in enumerate(zip(headers, kinds, strict=True)):
            sheet.set_column(index, index, max(WIDTHS[kind], 14))
            sheet.write_string(0, index, header, self.formats.header)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def _write_rollups(self):
        kinds = self.KINDS
        sheet = self._open(self.labels.rollups_sheet, self.labels.columns, kinds)
        styles = [self.formats.of(Column("", kind)) for kind in kinds]
        for line, row in enumerate(self.rows, 1):
            for index, value in enumerate(self._get_cells(row, line)):
                self._write(sheet, line, index, value, styles[index])

    def _get_cells(self, row, line):
        """Values, and pairs of formula and result, in the order of the columns."""
        d, e, f, h, i = (self._cell(line, at) for at in (3, 4, 5, 7, 8))
        target, repeat, feedback = (value or None for value in row.targets)
        answers = row.promoters + row.passives + row.detractors
        known, before = row.score is not None, row.previous is not None
        result = self.results.get((row.key, row.period))
        score = f'=IF({e}>0,ROUND({d}/{e},2),"")'
        if result:
            score = f"='{self.labels.years_sheet}'!{self._cell(result, 4)}"
        nps = 100 * (row.promoters - row.detractors) / answers if answers else 0
        rate = 100 * row.responded / row.invited if row.invited else 0
        came = 100 * row.again / row.customers if row.customers else 0
        difference = row.score - row.previous if known and before else ""
        return (
            row.period,
            row.scope,
            row.name,
            row.numerator,
            row.denominator,
            (score, row.score if known else ""),
            row.pass_mark,
            row.previous,
            (f'=IF(AND(ISNUMBER({f}),ISNUMBER({h})),{f}-{h},"")', difference),
            row.projects,
            row.coverage,
            row.promoters,
            row.passives,
            row.detractors,
            self._rate(line, nps, answers, "({11}-{13})", "SUM({11}:{13})"),
            row.invited,
            row.responded,
            self._rate(line, rate, row.invited, "{16}", "{15}"),
            row.customers,
            row.again,
            self._rate(line, came, row.customers, "{19}", "{18}"),
            target,
            repeat,
            feedback,
        )

    def _rate(self, line, value, whole, part, base):
        """A percentage as a formula, empty of nothing."""
        cells = [self._cell(line, index) for index in range(len(self.KINDS))]
        part, base = part.format(*cells), base.format(*cells)
        formula = f'=IF({base}>0,ROUND(100*{part}/{base},2),"")'
        return (formula, round(value, 2) if whole else "")

    def _write_years(self):
        kinds = ("text", "text", "text", "float", "float")
        sheet = self._open(self.labels.years_sheet, self.labels.years, kinds)
        number = self.formats.of(Column("", "float"))
        total = self.formats.of(Column("", "float"), total=True)
        line = 1
        for row in self.rows:
            if not row.parts:
                continue
            first = line
            for key, name, (weight, score) in row.parts:
                self._write(sheet, line, 0, row.period, None)
                self._write(sheet, line, 1, row.name, None)
                self._write(sheet, line, 2, name, None)
                self._write(sheet, line, 3, weight, number)
                self._write(sheet, line, 4, self._link(key, score), number)
                line += 1
            weights = self._range(first, line - 1, 3)
            scores = self._range(first, line - 1, 4)
            known = f'SUMIF({scores},"<>",{weights})'
            formula = (
                f'=IF({known}>0,ROUND(SUMPRODUCT({weights},{scores})/{known},2),"")'
            )
            result = row.score if row.score is not None else ""
            self._write(sheet, line, 2, self.labels.total, self.formats.label)
            self._write(sheet, line, 3, (f"={known}", row.denominator), total)
            self._write(sheet, line, 4, (formula, result), total)
            line += 2

    def _link(self, key, score):
        """The score of a part, from its own line where that shows the same figure."""
        line = self.lines.get(key)
        if score is None or not line or self.rows[line - 1].score != score:
            return score
        cell = self._cell(line, 5)
        return (f"='{self.labels.rollups_sheet}'!{cell}", score)

    def _write(self, sheet, line, index, value, style):
        """Numbers as numbers, formulas only our own, whatever else as a text."""
        if value is None or value == "":
            return
        if isinstance(value, tuple):
            sheet.write_formula(line, index, value[0], style, value[1])
        elif isinstance(value, (int, float)):
            sheet.write_number(line, index, value, style)
        else:
            sheet.write_string(line, index, clean_text(value), style)

    @staticmethod
    def _cell(line, index):
        return xl_rowcol_to_cell(line, index)

    def _range(self, first, last, index):
        return f"{self._cell(first, index)}:{self._cell(last, index)}"
