# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmSatisfactionScanMixin(models.AbstractModel):
    """A record with scans, which are read by whoever reads the record (SAT-09).

    What is attached before a record is saved belongs to nothing yet, and only who
    uploaded it could read it.
    """

    _name = "crm.satisfaction.scan.mixin"
    _description = "Record with Scans"

    attachment_ids = fields.Many2many("ir.attachment", string="Scan", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._own_attachments()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._own_attachments()
        return result

    def _own_attachments(self):
        """One's own uploads that belong to nothing yet belong to the record."""
        for record in self:
            loose = record.attachment_ids.filtered(
                lambda one: not one.res_id and one.create_uid == self.env.user
            )
            loose.write({"res_model": self._name, "res_id": record.id})
