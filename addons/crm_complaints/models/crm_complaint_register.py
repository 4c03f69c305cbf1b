# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmComplaint(models.Model):
    """The register of complaints as a workbook (CMP-12)."""

    _inherit = "crm.complaint"

    @api.readonly
    def action_export_xlsx(self):
        """The selected complaints, or all that the list shows."""
        return self._print_xlsx("crm_complaints.register_xlsx")
