# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitCompetition(models.Model):
    """A competitor met on a visit, and what it does better there (VIS-01)."""

    _name = "crm.visit.competition"
    _inherit = ["crm.visit.part.mixin"]
    _description = "Competitor Met on a Visit"
    _order = "visit_id desc, id"
    _rec_name = "competitor_id"

    visit_id = fields.Many2one(
        "crm.visit", required=True, ondelete="cascade", index=True
    )
    competitor_id = fields.Many2one(
        "crm.visit.competitor", required=True, ondelete="restrict", index=True
    )
    advantage_id = fields.Many2one("crm.visit.advantage", ondelete="restrict")
    note = fields.Char(string="In Detail")
    company_id = fields.Many2one(related="visit_id.company_id", store=True)
    partner_id = fields.Many2one(
        related="visit_id.partner_id", string="Customer", store=True, index=True
    )
    user_id = fields.Many2one(
        related="visit_id.user_id", string="Representative", store=True
    )
    team_id = fields.Many2one(
        related="visit_id.team_id", string="Department", store=True
    )
    date = fields.Datetime(
        related="visit_id.date_start", string="Visited on", store=True
    )
