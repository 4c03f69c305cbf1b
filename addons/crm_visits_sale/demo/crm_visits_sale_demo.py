# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmVisitsSaleDemo(models.AbstractModel):
    """The settled call became a quotation, with the substitute."""

    _name = "crm.visits.sale.demo"
    _description = "Demo of Quotations from Phone Orders"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        calls = self.env["crm.visit.phone.order"].search(
            [("company_id", "=", company.id), ("state", "=", "done")]
        )
        for call in calls.with_company(company):
            call.action_create_quotation()
