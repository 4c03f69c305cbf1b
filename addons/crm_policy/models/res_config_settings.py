# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    policy_name_similarity = fields.Float(
        related="company_id.policy_name_similarity", readonly=False
    )
    policy_tz = fields.Selection(related="company_id.policy_tz", readonly=False)
