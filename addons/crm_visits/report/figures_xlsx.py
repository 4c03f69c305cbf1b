# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine.measure import Measure, without_basis

MEASURES = (
    Measure("planned"),
    Measure("made"),
    Measure("not_made"),
    Measure("cancelled"),
    Measure("due"),
    Measure("made_rate", "avg", "float", basis="due"),
    Measure("covered", "count_distinct"),
    Measure("forms_due"),
    Measure("on_time"),
    Measure("late"),
    Measure("missing"),
    Measure("on_time_rate", "avg", "float", basis="forms_due"),
    Measure("inspected"),
    Measure("sent_back"),
    Measure("graded"),
    Measure("quality", "avg", "float", basis="graded"),
    Measure("minutes"),
    Measure("average_minutes", "avg", "float", basis="made"),
)
# How the cadences are executed, see crm.visit.execution
EXECUTION = (
    Measure("due"),
    Measure("on_time"),
    Measure("rate", "avg", "float", basis="due"),
)
MONTH = "date:month"


class FiguresXlsx(models.AbstractModel):
    """Figures of representatives and store managers, and each visit (VIS-03)."""

    _name = "report.crm_visits.figures_xlsx"
    _inherit = "report.crm_visits.xlsx"
    _description = "Figures of Visits"

    _xlsx_model = "crm.visit.figures"

    @api.model
    def _get_sheets(self, docids, data):
        return [
            *(
                self._get_summary(title, groupby, MEASURES, docids, data)
                for title, groupby in (
                    (self._get_label("user_id"), "user_id"),
                    (self._get_label("leader_id"), "leader_id"),
                    (self._get_label("team_id"), "team_id"),
                    (self._get_label("channel_id"), "channel_id"),
                    (self._get_label("type_id"), "type_id"),
                    (self.env._("Month"), MONTH),
                )
            ),
            *super()._get_sheets(docids, data),
        ]

    @api.model
    def _get_figure_columns(self, groupby, measures):
        columns = super()._get_figure_columns(groupby, measures)
        if groupby != MONTH:
            columns += self._get_measure_columns("crm.visit.execution", EXECUTION)
        return columns

    @api.model
    def _get_groups(self, groupby, measures, docids, data):
        """With what the cadences asked of these visits, and what of it was made."""
        groups = super()._get_groups(groupby, measures, docids, data)
        if groupby == MONTH:
            return groups
        # a row of either report has the id of its visit
        visits = self.env[self._xlsx_model]._search(self._get_domain(docids, data))
        executed = self._get_measured(
            "crm.visit.execution", [("id", "in", visits)], groupby, EXECUTION
        )
        nothing = without_basis(EXECUTION, [0] * len(EXECUTION))
        return {
            group: [*figures, *executed.get(group, nothing)]
            for group, figures in groups.items()
        }

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Visits")

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("date", "date"),
            self._get_column("visit_id", width=36),
            self._get_column("partner_id", width=36),
            self._get_column("user_id"),
            self._get_column("team_id"),
            self._get_column("leader_id"),
            self._get_column("channel_id", width=16),
            self._get_column("type_id", width=16),
            self._get_column("state", width=14),
            self._get_column("form_status", width=14),
            self._get_column("planned", "int", total=True),
            self._get_column("made", "int", total=True),
            self._get_column("not_made", "int", total=True),
            self._get_column("cancelled", "int", total=True),
            self._get_column("on_time", "int", total=True),
            self._get_column("late", "int", total=True),
            self._get_column("missing", "int", total=True),
            self._get_column("inspected", "int", total=True),
            self._get_column("sent_back", "int", total=True),
            self._get_column("quality", "float"),
            self._get_column("minutes", "int", total=True),
            self._get_column("company_id"),
        ]
