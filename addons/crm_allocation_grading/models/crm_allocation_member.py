# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationMember(models.Model):
    """Which grades a person may have (ALC-05)."""

    _inherit = "crm.allocation.member"

    grade_ids = fields.Many2many(
        "crm.grading.grade",
        string="Grades",
        help="The grades of customers that this person may claim. None: all.",
    )
