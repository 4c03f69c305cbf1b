# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

PLANNING = "crm_visits.ir_cron_plan"


class CrmGradingStanding(models.Model):
    _inherit = "crm.grading.standing"

    @api.model
    def _invalidate_standings(self):
        """Grades have changed: visits are planned without waiting for the night."""
        result = super()._invalidate_standings()
        # without the scheduled action, visits are planned by hand
        planning = self.env.ref(PLANNING, raise_if_not_found=False)
        if planning:
            planning._trigger()
        return result
