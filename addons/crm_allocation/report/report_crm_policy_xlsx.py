# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportCrmPolicyXlsx(models.AbstractModel):
    """Workbooks that leave the house are noted (ALC-15)."""

    _inherit = "report.crm_policy.xlsx"

    @api.model
    def _open_xlsx_file(self, docids, data):
        file = super()._open_xlsx_file(docids, data)
        data = data or {}
        ids = self._get_docids(docids, data)
        self.env["crm.allocation.access.log"]._log(
            "report",
            self._xlsx_model or self._name,
            ids,
            [self._get_title()],
            None if ids else data.get("domain", []),
            len(ids) or self._count_filtered(data),
        )
        return file

    @api.model
    def _count_filtered(self, data):
        """How many records a workbook without a selection shows its reader"""
        if not self._xlsx_model:
            return 0
        domain = self._get_domain([], data)
        return self.env[self._xlsx_model].search_count(domain)
