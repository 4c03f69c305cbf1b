# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmComplaintSummaryMonth(models.TransientModel):
    """Asks for the month of a report, and opens it (CMP-12)."""

    _name = "crm.complaint.summary.month"
    _description = "Month of the Report"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    month = fields.Date(
        required=True,
        default=lambda self: self._default_month(),
        help="Any day of the month.",
    )

    @api.model
    def _default_month(self):
        today = self.env.company._policy_today()
        return fields.Date.subtract(today.replace(day=1), months=1)

    def action_open(self):
        self.ensure_one()
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("Choose a company that you work for."))
        if self.month.replace(day=1) > self.company_id._policy_today():
            raise UserError(self.env._("This month has not begun."))
        summaries = self.env["crm.complaint.summary"]
        summaries.check_access("read")
        summary = summaries._make(self.company_id, self.month)
        return summary.get_formview_action()
