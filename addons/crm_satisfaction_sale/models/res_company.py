# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    satisfaction_repeat_by = fields.Selection(
        [("orders", "Several Orders"), ("objects", "Several Measured Objects")],
        string="A Customer Comes Again by",
        default="orders",
        required=True,
    )
