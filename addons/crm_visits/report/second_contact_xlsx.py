# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class SecondContactXlsx(models.AbstractModel):
    """Contact report of important new customers (VIS-14)."""

    _name = "report.crm_visits.second_contact_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Contact Report of New Customers"

    _xlsx_model = "crm.visit.second.contact"

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Customer"), field="partner_id", width=36),
            Column(self.env._("New since"), "date", field="since"),
            Column(self.env._("Salesperson"), field="user_id", width=18),
            Column(self.env._("Department"), field="team_id", width=18),
            Column(self.env._("First Contact"), field="first_user_id", width=18),
            Column(self.env._("First Contact on"), "date", field="first_date"),
            Column(self.env._("Second Contact"), field="second_user_id", width=18),
            Column(self.env._("Second Contact on"), "date", field="second_date"),
            Column(self.env._("Employees"), "int", field="people"),
            Column(self.env._("Contact Missing"), "bool", field="lacks_contact"),
            Column(self.env._("Company"), field="company_id", width=20),
        ]
