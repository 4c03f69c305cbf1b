# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.crm_visits.models.crm_visit import OPEN_STATES


class ResPartner(models.Model):
    """Who goes to a customer reads it until the visit is made (ALC-15)."""

    _inherit = "res.partner"

    @api.model
    def _get_access_sources(self, *, to_change):
        sources = super()._get_access_sources(to_change=to_change)
        if not to_change:
            sources.append(self._get_visited_source())
        return sources

    @api.model
    def _get_visited_source(self):
        """Customers of open visits, agreed with them, that the user makes or joins."""
        return SQL(
            """
            SELECT customer.commercial_partner_id
              FROM (
                    SELECT visit.id, visit.partner_id
                      FROM crm_visit visit
                     WHERE visit.user_id = %(uid)s
                       AND visit.state = ANY(%(states)s)
                       AND visit.is_agreed
                     UNION ALL
                    SELECT visit.id, visit.partner_id
                      FROM crm_visit_companion_rel companion
                      JOIN crm_visit visit ON visit.id = companion.crm_visit_id
                     WHERE companion.res_users_id = %(uid)s
                       AND visit.state = ANY(%(states)s)
                       AND visit.is_agreed
                   ) visit
              JOIN res_partner customer ON customer.id = visit.partner_id
            """,
            uid=self.env.uid,
            states=list(OPEN_STATES),
        )

    @api.model
    def _get_access_fields(self):
        names = ["partner_id", "user_id", "companion_ids", "state", "is_agreed"]
        return {**super()._get_access_fields(), "crm.visit": names}
