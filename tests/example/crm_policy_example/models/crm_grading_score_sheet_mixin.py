# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmGradingScoreSheetMixin(models.AbstractModel):
    _inherit = "crm.grading.score.sheet.mixin"

    @api.model
    def _get_part_labels(self):
        """What the score sheet calls the parts that are kept beside the figure."""
        return {**super()._get_part_labels(), "urgent": self.env._("urgent")}
