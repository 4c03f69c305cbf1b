# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class DistanceListXlsx(models.AbstractModel):
    """What customers lack to the next grade, and what they are above their own."""

    _name = "report.crm_grading.distance_list_xlsx"
    _inherit = "report.crm_grading.xlsx"
    _description = "Ways to the Next Grade"

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Ways to the Next Grade")

    @api.model
    def _get_order(self, data):
        return "points_to_next, id"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("partner_id", width=36),
            self._get_column("user_id", width=18),
            self._get_column("grade_id", width=8),
            self._get_column("score", "float", width=9),
            self._get_computed_column(self.env._("Next Grade"), "next_grade_id.code"),
            self._get_column("points_to_next", "float"),
            self._get_computed_column(self.env._("Shortest Way"), "shortest_way"),
            self._get_column("points_above", "float"),
            self._get_computed_column(self.env._("Grade Lost at"), "shortest_fall"),
            Column(self.env._("Figures until"), "date", field="date"),
            self._get_column("company_id", width=20),
        ]

    @api.model
    def _get_computed_column(self, header, path):
        """A column that Python works out, a whole batch of rows in one call."""
        results = self.env["crm.grading.result"]

        def convert(ids):
            values = [
                (record.mapped(path) or [None])[0] or None
                for record in results.browse(ids)
            ]
            # the next batch brings other records: do not gather them all in the cache
            results.invalidate_model()
            return values

        return Column(
            header,
            sql=lambda model, alias, query: model._field_to_sql(alias, "id", query),
            convert=convert,
            width=36,
        )
