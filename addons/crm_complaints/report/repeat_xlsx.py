# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class RepeatXlsx(models.AbstractModel):
    """The same complained of again, and what became of it (CMP-05)."""

    _name = "report.crm_complaints.repeat_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Repeats"

    _xlsx_model = "crm.complaint.repeat"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("category_id", width=28),
            self._get_column("subject", width=24),
            self._get_column("partner_id", width=24),
            Column(self.env._("Complaints"), "int", field="count", total=True),
            self._get_column("first_on", "datetime"),
            self._get_column("last_on", "datetime"),
            self._get_column("state", width=16),
            Column(
                self.env._("Improvement Point"),
                field="improvement_id.reference",
                width=18,
            ),
            Column(self.env._("Responsible"), field="improvement_id.user_id"),
            Column(
                self.env._("Due Date"), "date", field="improvement_id.date_deadline"
            ),
            Column(self.env._("Measure"), field="improvement_id.measure", width=36),
            self._get_column("closed_on", "date"),
            self._get_column("company_id", width=20),
        ]
