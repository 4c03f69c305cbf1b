# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.tools import SQL


class CrmAllocationIdleRule(models.Model):
    """A visit that the customer agreed to can keep it with its owner (ALC-04)."""

    _inherit = "crm.allocation.idle.rule"

    exempts_visits = fields.Boolean(
        string="Except When a Visit Is Agreed",
        tracking=True,
        help="The customer agreed to a visit that is still to come.",
    )

    def _get_exempt_conditions(self):
        conditions = super()._get_exempt_conditions()
        if self.exempts_visits:
            conditions.append(
                SQL(
                    """EXISTS (SELECT FROM crm_visit visit
                                WHERE visit.partner_id = line.partner_id
                                  AND visit.company_id = line.company_id
                                  AND visit.state = 'planned'
                                  AND visit.is_agreed
                                  AND visit.planned_start >= %s)""",
                    fields.Datetime.now(),
                )
            )
        return conditions
