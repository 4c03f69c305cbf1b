# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResPartner(models.Model):
    """Where a customer was won (VIS-11)."""

    _inherit = "res.partner"

    visit_campaign_id = fields.Many2one(
        "utm.campaign",
        string="Won by Campaign",
        index="btree_not_null",
        ondelete="set null",
        tracking=True,
        help="The exhibition or campaign through which this customer came to us.",
    )

    def _commercial_fields(self):
        return super()._commercial_fields() + ["visit_campaign_id"]
