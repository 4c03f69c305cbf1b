# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import time

from odoo import api, fields, models
from odoo.fields import Domain


class CrmOwnership(models.Model):
    """Who owned which customer on a day, as list and workbook (ALC-13)."""

    _name = "crm.ownership"
    _inherit = ["crm.ownership", "crm.policy.xlsx.mixin"]

    owned_on = fields.Date(
        compute="_compute_owned_on",
        search="_search_owned_on",
        help="Finds who held a customer at the end of a day.",
    )

    def _compute_owned_on(self):
        """Only searched: a line holds on many days."""
        self.owned_on = False

    @api.model
    def _search_owned_on(self, operator, value):
        if operator != "in":
            return NotImplemented
        days = [fields.Date.to_date(day) for day in value if day]
        return Domain.OR(
            self.env["res.company"]._get_domain_by_day(
                lambda company, day=day: self._get_held_domain(
                    company._policy_moment(day, time.max)
                )
            )
            for day in days
        )

    @api.model
    def _get_held_domain(self, moment):
        """Lines that held at a moment; of two on one moment, the later one."""
        return Domain("date_from", "<=", moment) & (
            Domain("date_to", "=", False) | Domain("date_to", ">", moment)
        )

    @api.readonly
    def action_export_xlsx(self):
        """The selected lines, or all that the list shows."""
        return self._print_xlsx("crm_allocation.ownership_xlsx")
