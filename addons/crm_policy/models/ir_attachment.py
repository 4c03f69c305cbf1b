# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _give_uploads(self, records, name):
        """What one uploaded before a record was saved becomes the record's.

        Until then it belongs to nothing, and nobody else can open it; then whoever
        reads the record does. Files of others and of other records stay as they are.

        :param str name: the field of the records that holds the files
        """
        for record in records:
            # sudo: uploads are given away also to what one may not write any more
            record.sudo()[name].filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user
            ).write({"res_model": record._name, "res_id": record.id})
