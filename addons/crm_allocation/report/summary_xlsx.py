# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class SummaryXlsx(models.AbstractModel):
    """The weeks of salespeople as they were counted (ALC-17)."""

    _name = "report.crm_allocation.summary_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Weekly Summary"

    _xlsx_model = "crm.allocation.summary.line"

    @api.model
    def _get_domain(self, docids, data):
        """The lines of the summaries that are printed."""
        if docids:
            return Domain("summary_id", "in", docids)
        return Domain("summary_id", "any", Domain(data.get("domain") or Domain.TRUE))

    @api.model
    def _get_columns(self, data):
        figures = self.env["crm.allocation.summary"]._get_figures()
        return [
            self._get_column("date_from", "date"),
            self._get_column("user_id", width=22),
            self._get_column("team_id", width=22),
            *(
                self._get_column(name, "int", total=not figure.is_level)
                for name, figure in figures.items()
            ),
            self._get_column("company_id"),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Weekly Summary")
