# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportCrmPolicyXlsx(models.AbstractModel):
    """Workbooks that leave the house are noted (ALC-15)."""

    _inherit = "report.crm_policy.xlsx"

    @api.model
    def _open_xlsx_file(self, docids, data):
        file = super()._open_xlsx_file(docids, data)
        ids = self._get_docids(docids, data or {})
        self.env["crm.allocation.access.log"]._log(
            "report",
            self._xlsx_model or self._name,
            ids,
            [self._get_title()],
            None if ids else (data or {}).get("domain", []),
        )
        return file
