# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_allocation.engine import routing

from ..engine.tickets import OVERLOADED


class CrmAllocationDecision(models.Model):
    """Who has too many open tickets receives no customers."""

    _inherit = "crm.allocation.decision"

    @api.model
    def _get_exclusions(self, members, moment):
        """Out of hours counts for some rules only; this counts for all of them."""
        exclusions = super()._get_exclusions(members, moment)
        overloaded = members.company_id._get_overloaded_users()
        for member in members:
            code, _until = exclusions.get(member, (None, None))
            if member.user_id in overloaded and code in (None, routing.HOURS):
                exclusions[member] = (OVERLOADED, None)
        return exclusions

    def _selection_verdict(self):
        label = self.env._("Too many open tickets")
        return [*super()._selection_verdict(), (OVERLOADED, label)]
