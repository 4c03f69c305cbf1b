# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmVisitStanding(models.Model):
    """The visit class of a customer in a company (VIS-05).

    A table of its own, so that classifying rewrites no customer. Written by planning
    only.
    """

    _name = "crm.visit.standing"
    _description = "Visit Class in Effect"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    class_id = fields.Many2one(
        "crm.visit.class", required=True, ondelete="cascade", index=True
    )
    since = fields.Date(required=True)

    _partner_company_uniq = models.Constraint("UNIQUE(partner_id, company_id)")

    @api.model
    def _merge_customers(self, sources, target):
        """The class of the customer that stays; the next planning looks anew."""
        self.search([("partner_id", "in", sources.ids)]).unlink()
