# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    grading_meeting_cadence = fields.Selection(
        [
            ("month", "Every month"),
            ("quarter", "Every quarter"),
            ("half", "Every half-year"),
            ("year", "Every year"),
            ("none", "Not by itself"),
        ],
        string="Grading Meeting",
        required=True,
        default="quarter",
        help="When a period begins without a grading meeting in it, one is opened to "
        "be planned and managers are reminded.",
    )
