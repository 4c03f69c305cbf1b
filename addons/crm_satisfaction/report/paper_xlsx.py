# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class PaperXlsx(models.AbstractModel):
    """Papers with what is missing and since when (SAT-15)."""

    _name = "report.crm_satisfaction.paper_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Papers of Measured Objects"

    _xlsx_model = "crm.satisfaction.paper"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Department"), field="unit_id", width=24),
            Column(self.env._("Object Number"), field="subject_id.reference", width=14),
            Column(self.env._("Object"), field="subject_id", width=28),
            Column(self.env._("Customer"), field="partner_id", width=28),
            Column(self.env._("Business"), field="kind_id", width=16),
            Column(self.env._("Paper"), field="type_id", width=36),
            Column(self.env._("Measurement"), field="measurement_id.reference"),
            Column(self.env._("Due"), "date", field="date_due"),
            Column(self.env._("State"), field="state", width=12),
            Column(self.env._("Received on"), "date", field="received_on"),
            Column(self.env._("Received by"), field="received_by_id", width=18),
            Column(self.env._("Checked by"), field="checked_by_id", width=18),
            Column(self.env._("Responsible"), field="user_id", width=18),
            Column(self.env._("Reason"), field="reason"),
            Column(self.env._("Note"), field="note"),
        ]
