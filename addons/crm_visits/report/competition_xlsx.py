# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine.measure import Measure


class CompetitionXlsx(models.AbstractModel):
    """Competitors met on visits: how often, where, in what they are better (VIS-01)."""

    _name = "report.crm_visits.competition_xlsx"
    _inherit = "report.crm_visits.xlsx"
    _description = "Competitors Met on Visits"

    _xlsx_model = "crm.visit.competition"

    @api.model
    def _get_sheets(self, docids, data):
        measures = [Measure("visit_id", "count_distinct")]
        return [
            *(
                self._get_summary(self._get_label(fname), fname, measures, docids, data)
                for fname in ("competitor_id", "advantage_id", "user_id", "team_id")
            ),
            *super()._get_sheets(docids, data),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("In Detail")

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("date", "datetime"),
            self._get_column("competitor_id"),
            self._get_column("advantage_id"),
            self._get_column("note", width=40),
            self._get_column("partner_id", width=36),
            self._get_column("user_id"),
            self._get_column("team_id"),
            self._get_column("visit_id", width=36),
            self._get_column("company_id"),
        ]
