# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmVisitCompetitor(models.Model):
    """How often a competitor was met, as far as the reader may know (VIS-01)."""

    _inherit = "crm.visit.competitor"

    visit_count = fields.Integer(
        string="Times Met",
        compute="_compute_visit_count",
        help="On visits that you may read.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_visit_count(self):
        counts = dict(
            self.env["crm.visit.competition"]._read_group(
                [("competitor_id", "in", self.ids)], ["competitor_id"], ["__count"]
            )
        )
        for competitor in self:
            competitor.visit_count = counts.get(competitor, 0)

    def action_open_competition(self):
        """Where and in what this competitor is better."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_competition_action"
        )
        return {
            **action,
            "domain": [("competitor_id", "=", self.id)],
            "context": {"search_default_group_advantage": 1},
        }
