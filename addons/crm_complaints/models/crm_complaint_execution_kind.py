# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintExecutionKind(models.Model):
    """How a complaint is made good: rework, repair, replacement and the like."""

    _name = "crm.complaint.execution.kind"
    _description = "Kind of Execution"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
