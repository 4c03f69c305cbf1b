# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Two who become one are asked about each object once.

        Odoo would delete the rows of the others where a row of the one that stays is
        in the way; here the row that goes is chosen, and nothing else is lost.
        """
        partners = src_partners | dst_partner
        # sudo: who may merge customers need not be allowed to see what is measured
        respondents = self.env["crm.satisfaction.respondent"].sudo()
        self._keep_one_of_each(
            respondents, "subject_id", partners, lambda row: not row.active, dst_partner
        )
        # sudo: as above
        invitations = self.env["crm.satisfaction.invitation"].sudo()
        self._keep_one_of_each(
            invitations,
            "measurement_id",
            partners,
            lambda row: not row.is_answered,
            dst_partner,
        )
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _keep_one_of_each(self, rows, parent, partners, is_worse, dst_partner):
        """Of the rows of one parent the best one stays, else that of who stays."""
        everybody = rows.with_context(active_test=False).search(
            [("partner_id", "in", partners.ids)]
        )
        for same in everybody.grouped(parent).values():
            kept = same.sorted(
                lambda row: (is_worse(row), row.partner_id != dst_partner, row.id)
            )
            kept[1:].unlink()
