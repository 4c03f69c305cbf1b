# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class ResCompany(models.Model):
    """What counts as a sales action (ALC-04)."""

    _inherit = "res.company"

    allocation_action_ids = fields.Many2many(
        "crm.allocation.action",
        "res_company_allocation_action_rel",
        string="Sales Actions",
        default=lambda self: self.env["crm.allocation.action"].search(Domain.TRUE),
        help="What keeps a customer from being idle. Messages and notes never do.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        # sudo: who may create a company need not be a manager of the policies
        self.env["crm.allocation.idle.rule"].sudo()._create_missing()
        return companies
