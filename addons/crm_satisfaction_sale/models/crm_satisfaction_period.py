# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, models

from odoo.addons.crm_policy.engine.periods import window_start

from ..engine import orders_sql


class CrmSatisfactionPeriod(models.Model):
    """Who ordered again counts as a repeat (SAT-11)."""

    _inherit = "crm.satisfaction.period"

    @api.model
    def _get_repeat_rates(self, period, units):
        company = period.company_id
        if company.satisfaction_repeat_by != "orders":
            return super()._get_repeat_rates(period, units)
        start = window_start(period.date_end, company.satisfaction_repeat_months)
        # SQL: a customer counts once in each department above its objects
        rows = self.env.execute_query(
            orders_sql.repeat_rates(
                company.id,
                company._policy_moment(start),
                company._policy_moment(period.date_end + timedelta(days=1)),
            )
        )
        wanted = {False, *units.ids}
        return {
            unit_id or False: (again, customers)
            for unit_id, again, customers in rows
            if (unit_id or False) in wanted
        }
