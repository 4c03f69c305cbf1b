# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine import intake


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        """A mail that names the number of a case goes to the case (CMP-01)."""
        routes = super().message_route(
            message, message_dict, model, thread_id, custom_values
        )
        return [
            self.env["crm.complaint"]._get_mail_route(message_dict, route)
            if route[0] == "crm.complaint"
            else route
            for route in routes or []
        ]

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """Complaints answer no machine, so they must know who wrote."""
        automatic = intake.is_automatic(dict(message.items()))
        thread = self.with_context(complaint_mail_is_automatic=automatic)
        return super(MailThread, thread)._message_route_process(
            message, message_dict, routes
        )
