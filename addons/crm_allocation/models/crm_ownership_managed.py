# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..engine import access_sql


class CrmOwnership(models.Model):
    """The ledger marks the customers that somebody looks after (ALC-15)."""

    _inherit = "crm.ownership"

    # whose customers somebody reads is answered by these indexes alone
    _owned_idx = models.Index(
        "(user_id, partner_id) WHERE date_to IS NULL AND user_id IS NOT NULL"
    )
    _led_idx = models.Index(
        "(team_id, partner_id) WHERE date_to IS NULL AND holder = 'person'"
    )

    def init(self):
        result = super().init()
        # raw SQL: triggers are the database's
        self.env.cr.execute(access_sql.mark_managed())
        return result
