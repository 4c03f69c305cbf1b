# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class CrmComplaintSummaryMonth(models.TransientModel):
    """Asks for the month of a report, and opens it (CMP-12)."""

    _name = "crm.complaint.summary.month"
    _description = "Month of the Report"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    month = fields.Selection(
        selection="_selection_month",
        required=True,
        default=lambda self: self._default_month(),
    )

    @api.model
    def _default_month(self):
        return fields.Date.to_string(self._get_last_month())

    @api.model
    def _get_last_month(self):
        """The first day of the month that is over."""
        today = self.env.company._policy_today()
        return fields.Date.subtract(today.replace(day=1), months=1)

    @api.model
    def _selection_month(self):
        """The months by name, the latest first, from the first complaint on."""
        # sudo: when the first one came is no secret
        complaints = self.env["crm.complaint"].sudo()
        [[first]] = complaints._read_group([], aggregates=["received_on:min"])
        last = self._get_last_month()
        begin = min((first or fields.Datetime.now()).date().replace(day=1), last)
        month = fields.Date.add(last, months=1)
        months = []
        while month >= begin:
            name = format_date(self.env, month, date_format="MMMM y")
            months.append((fields.Date.to_string(month), name))
            month = fields.Date.subtract(month, months=1)
        return months

    def action_open(self):
        self.ensure_one()
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("Choose a company that you work for."))
        month = fields.Date.to_date(self.month)
        if month > self.company_id._policy_today():
            raise UserError(self.env._("This month has not begun."))
        summaries = self.env["crm.complaint.summary"]
        summaries.check_access("read")
        summary = summaries._make(self.company_id, month)
        return summary._get_records_action(context={})
