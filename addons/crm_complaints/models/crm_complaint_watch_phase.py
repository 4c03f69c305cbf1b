# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from .crm_complaint_watch import PHASES


class CrmComplaintWatchPhase(models.Model):
    """One phase of a project, or one part of it such as an instalment (CMP-15)."""

    _name = "crm.complaint.watch.phase"
    _description = "Phase of a Watched Project"
    _order = "watch_id, sequence, planned_on, id"

    watch_id = fields.Many2one(
        "crm.complaint.watch", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="watch_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    sequence = fields.Integer(default=10)
    phase = fields.Selection(PHASES, required=True, default="performance")
    name = fields.Char(string="What", help="Delivery, acceptance, instalment ...")
    planned_on = fields.Date(index=True)
    done_on = fields.Date()
    amount = fields.Monetary(help="Of an instalment.")
    user_id = fields.Many2one(
        "res.users", string="By", domain="[('share', '=', False)]"
    )
    note = fields.Char()
    is_overdue = fields.Boolean(string="Overdue", compute="_compute_is_overdue")

    @api.depends("planned_on", "done_on", "company_id")
    def _compute_is_overdue(self):
        for line in self:
            line.is_overdue = bool(
                not line.done_on
                and line.planned_on
                and line.planned_on < line.company_id._policy_today()
            )

    @api.model
    def _get_overdue_domain(self):
        companies = self.env["res.company"]
        overdue = companies._get_before_today_domain("planned_on")
        return Domain("done_on", "=", False) & overdue
