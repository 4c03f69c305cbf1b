# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL

DAY = 24 * 60 * 60


class CrmComplaint(models.Model):
    """How long complaints take, for the figures of management (CMP-08)."""

    _inherit = "crm.complaint"

    days_to_close = fields.Float(
        compute="_compute_days_to_close",
        digits=(16, 1),
        aggregator="avg",
        help="Calendar days from receipt to closing; averages leave open cases out.",
    )

    @api.depends("received_on", "closed_on")
    def _compute_days_to_close(self):
        for complaint in self:
            days = 0.0
            if complaint.received_on and complaint.closed_on:
                lasted = complaint.closed_on - complaint.received_on
                days = lasted.total_seconds() / DAY
            complaint.days_to_close = days

    def _field_to_sql(self, alias, field_expr, query=None):
        """Not stored: an open case is without a figure, where a column would be 0"""
        if field_expr != "days_to_close":
            return super()._field_to_sql(alias, field_expr, query)
        return SQL(
            "EXTRACT(EPOCH FROM %s - %s) / %s",
            self._field_to_sql(alias, "closed_on", query),
            self._field_to_sql(alias, "received_on", query),
            DAY,
        )
