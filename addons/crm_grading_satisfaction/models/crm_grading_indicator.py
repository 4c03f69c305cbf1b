# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmGradingIndicator(models.Model):
    _inherit = "crm.grading.indicator"

    @api.model
    def _selection_fact(self):
        labels = {
            "satisfaction_last": self.env._("Last satisfaction score"),
            "satisfaction_mean": self.env._("Mean satisfaction score"),
            "satisfaction_count": self.env._("Satisfaction measurements"),
            "satisfaction_below_count": self.env._("Measurements below the pass mark"),
            "satisfaction_nps": self.env._("Net promoter score"),
            "satisfaction_promoters": self.env._("Share of promoters"),
        }
        return super()._selection_fact() + list(labels.items())
