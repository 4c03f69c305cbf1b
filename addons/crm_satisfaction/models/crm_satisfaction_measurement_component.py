# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmSatisfactionMeasurement(models.Model):
    """Which components have a figure: no figure is not 0 (SAT-01)."""

    _inherit = "crm.satisfaction.measurement"

    has_questionnaire = fields.Boolean(compute="_compute_components")
    has_contract = fields.Boolean(compute="_compute_components")
    has_award = fields.Boolean(compute="_compute_components")
    scored_count = fields.Integer(
        string="Questionnaires with a Score",
        compute="_compute_components",
        help="Forms without an answer, or where nothing applies, have none.",
    )

    @api.depends("breakdown")
    def _compute_components(self):
        for measurement in self:
            components = (measurement.breakdown or {}).get("components", [])
            by_code = {one["code"]: one for one in components}
            for code in ("questionnaire", "contract", "award"):
                score = by_code.get(code, {}).get("score")
                measurement[f"has_{code}"] = score is not None
            measurement.scored_count = by_code.get("questionnaire", {}).get("scored", 0)
