# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationIntakeChannel(models.Model):
    """The way by which a customer reached the company: a hotline, a chat (ALC-20)."""

    _name = "crm.allocation.intake.channel"
    _description = "Channel of Intake"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(required=True, translate=True)
    is_hotline = fields.Boolean(
        string="Hotline",
        help="Closed to agents who are banned from hotline duty.",
    )
