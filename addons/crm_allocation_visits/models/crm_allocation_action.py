# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL


class CrmAllocationAction(models.Model):
    """A visit that was made is a sales action (ALC-04)."""

    _inherit = "crm.allocation.action"

    @api.model
    def _get_action_selects(self):
        return {**super()._get_action_selects(), "visit": self._select_visits()}

    @api.model
    def _select_visits(self):
        """Visits whose form is closed, of the representative and of companions."""
        return SQL(
            """
            SELECT visit.partner_id, visit.company_id, person.user_id,
                   visit.date_start, 'visit'::varchar, 'crm.visit'::varchar, visit.id
              FROM crm_visit visit
             CROSS JOIN LATERAL (
                   SELECT visit.user_id
                   UNION
                   SELECT companion.res_users_id
                     FROM crm_visit_companion_rel companion
                    WHERE companion.crm_visit_id = visit.id
                   ) person
             WHERE visit.done_on IS NOT NULL
               AND visit.date_start IS NOT NULL
            """
        )

    @api.model
    def _get_meeting_condition(self):
        """The appointment of a visit is none: only the visit made counts."""
        return SQL(
            """%s AND NOT EXISTS (SELECT FROM crm_visit
                                   WHERE crm_visit.calendar_event_id = event.id)""",
            super()._get_meeting_condition(),
        )
