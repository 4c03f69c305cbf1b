# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """A confirmed order can be what counts as a cooperation (GRD-06)."""

    _inherit = "res.company"

    grading_cooperation_unit = fields.Selection(
        selection_add=[("order", "Each confirmed order")],
        ondelete={"order": "set default"},
    )
