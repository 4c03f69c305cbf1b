# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmVisit(models.Model):
    """A visit made follows up the cards of its customer (VIS-11)."""

    _inherit = "crm.visit"

    def _after_done(self):
        result = super()._after_done()
        # sudo: whoever makes the visit, the card is followed up
        cards = self.env["crm.visit.card"].sudo()
        cards.search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("follow_up_open", "=", 1),
            ]
        )._close_follow_up()
        return result
