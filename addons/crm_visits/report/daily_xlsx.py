# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine.measure import Measure

MEASURES = tuple(
    Measure(name)
    for name in (
        "visits",
        "calls",
        "messages",
        "walk_ins",
        "new_customers",
        "concerns",
    )
)


class DailyXlsx(models.AbstractModel):
    """Daily dynamics by day, person and customer source, and each contact (VIS-18)."""

    _name = "report.crm_visits.daily_xlsx"
    _inherit = "report.crm_visits.xlsx"
    _description = "Daily Dynamics"

    _xlsx_model = "crm.visit.daily"

    @api.model
    def _get_sheets(self, docids, data):
        return [
            *(
                self._get_summary(title, groupby, self._get_measures(), docids, data)
                for title, groupby in (
                    (self.env._("Day"), "date:day"),
                    (self._get_label("user_id"), "user_id"),
                    (self._get_label("team_id"), "team_id"),
                    (self._get_label("source_id"), "source_id"),
                )
            ),
            *super()._get_sheets(docids, data),
        ]

    @api.model
    def _get_measures(self):
        """What is counted; extensions add theirs."""
        return MEASURES

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("In Detail")

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("date", "date"),
            self._get_column("kind", width=16),
            self._get_column("user_id"),
            self._get_column("team_id"),
            self._get_column("partner_id", width=36),
            self._get_column("source_id"),
            self._get_column("channel_id"),
            *(
                self._get_column(measure.name, measure.kind, total=True)
                for measure in self._get_measures()
            ),
            self._get_column("company_id"),
        ]
