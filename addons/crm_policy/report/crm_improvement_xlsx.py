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
            Column(self.env._("Reference"), field="reference", width=16),
            Column(self.env._("Subject"), field="name", width=40),
            Column(self.env._("State"), field="state", width=14),
            Column(
                self.env._("Origin"),
                sql=self._get_origin_sql,
                convert=self._convert_origins,
                width=30,
            ),
            Column(self.env._("Root Cause"), field="root_cause", width=40),
            Column(self.env._("Measure"), field="measure", width=40),
            Column(self.env._("Responsible"), field="user_id"),
            Column(self.env._("Due Date"), "date", field="date_deadline"),
            Column(self.env._("Cycle"), "int", field="cycle", width=8),
            Column(self.env._("Verified Effect"), field="effect", width=40),
            Column(self.env._("Result"), field="verification_result", width=14),
            Column(self.env._("Verified by"), field="verifier_id"),
            Column(self.env._("Verified on"), "date", field="date_verified"),
            Column(
                self.env._("Reason of Cancellation"), field="cancel_reason", width=30
            ),
            Column(self.env._("Company"), field="company_id"),
            Column(self.env._("Created on"), "datetime", field="create_date"),
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
