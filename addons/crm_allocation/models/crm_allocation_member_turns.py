# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationMember(models.Model):
    """Whose turn it is (ALC-06)."""

    _inherit = "crm.allocation.member"

    turns = fields.Float(
        readonly=True,
        copy=False,
        digits=0,
        help="Customers received by the rules, each divided by the weight of the "
        "person. Who has fewest comes next.",
    )
