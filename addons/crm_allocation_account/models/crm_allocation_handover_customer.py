# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationHandoverCustomer(models.Model):
    """What a customer is worth is known from its invoices (ALC-14)."""

    _inherit = "crm.allocation.handover.customer"

    def _get_amounts(self):
        """Revenue of the last months; customers without any, as their class says."""
        amounts = super()._get_amounts()
        if not self:
            return amounts
        company = self.handover_id.company_id
        since = fields.Date.subtract(
            company._policy_today(), months=company.allocation_worth_months
        )
        revenue = dict(
            self.env["crm.allocation.revenue"]._read_group(
                [
                    ("partner_id", "in", self.partner_id.ids),
                    ("company_id", "=", company.id),
                    ("date", ">", since),
                ],
                ["partner_id"],
                ["amount:sum"],
            )
        )
        for one in self:
            if revenue.get(one.partner_id, 0) > 0:
                amounts[one.id] = revenue[one.partner_id]
        return amounts
