# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools.i18n import format_list


class CrmPolicyDuplicateFinder(models.AbstractModel):
    """Other people's customers are not seen, yet no second record of them is made."""

    _inherit = "crm.policy.duplicate.finder"

    @api.model
    def _get_hidden_notes(self, candidates, found):
        """That a customer exists, by what, and with which team (ALC-01, ALC-15)"""
        notes = super()._get_hidden_notes(candidates, found)
        if self.env.su:
            return notes
        # sudo: all customers are searched; only that they exist gets out
        everything = self.sudo()._find(candidates)
        labels = self._get_kind_labels()
        for candidate, customers in everything.items():
            seen = {partner.id for partner in found.get(candidate, {})}
            lines = [
                self.env._(
                    "%(reasons)s: a customer exists that is looked after by %(team)s; "
                    "ask for access",
                    reasons=format_list(self.env, [labels[kind] for kind in kinds]),
                    team=self._get_team_of(partner),
                )
                for partner, kinds in customers.items()
                if partner.id not in seen
                and (not partner.company_id or partner.company_id == self.env.company)
            ]
            if lines:
                notes[candidate] = "\n".join(
                    filter(None, [notes.get(candidate), *lines])
                )
        return notes

    @api.model
    def _get_team_of(self, partner):
        """The team of the owner; another company or nobody's customer has none."""
        line = partner._get_open_ownership(self.env.company)
        return line.team_id.name or self.env._("somebody else")
