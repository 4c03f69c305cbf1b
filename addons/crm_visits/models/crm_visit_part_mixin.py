# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmVisitPartMixin(models.AbstractModel):
    """A line of the visit form: closed with the visit, opened with it."""

    _name = "crm.visit.part.mixin"
    _description = "Line of the Visit Form"

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_part_open()
        return parts

    def write(self, vals):
        # where it comes from and where it goes to
        self._check_part_open()
        result = super().write(vals)
        self._check_part_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_open(self):
        self._check_part_open()

    def _check_part_open(self):
        if not self.env.su:
            self.visit_id._check_open()
