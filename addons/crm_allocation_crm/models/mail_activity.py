# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class MailActivity(models.Model):
    """A call on an opportunity is a call with its customer (ALC-07)."""

    _inherit = "mail.activity"

    def _get_called(self):
        if self.res_model != "crm.lead":
            return super()._get_called()
        # sudo: whose opportunity it is is asked, whatever the caller may read
        return self.env["crm.lead"].sudo().browse(self.res_id).exists().partner_id
