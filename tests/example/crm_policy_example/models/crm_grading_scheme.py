# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine.tickets import add_tickets


class CrmGradingScheme(models.Model):
    _inherit = "crm.grading.scheme"

    @api.model
    def _get_fact_registry(self):
        """Tickets are computed with all other figures, in the same statement."""
        return add_tickets(super()._get_fact_registry())
