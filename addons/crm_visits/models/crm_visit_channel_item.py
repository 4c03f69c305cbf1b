# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitChannelItem(models.Model):
    """What is prepared before a visit through a channel (VIS-02)."""

    _name = "crm.visit.channel.item"
    _description = "Item of the Preparation Checklist"
    _order = "sequence, id"

    channel_id = fields.Many2one(
        "crm.visit.channel", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
