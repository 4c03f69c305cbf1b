# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL

from ..engine.xlsx import Column


class CrmImprovementXlsx(models.AbstractModel):
    """The improvement register: every action with its plan and its verification."""

    _name = "report.crm_policy.crm_improvement_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Improvement Register"

    _xlsx_model = "crm.improvement"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("reference", width=16),
            self._get_column("name", width=40),
            self._get_column("state", width=14),
            Column(
                self.env._("Origin"),
                sql=self._get_origin_sql,
                convert=self._convert_origins,
                width=30,
            ),
            self._get_column("root_cause", width=40),
            self._get_column("measure", width=40),
            self._get_column("user_id"),
            self._get_column("date_deadline", "date"),
            self._get_column("cycle", "int", width=8),
            self._get_column("effect", width=40),
            Column(self.env._("Result"), field="verification_result", width=14),
            self._get_column("verifier_id"),
            self._get_column("date_verified", "date"),
            Column(
                self.env._("Reason of Cancellation"), field="cancel_reason", width=30
            ),
            self._get_column("company_id"),
            self._get_column("create_date", "datetime"),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Improvement Register")

    @api.model
    def _get_origin_sql(self, model, alias, query):
        """Model and id in one value, for the converter to turn into a name"""
        return SQL(
            "%s || ',' || %s",
            model._field_to_sql(alias, "res_model", query),
            model._field_to_sql(alias, "res_id", query),
        )

    @api.model
    def _convert_origins(self, values):
        origins = []
        for value in values:
            model_name, _comma, record_id = (value or "").partition(",")
            origins.append((model_name, int(record_id or 0)))
        names = self.env["crm.improvement"]._get_origin_names(origins)
        for model_name in {model_name for model_name, _record_id in names}:
            # The next batch brings other records: do not gather them all in the cache.
            self.env[model_name].invalidate_model()
        return [names.get(origin) for origin in origins]
