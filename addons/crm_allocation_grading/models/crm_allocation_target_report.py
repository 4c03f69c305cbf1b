# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL


class CrmAllocationTargetReport(models.Model):
    """Shares of grades against their targets (ALC-21)."""

    _inherit = "crm.allocation.target.report"
    _depends = {
        "crm.allocation.target": ["grade_id"],
        "crm.allocation.decision": ["grade_id"],
    }

    @api.model
    def _get_group_conditions(self):
        return {
            **super()._get_group_conditions(),
            "grade": SQL("decision.grade_id = target.grade_id"),
        }
