# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.crm_policy.engine.xlsx import Column, Sheet


class HandoverXlsx(models.AbstractModel):
    """What a hand-over moved: customers on one sheet, all work on another (ALC-14)."""

    _name = "report.crm_allocation.handover_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Hand-Over List"

    _xlsx_model = "crm.allocation.handover.customer"

    @api.model
    def _get_domain(self, docids, data):
        """The sheets show what belongs to the hand-overs that are printed."""
        handovers = super()._get_domain(docids, data)
        return Domain("handover_id", "any", handovers)

    @api.model
    def _get_sheets(self, docids, data):
        work = "crm.allocation.handover.item"
        return [
            *(sheet for sheet in super()._get_sheets(docids, data)),
            Sheet(
                name=self.env._("Work and Documents"),
                columns=self._get_work_columns(),
                model=work,
                domain=self._get_domain(docids, data),
                order=self.env[work]._order,
            ),
        ]

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Customers")

    @api.model
    def _get_columns(self, data):
        return [
            Column(self.env._("Hand-Over"), field="handover_id.name", width=14),
            Column(self.env._("From"), field="handover_id.from_user_id", width=18),
            self._get_column("partner_id", width=36),
            self._get_column("class_id", width=18),
            self._get_column("region_id", width=18),
            self._get_column("user_id", width=18),
            self._get_column("state", width=14),
            self._get_column("message", width=40),
            self._get_column("company_id", width=20),
        ]

    @api.model
    def _get_work_columns(self):
        return [
            Column(self.env._("Hand-Over"), field="handover_id.name", width=14),
            Column(self.env._("What"), field="part", width=24),
            self._get_model_column(),
            Column(self.env._("Record"), "int", field="res_id", width=10),
            self._get_name_column(),
            Column(self.env._("Customer"), field="customer_id.partner_id", width=36),
            Column(self.env._("Moved To"), field="moved_to_id", width=18),
            Column(self.env._("Status"), field="state", width=14),
            Column(self.env._("Why Not"), field="message", width=40),
        ]

    @api.model
    def _get_model_column(self):
        """What kind of record it is, by the name that people read."""
        get_model = self.env["ir.model"]._get

        def convert(names):
            return [get_model(name).name or name for name in names]

        return Column(self.env._("Model"), field="res_model", convert=convert, width=22)

    @api.model
    def _get_name_column(self):
        """Names of records of many models, a whole batch of rows in few calls."""
        items = self.env["crm.allocation.handover.item"]

        def convert(ids):
            names = items.browse(ids).mapped("res_name")
            # the next batch brings other records: do not gather them all in the cache
            items.invalidate_model()
            return [name or None for name in names]

        return Column(
            self.env._("Name"),
            sql=lambda model, alias, query: model._field_to_sql(alias, "id", query),
            convert=convert,
            width=36,
        )
