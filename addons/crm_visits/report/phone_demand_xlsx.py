# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class PhoneDemandXlsx(models.AbstractModel):
    """What is asked on the phone, what was missing, and what came of it (VIS-10)."""

    _name = "report.crm_visits.phone_demand_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Demand on the Phone"

    _xlsx_model = "crm.visit.phone.demand"

    @api.model
    def _get_columns(self, data):
        kinds = {
            "received_at": "datetime",
            "quantity": "float",
            "acceptance_rate": "float",
            "success_rate": "float",
            **dict.fromkeys(
                ("out_of_stock", "offered", "accepted", "promised", "wanted"), "int"
            ),
        }
        names = (
            "received_at",
            "partner_id",
            "kind",
            "article",
            "product_tmpl_id",
            "quantity",
            "out_of_stock",
            "offered",
            "substitute_id",
            "accepted",
            "promised",
            "wanted",
            "user_id",
            "representative_id",
            "team_id",
            "company_id",
        )
        return [
            self._get_column(
                name, kinds.get(name, "text"), total=kinds.get(name) == "int"
            )
            for name in names
        ]
