# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmSatisfactionScanMixin(models.AbstractModel):
    """A record with scans, which are read by whoever reads the record (SAT-09)."""

    _name = "crm.satisfaction.scan.mixin"
    _description = "Record with Scans"

    attachment_ids = fields.Many2many("ir.attachment", string="Scan", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env["ir.attachment"]._give_uploads(records, "attachment_ids")
        return records

    def write(self, vals):
        result = super().write(vals)
        if "attachment_ids" in vals:
            self.env["ir.attachment"]._give_uploads(self, "attachment_ids")
        return result
