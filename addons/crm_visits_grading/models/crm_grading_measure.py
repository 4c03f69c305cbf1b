# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmGradingMeasure(models.Model):
    _inherit = "crm.grading.measure"

    visit_type_id = fields.Many2one(
        "crm.visit.type",
        string="Done by a Visit",
        ondelete="restrict",
        help="A visit of this type whose form is closed completes the open work.",
    )
