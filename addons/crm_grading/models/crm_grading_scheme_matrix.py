# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingScheme(models.Model):
    """Value by potential, drawn as a matrix (GRD-07)."""

    _inherit = "crm.grading.scheme"

    matrix = fields.Json(compute="_compute_matrix")

    @api.depends(
        "method",
        "value_class_ids.name",
        "potential_class_ids.name",
        "cell_ids.grade_id",
        "cell_ids.strategy",
    )
    @api.depends_context("lang")
    def _compute_matrix(self):
        for scheme in self:
            scheme.matrix = scheme._get_matrix()

    def _get_matrix(self):
        """Classes of both axes, best first, and by their ids what a cell says."""
        self.ensure_one()
        if self.method != "matrix":
            return False

        def classes(records):
            return [
                {"id": item.id, "name": item.name}
                for item in records.sorted("lower", reverse=True)
            ]

        return {
            "values": classes(self.value_class_ids),
            "potentials": classes(self.potential_class_ids),
            "counted": False,
            "cells": {
                f"{cell.value_class_id.id},{cell.potential_class_id.id}": {
                    "grade": cell.grade_id.code,
                    "color": cell.grade_id.color,
                    "strategy": cell.strategy or "",
                }
                for cell in self.cell_ids
            },
        }
