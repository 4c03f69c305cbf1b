# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmSatisfactionRespondent(models.Model):
    """Whoever is not asked any more cannot answer any more."""

    _inherit = "crm.satisfaction.respondent"

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals and not vals["active"]:
            self._withdraw_invitations()
        return result

    def _withdraw_invitations(self):
        # sudo: invitations are moved on by what happens, not by people
        invitations = self.env["crm.satisfaction.invitation"].sudo()
        for respondent in self:
            invitations.search(
                [
                    ("measurement_id.subject_id", "=", respondent.subject_id.id),
                    ("measurement_id.state", "=", "open"),
                    ("partner_id", "=", respondent.partner_id.id),
                ]
            )._withdraw()
