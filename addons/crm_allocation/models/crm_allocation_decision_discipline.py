# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine import routing


class CrmAllocationDecision(models.Model):
    """Suspensions keep from customers; skipped turns are consumed (ALC-08 to 10)."""

    _inherit = "crm.allocation.decision"

    @api.model
    def _get_exclusions(self, members, moment):
        """Suspended for days: whoever would be absent anyway keeps that reason."""
        exclusions = super()._get_exclusions(members, moment)
        stronger = (routing.INACTIVE, routing.PAUSED)
        suspended = members._get_suspension_exclusions(moment)
        for member, exclusion in suspended.items():
            if exclusions.get(member, (None,))[0] not in stronger:
                exclusions[member] = exclusion
        return exclusions

    @api.model
    def _get_turns_to_lose(self, members):
        return {**super()._get_turns_to_lose(members), **members._get_turns_to_skip()}

    @api.model
    def _get_owed(self, company):
        """Signed re-applications come first, the oldest before the others (ALC-08)."""
        owed = super()._get_owed(company)
        entitlements = self.env["crm.allocation.entitlement"]._get_owed(company)
        for class_id, waiting in entitlements.items():
            people = owed.setdefault(class_id, [])
            people += [user_id for _id, user_id in waiting]
        return owed

    @api.model
    def _consume_turns(self, decisions_by_member):
        """Each decision by which the person did not receive is a turn."""
        result = super()._consume_turns(decisions_by_member)
        for member, decisions in decisions_by_member.items():
            for decision in decisions:
                member._take_suspended_turns(decision.partner_id, decision)
        return result
