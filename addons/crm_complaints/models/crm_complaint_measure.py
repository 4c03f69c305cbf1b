# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintMeasure(models.Model):
    """What a person may be held to account by: warning, demerit, demotion (CMP-10)."""

    _name = "crm.complaint.measure"
    _description = "Measure of Accountability"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    is_none = fields.Boolean(
        string="No Measure", help="Looked into, and nothing follows for the person."
    )
    description = fields.Text(translate=True, help="When the policy asks for it.")
    active = fields.Boolean(default=True)
