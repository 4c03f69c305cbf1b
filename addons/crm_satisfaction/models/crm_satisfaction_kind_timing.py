# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionKind(models.Model):
    _inherit = "crm.satisfaction.kind"

    timing_ids = fields.One2many(
        "crm.satisfaction.timing", "kind_id", string="Timing Rules"
    )
