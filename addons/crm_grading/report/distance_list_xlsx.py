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
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Salesperson"), field="user_id", width=18),
            Column(self.env._("Grade"), field="grade_id", width=8),
            Column(self.env._("Score"), "float", field="score", width=9),
            self._get_computed_column(self.env._("Next Grade"), "next_grade_id.code"),
            Column(
                self.env._("Points to the Next Grade"), "float", field="points_to_next"
            ),
            self._get_computed_column(self.env._("Shortest Way"), "shortest_way"),
            Column(
                self.env._("Points above the Own Bound"), "float", field="points_above"
            ),
            self._get_computed_column(self.env._("Grade Lost at"), "shortest_fall"),
            Column(self.env._("Figures until"), "date", field="date"),
            Column(self.env._("Company"), field="company_id", width=20),
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
