# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine.measure import Measure

MEASURES = (
    Measure("customers"),
    Measure("never"),
    Measure("month_rate", "avg", "float"),
    Measure("quarter_rate", "avg", "float"),
    Measure("half_rate", "avg", "float"),
    Measure("year_rate", "avg", "float"),
)


class CoverageXlsx(models.AbstractModel):
    """Coverage by representative, store manager and class, and each customer (VIS-05).

    Rates are shares of the customers.
    """

    _name = "report.crm_visits.coverage_xlsx"
    _inherit = "report.crm_visits.xlsx"
    _description = "Coverage of Customers"

    _xlsx_model = "crm.visit.coverage"

    @api.model
    def _get_sheets(self, docids, data):
        return [
            *(
                self._get_summary(
                    self._get_label(groupby), groupby, MEASURES, docids, data
                )
                for groupby in ("user_id", "leader_id", "team_id", "class_id")
            ),
            *super()._get_sheets(docids, data),
        ]

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("partner_id", width=36),
            self._get_column("class_id"),
            self._get_column("user_id"),
            self._get_column("team_id"),
            self._get_column("leader_id"),
            self._get_column("last_contact", "date"),
            self._get_column("customers", "int", total=True),
            self._get_column("never", "int", total=True),
            self._get_column("month_rate", "float"),
            self._get_column("quarter_rate", "float"),
            self._get_column("half_rate", "float"),
            self._get_column("year_rate", "float"),
            self._get_column("company_id"),
        ]
