# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmExampleTicket(models.Model):
    """What a customer asked for, until somebody has closed it."""

    _name = "crm.example.ticket"
    _description = "Example Ticket"
    _order = "date desc, id desc"

    name = fields.Char(string="Subject", required=True)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    # grading, allocation and ownership know companies, not their contacts
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id",
        string="Company of the Customer",
        store=True,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        index=True,
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date = fields.Date(
        string="Opened on", required=True, default=fields.Date.context_today
    )
    is_urgent = fields.Boolean(string="Urgent")
    closed_at = fields.Datetime(readonly=True, copy=False)

    def action_close(self):
        """Closes what is open; a ticket that was closed keeps its moment."""
        self.filtered_domain(self._get_open_domain()).write(
            {"closed_at": fields.Datetime.now()}
        )

    @api.model
    def _get_open_domain(self):
        return Domain("closed_at", "=", False)
