# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class SampleXlsx(models.AbstractModel):
    """What was asked for, approved and sent, and what came of it (ALC-16)."""

    _name = "report.crm_allocation.sample_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Samples and Documents"

    _xlsx_model = "crm.allocation.sample"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Number"), field="name", width=16),
            Column(self.env._("Customer"), field="partner_id", width=32),
            Column(self.env._("Kind"), field="kind_id", width=20),
            Column(self.env._("What"), field="item", width=32),
            Column(self.env._("Document"), field="document_id", width=28),
            Column(self.env._("Quantity"), "float", field="quantity"),
            Column(self.env._("Unit"), field="unit", width=10),
            Column(self.env._("Value"), "money", field="value", total=True),
            Column(self.env._("Purpose"), field="purpose", width=32),
            Column(self.env._("Asked by"), field="user_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("Needed by"), "date", field="needed_by"),
            Column(self.env._("Status"), field="state", width=12),
            Column(self.env._("Approved By"), field="approved_by_id", width=18),
            Column(self.env._("Approved on"), "date", field="approved_on"),
            Column(self.env._("Sent on"), "date", field="sent_on"),
            Column(self.env._("Sent by"), field="sent_by_id", width=18),
            Column(self.env._("Carrier"), field="carrier", width=16),
            Column(self.env._("Tracking Number"), field="tracking_number", width=18),
            Column(self.env._("Received on"), "date", field="received_on"),
            Column(self.env._("What Came of It"), field="outcome", width=16),
            Column(self.env._("Feedback"), field="feedback", width=32),
            Column(self.env._("Reason"), field="close_reason", width=32),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Samples and Documents")
