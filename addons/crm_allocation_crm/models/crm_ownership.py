# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain


class CrmOwnership(models.Model):
    """Open opportunities change hands with their customer (ALC-13)."""

    _inherit = "crm.ownership"

    def _after_transfer(self, former):
        result = super()._after_transfer(former)
        self._move_documents(former, "crm.lead", Domain("won_status", "=", "pending"))
        return result

    def _prepare_document_owner(self, document):
        """The team in which the owner received the customer, where the lead leaves its
        own: Odoo would look for one with a query a lead."""
        vals = super()._prepare_document_owner(document)
        if document._name == "crm.lead" and self._has_team_for(document):
            vals["team_id"] = self.team_id.id
        return vals

    def _has_team_for(self, lead):
        user, team = self.user_id, self.team_id
        if not user or user in lead.team_id.member_ids | lead.team_id.user_id:
            return False
        is_of_company = not lead.company_id or team.company_id <= lead.company_id
        return is_of_company and user in team.member_ids | team.user_id
