# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL

from .crm_visit_daily import PARTS


class CrmVisitDaily(models.Model):
    """Who walked in, by the source that the customer named (VIS-18).

    Phone orders are calls already: a closed one is a contact of the customer.
    """

    _inherit = "crm.visit.daily"
    _depends = {
        "crm.visit.registration": [
            "company_id",
            "team_id",
            "user_id",
            "partner_id",
            "customer_source_id",
            "received_at",
            "needs",
            "state",
        ]
    }

    @api.model
    def _selection_kind(self):
        return [*super()._selection_kind(), ("walk_in", self.env._("Walk-in"))]

    def _get_parts(self):
        return [*super()._get_parts(), self._get_walk_ins()]

    def _get_walk_ins(self):
        """Registrations by the day of the branch; one customer twice counts once."""
        return SQL(
            """SELECT walk_in.id::bigint * %(parts)s + 2,
                      (walk_in.received_at AT TIME ZONE 'UTC'
                          AT TIME ZONE COALESCE(branch.visit_tz, company.policy_tz)
                      )::date,
                      'walk_in', walk_in.company_id, walk_in.user_id,
                      walk_in.team_id, walk_in.partner_id,
                      walk_in.customer_source_id, NULL::int, 1, 0, 0, 0,
                      (COALESCE(trim(walk_in.needs), '') != '')::int
                 FROM crm_visit_registration walk_in
                 JOIN res_company company ON company.id = walk_in.company_id
            LEFT JOIN crm_team branch ON branch.id = walk_in.team_id
                WHERE walk_in.state IN ('registered', 'recorded')""",
            parts=PARTS,
        )
