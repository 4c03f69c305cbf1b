# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column


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
        fields_ = self.env[self._xlsx_model]._fields
        return [
            Column(
                fields_[name]._description_string(self.env),
                kinds.get(name, "text"),
                field=name,
                total=kinds.get(name) == "int",
            )
            for name in names
        ]
