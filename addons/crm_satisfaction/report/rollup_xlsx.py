# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.crm_policy.engine.xlsx import Column, Formats, Sheet, sheet_name

from .rollup_writer import Labels, RollupWriter, Row


class RollupXlsx(models.AbstractModel):
    """Roll-ups with live formulas: from the quarter and the units to the year (SAT-14).

    What was stored is what the formulas give, so that anybody may count again.
    """

    _name = "report.crm_satisfaction.rollup_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Roll-ups of Satisfaction"

    _xlsx_model = "crm.satisfaction.rollup"

    @api.model
    def _get_records(self, docids, data):
        return self.env[self._xlsx_model].search(
            self._get_domain(docids, data), order="date_end, period_kind, scope, name"
        )

    @api.model
    def _get_sheets(self, docids, data):
        """The measurements behind the quarters, as far as the reader may see them.

        The others refer to each other, so the base cannot write them.
        """
        periods = self._get_records(docids, data).period_id
        return [
            Sheet(
                name=self.env._("Projects"),
                columns=self._get_project_columns(),
                model="crm.satisfaction.measurement",
                domain=periods._get_counted_domain(),
                order="date_to, reference, id",
            )
        ]

    @api.model
    def _get_project_columns(self):
        def score(model, alias, _query):
            """Empty without a score, which is not 0."""
            return SQL(
                "CASE WHEN %s THEN %s END",
                model._field_to_sql(alias, "has_score"),
                model._field_to_sql(alias, "score"),
            )

        return [
            Column(self.env._("Counts in"), field="rollup_period_id", width=12),
            Column(self.env._("Measurement"), field="reference", width=18),
            Column(self.env._("Object"), field="subject_id", width=28),
            Column(self.env._("Customer"), field="partner_id", width=28),
            self._get_column("kind_id", width=16),
            self._get_column("unit_id", width=28),
            Column(self.env._("Due"), "date", field="date_to"),
            Column(self.env._("Done on"), "datetime", field="done_on"),
            Column(self.env._("Score"), "float", sql=score),
            self._get_column("level_id"),
            Column(self.env._("Counts in the Score"), "bool", field="is_rolled_up"),
        ]

    @api.model
    def _get_parameters(self, docids, data):
        """The companies are those of the rows, not all that the reader works in."""
        companies = self._get_records(docids, data).company_id
        report = self.with_context(
            allowed_company_ids=companies.ids or self.env.companies.ids
        )
        return super(RollupXlsx, report)._get_parameters(docids, data)

    @api.model
    def _write_workbook(self, workbook, docids, data):
        rows = [self._get_row(record) for record in self._get_records(docids, data)]
        RollupWriter(workbook, Formats(workbook), self._get_labels(), rows).draw()
        return super()._write_workbook(workbook, docids, data)

    @api.model
    def _get_row(self, record):
        scopes = dict(record._fields["scope"]._description_selection(self.env))
        return Row(
            key=record._get_key(),
            period=record.period_id.name,
            is_year=record.period_kind == "year",
            scope=scopes[record.scope],
            name=record.name,
            score=record.score if record.has_score else None,
            numerator=record.numerator,
            denominator=record.denominator,
            pass_mark=record.pass_mark,
            previous=record.previous_score if record.has_previous else None,
            projects=record.project_count,
            coverage=record.coverage,
            promoters=record.promoter_count,
            passives=record.passive_count,
            detractors=record.detractor_count,
            invited=record.invited_count,
            responded=record.responded_count,
            again=record.repeat_count,
            customers=record.repeat_base,
            targets=tuple(
                record[name] for name, _known in record._get_targets().values()
            ),
            parts=tuple(self._get_parts(record)),
        )

    @api.model
    def _get_parts(self, record):
        """Parts of a year, each with the key of the roll-up that has its score."""
        year = record.period_id.name
        for part in record.parts or []:
            key = (
                (record._get_key(), part["name"])
                if "quarter" in part
                else (("unit", part["unit"], False), year)
            )
            yield key, part["name"], (part["weight"], part["score"])

    @api.model
    def _get_labels(self):
        return Labels(
            columns=(
                self.env._("Period"),
                self.env._("Of"),
                self.env._("Name"),
                self.env._("Numerator"),
                self.env._("Denominator"),
                self.env._("Score"),
                self.env._("Pass Mark"),
                self.env._("The Period before"),
                self.env._("Difference"),
                self.env._("Projects Measured"),
                self.env._("Coverage"),
                self.env._("Promoters (9–10)"),
                self.env._("Passives (7–8)"),
                self.env._("Detractors (0–6)"),
                self.env._("Net Promoter Score"),
                self.env._("Invited"),
                self.env._("Invited Who Answered"),
                self.env._("Feedback Collected (%)"),
                self.env._("Customers Measured"),
                self.env._("Customers Who Came Again"),
                self.env._("Repeat or Renewal (%)"),
                self.env._("Target: Score"),
                self.env._("Target: Repeat (%)"),
                self.env._("Target: Feedback (%)"),
            ),
            years=(
                self.env._("Year"),
                self.env._("Of"),
                self.env._("Part"),
                self.env._("Weight"),
                self.env._("Score"),
            ),
            rollups_sheet=sheet_name(self.env._("Roll-ups")),
            years_sheet=sheet_name(self.env._("Years")),
            total=self.env._("Weighted mean"),
        )
