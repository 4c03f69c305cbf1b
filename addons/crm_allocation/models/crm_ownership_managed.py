# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..engine import access_sql


class CrmOwnership(models.Model):
    """The ledger marks the customers that somebody looks after (ALC-15)."""

    _inherit = "crm.ownership"

    def init(self):
        result = super().init()
        # raw SQL: triggers are the database's
        self.env.cr.execute(access_sql.mark_managed())
        return result
