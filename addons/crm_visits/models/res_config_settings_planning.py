# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    visit_planning_days = fields.Integer(
        related="company_id.root_id.visit_planning_days", readonly=False
    )
    visit_second_months = fields.Integer(
        related="company_id.root_id.visit_second_months", readonly=False
    )
    visit_second_people = fields.Integer(
        related="company_id.root_id.visit_second_people", readonly=False
    )
    visit_promising_domain = fields.Char(
        related="company_id.root_id.visit_promising_domain", readonly=False
    )
