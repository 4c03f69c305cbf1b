# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmVisitIntakePartMixin(models.AbstractModel):
    """A line of what was taken in: closed with it."""

    _name = "crm.visit.intake.part.mixin"
    _inherit = "crm.visit.part.mixin"
    _description = "Line of What Was Taken In"

    # Name of the field with the record that the line belongs to.
    _part_of = None

    def _check_part_open(self):
        self[self._part_of]._check_open({self._part_of: True})
