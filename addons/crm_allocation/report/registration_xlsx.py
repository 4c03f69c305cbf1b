# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


class RegistrationXlsx(models.AbstractModel):
    """The register of customers 客户资源信息登记表 (ALC-02), with calls (ALC-20)."""

    _name = "report.crm_allocation.registration_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Register of Customers"

    _xlsx_model = "crm.allocation.registration"

    @api.model
    def _get_columns(self, data):
        kinds = {
            "developed_on": "datetime",
            "submitted_on": "datetime",
            "checked_on": "datetime",
            "demand_date": "date",
            "expected_amount": "money",
        }
        names = (
            "name",
            "developed_on",
            "kind",
            "channel_id",
            "customer_name",
            "customer_source_id",
            "industry_id",
            "state_id",
            "city",
            "street",
            "demand",
            "demand_date",
            "contact_name",
            "phone",
            "mobile",
            "email",
            "website",
            "vat",
            "expected_amount",
            "currency_id",
            "expected_payment",
            "class_id",
            "class_reason",
            "user_id",
            "team_id",
            "submitted_on",
            "is_late",
            "is_out_of_hours",
            "checked_by_id",
            "checked_on",
            "state",
            "closing_note",
        )
        return [
            *(self._get_column(name, kinds.get(name, "text")) for name in names),
            Column(
                self.env._("Protected Until"),
                "date",
                field="ownership_id.protected_until",
            ),
        ]
