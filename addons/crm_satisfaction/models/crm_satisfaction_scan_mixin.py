# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionScanMixin(models.AbstractModel):
    """A record with scans, which are read by whoever reads the record (SAT-09)."""

    _name = "crm.satisfaction.scan.mixin"
    _inherit = ["crm.policy.upload.mixin"]
    _description = "Record with Scans"

    attachment_ids = fields.Many2many("ir.attachment", string="Scan", copy=False)
