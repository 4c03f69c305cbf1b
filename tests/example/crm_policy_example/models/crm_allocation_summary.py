# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_allocation.engine.summary import Figure


class CrmAllocationSummary(models.Model):
    _inherit = "crm.allocation.summary"

    @api.model
    def _get_figures(self):
        return {
            **super()._get_figures(),
            "tickets_closed": Figure(
                "crm.example.ticket",
                "user_id",
                lambda week: self._get_within("closed_at", week),
            ),
        }
