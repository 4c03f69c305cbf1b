# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitCancelReason(models.Model):
    """Why a visit does not take place."""

    _name = "crm.visit.cancel.reason"
    _description = "Reason of Cancellation"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_excused = fields.Boolean(
        string="Excused", help="Does not count against the execution of the cadence."
    )
