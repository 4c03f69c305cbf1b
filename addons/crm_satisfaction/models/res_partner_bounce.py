# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _message_receive_bounce(self, email, partner):
        """An invitation that came back is seen at its measurement (SAT-09)."""
        result = super()._message_receive_bounce(email, partner)
        # sudo: the gateway works for nobody
        self.env["crm.satisfaction.invitation"].sudo().search(
            [
                ("partner_id", "in", self.ids),
                ("email", "=", email),
                ("state", "=", "sent"),
                ("measurement_id.state", "=", "open"),
            ]
        )._bounce()
        return result
