# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingLevel(models.Model):
    _name = "crm.grading.level"
    _description = "Level of an Assessed Indicator"
    _order = "indicator_id, points desc, id"

    indicator_id = fields.Many2one(
        "crm.grading.indicator", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(required=True, translate=True)
    points = fields.Float(required=True, digits=(5, 2))
    guide = fields.Char(
        translate=True, help="When this level applies, in the words of the policy."
    )

    _points_range = models.Constraint(
        "CHECK(points BETWEEN 0 AND 100)", "Points must be between 0 and 100."
    )

    @api.depends("name", "points", "guide")
    @api.depends_context("formatted_display_name")
    def _compute_display_name(self):
        """Choices show the guide below the level."""
        for level in self:
            level.display_name = level.name
            if self.env.context.get("formatted_display_name"):
                level.display_name += f" \t `{level.points:g}`"
                if level.guide:
                    level.display_name += f"\n--{level.guide}--"
