# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmPolicyUploadMixin(models.AbstractModel):
    """A record with files, which are opened by whoever reads the record."""

    _name = "crm.policy.upload.mixin"
    _description = "Record with Files"
    _upload_field = "attachment_ids"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env["ir.attachment"]._give_uploads(records, self._upload_field)
        return records

    def write(self, vals):
        result = super().write(vals)
        if self._upload_field in vals:
            self.env["ir.attachment"]._give_uploads(self, self._upload_field)
        return result
