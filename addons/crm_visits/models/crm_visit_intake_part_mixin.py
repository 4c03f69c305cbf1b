# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmVisitIntakePartMixin(models.AbstractModel):
    """A line of what was taken in: closed with it."""

    _name = "crm.visit.intake.part.mixin"
    _description = "Line of What Was Taken In"

    # Name of the field with the record that the line belongs to.
    _part_of = None

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_part_open()
        return parts

    def write(self, vals):
        self._check_part_open()
        result = super().write(vals)
        self._check_part_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_open(self):
        self._check_part_open()

    def _check_part_open(self):
        self[self._part_of]._check_open({self._part_of: True})
