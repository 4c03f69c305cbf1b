# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    allocation_contact_minutes = fields.Integer(
        related="company_id.allocation_contact_minutes", readonly=False
    )
    allocation_report_minutes = fields.Integer(
        related="company_id.allocation_report_minutes", readonly=False
    )
    allocation_contact_reassigned = fields.Boolean(
        related="company_id.allocation_contact_reassigned", readonly=False
    )
    allocation_contact_handed_over = fields.Boolean(
        related="company_id.allocation_contact_handed_over", readonly=False
    )
    allocation_contact_at_once = fields.Integer(
        related="company_id.allocation_contact_at_once", readonly=False
    )
    allocation_missed_turns = fields.Integer(
        related="company_id.allocation_missed_turns", readonly=False
    )
    allocation_missed_immediate = fields.Boolean(
        related="company_id.allocation_missed_immediate", readonly=False
    )
