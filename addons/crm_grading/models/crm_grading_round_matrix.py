# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingRound(models.Model):
    """A round by value and potential, drawn as a matrix (GRD-07)."""

    _inherit = "crm.grading.round"

    method = fields.Selection(related="scheme_id.method")
    matrix = fields.Json(compute="_compute_matrix")

    @api.depends("state", "graded_count", "scheme_id")
    @api.depends_context("lang")
    def _compute_matrix(self):
        """Customers by cell, from one grouped read."""
        groups = self.env["crm.grading.result"]._read_group(
            [
                ("round_id", "in", self.ids),
                ("status", "=", "graded"),
                ("value_class_id", "!=", False),
            ],
            ["round_id", "value_class_id", "potential_class_id"],
            ["__count"],
        )
        counts = {
            (record.id, value.id, potential.id): count
            for record, value, potential, count in groups
        }
        for record in self:
            matrix = record.scheme_id._get_matrix()
            if matrix:
                matrix["counted"] = True
                for key, cell in matrix["cells"].items():
                    ids = tuple(int(part) for part in key.split(","))
                    cell["count"] = counts.get((record._origin.id, *ids), 0)
            record.matrix = matrix

    @api.readonly
    def action_open_cell(self, value_class_id, potential_class_id):
        """The customers of one cell."""
        self.ensure_one()
        action = self.action_open_results()
        action["domain"] = [
            *action["domain"],
            ("status", "=", "graded"),
            ("value_class_id", "=", value_class_id),
            ("potential_class_id", "=", potential_class_id),
        ]
        return action
