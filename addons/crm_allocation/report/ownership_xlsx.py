# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class OwnershipXlsx(models.AbstractModel):
    """Who owned which customer when, and why (ALC-13)."""

    _name = "report.crm_allocation.ownership_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Who Owned Whom"

    _xlsx_model = "crm.ownership"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("Held By"), field="holder", width=12),
            Column(self.env._("Owner"), field="user_id", width=18),
            Column(self.env._("Team"), field="team_id", width=18),
            Column(self.env._("Pool"), field="pool_id", width=18),
            Column(self.env._("From"), "datetime", field="date_from"),
            Column(self.env._("To"), "datetime", field="date_to"),
            Column(self.env._("How"), field="source", width=18),
            Column(self.env._("Reason"), field="reason", width=40),
            Column(self.env._("Entered By"), field="opened_by_id", width=18),
            Column(self.env._("Approved By"), field="approved_by_id", width=18),
            Column(self.env._("How It Ended"), field="end_source", width=18),
            Column(self.env._("Why It Ended"), field="end_reason", width=40),
            Column(self.env._("Protected Until"), "date", field="protected_until"),
            Column(self.env._("Counts For"), field="attribution", width=12),
            Column(
                self.env._("Why It Counts So"), field="attribution_reason", width=40
            ),
            Column(self.env._("Unapproved"), "bool", field="is_unapproved"),
            Column(self.env._("Decision"), field="change_decision", width=18),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
