# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class ConflictXlsx(models.AbstractModel):
    """Conflicts about customers and what was decided (ALC-18)."""

    _name = "report.crm_allocation.conflict_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Conflicts about Customers"

    _xlsx_model = "crm.allocation.conflict"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Number"), field="name", width=14),
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Owner Then"), field="owner_id", width=18),
            Column(self.env._("Reported By"), field="reporter_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("What Happened"), field="description", width=50),
            Column(self.env._("Hurts Business Now"), "bool", field="is_urgent"),
            Column(self.env._("Status"), field="state", width=14),
            Column(self.env._("New Owner"), field="new_owner_id", width=18),
            Column(self.env._("Decided By"), field="decided_by_id", width=18),
            Column(self.env._("Decided On"), "datetime", field="decided_at"),
            Column(self.env._("Reason"), field="decision_reason", width=40),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
