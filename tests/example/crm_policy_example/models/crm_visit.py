# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisit(models.Model):
    """A content of the visit form: its code is the name of the field."""

    _inherit = "crm.visit"

    ticket_talk = fields.Text(
        string="Tickets Talked About",
        copy=False,
        help="What the customer said about open tickets.",
    )

    def _get_content_dependencies(self):
        return [*super()._get_content_dependencies(), "ticket_talk"]
