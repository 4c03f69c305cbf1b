# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmVisit(models.Model):
    """The visit log as a workbook (VIS-04)."""

    _name = "crm.visit"
    _inherit = ["crm.visit", "crm.policy.xlsx.mixin"]

    @api.readonly
    def action_export_log(self):
        """The workbook of the selected visits, or of all that the list shows."""
        return self._print_xlsx("crm_visits.visit_log_xlsx")
