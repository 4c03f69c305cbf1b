# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmGradingIndicator(models.Model):
    _inherit = "crm.grading.indicator"

    @api.model
    def _selection_fact(self):
        labels = {
            "complaint_count": self.env._("Number of complaints"),
            "complaint_open_count": self.env._("Open complaints"),
            "complaint_repeat_count": self.env._("Repeated complaints"),
            "complaint_justified_count": self.env._("Justified complaints"),
        }
        return super()._selection_fact() + list(labels.items())
