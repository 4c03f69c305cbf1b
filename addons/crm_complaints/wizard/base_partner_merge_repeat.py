# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Where each customer counts by itself, two that are one count as one."""
        # sudo: who may merge customers need not be allowed to see their complaints
        repeats = self.env["crm.complaint.repeat"].sudo()
        counted = repeats.search(
            [("partner_id", "in", src_partners.ids), ("state", "!=", "closed")]
        )
        # sudo: as above
        complaints = self.env["crm.complaint"].sudo()
        moved = complaints.search([("partner_id", "in", src_partners.ids)])
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        moved |= counted._move_to_customer(dst_partner)
        moved._count_repeats()
        empty = counted.exists().filtered(lambda repeat: not repeat.complaint_ids)
        reached = empty.filtered(lambda repeat: repeat.state == "reached")
        reached._close_merged(dst_partner)
        (empty - reached).unlink()
        return result
