# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationSampleKind(models.Model):
    """What customers may be given: samples, documents, gifts (ALC-16)."""

    _name = "crm.allocation.sample.kind"
    _description = "Kind of Samples and Documents"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_document = fields.Boolean(
        string="Company Document",
        help="A request names the document; it goes out through sales administration.",
    )
