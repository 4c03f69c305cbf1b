# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ResPartner(models.Model):
    """New customers by source and channel, as a workbook (VIS-09)."""

    _name = "res.partner"
    _inherit = ["res.partner", "crm.policy.xlsx.mixin"]

    @api.readonly
    def action_export_new_customers(self):
        """The workbook of the selected customers, or of all that the list shows."""
        return self._print_xlsx("crm_visits.new_customer_xlsx")
