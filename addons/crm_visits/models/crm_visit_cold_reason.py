# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitColdReason(models.Model):
    """Why a cold-visit customer has not closed, or went idle (VIS-15)."""

    _name = "crm.visit.cold.reason"
    _description = "Reason of a Cold Customer"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    advice = fields.Text(
        translate=True, help="How such a customer is usually won; shown on the visit."
    )
