# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL


class CrmVisit(models.Model):
    """Visits that the account team makes, and the measures they complete."""

    _inherit = "crm.visit"

    @api.model
    def _get_planning_roles(self):
        return {
            **super()._get_planning_roles(),
            "key_account": SQL("account_team.key_account_user_id"),
            "executive": SQL(
                "COALESCE(account_team.executive_user_id, account_executive.user_id)"
            ),
        }

    @api.model
    def _get_planning_joins(self, company):
        return [
            *super()._get_planning_joins(company),
            SQL(
                """LEFT JOIN crm_grading_account_team account_team
                     ON account_team.partner_id = partner.id
                    AND account_team.company_id = %(company)s
                   CROSS JOIN (SELECT %(executive)s::int4 AS user_id)
                        account_executive""",
                company=company.id,
                executive=company.grading_executive_id.id or None,
            ),
        ]

    def _after_done(self):
        """A visit made is the measure done that asks for one of its type (GRD-13)."""
        result = super()._after_done()
        for visit in self.filtered("type_id"):
            # sudo: the measure may be owed by somebody else
            tasks = self.env["crm.grading.task"].sudo()._find_open_for(visit)
            tasks._record_visit(visit)
        return result
