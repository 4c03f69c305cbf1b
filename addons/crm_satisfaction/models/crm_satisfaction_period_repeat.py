# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.periods import window_start

from ..engine import loyalty_sql


class CrmSatisfactionPeriod(models.Model):
    """How many customers came again, beside the score of a period (SAT-10, SAT-11)."""

    _inherit = "crm.satisfaction.period"

    @api.model
    def _get_repeat_rates(self, period, units):
        """Customers who came again, of those measured in the window (SAT-11).

        By the own figures: customers with a further measured object. A bridge may go
        by orders instead.

        :param period: the period; the window ends with it
        :param units: all departments for which the figure is wanted
        :return: dict from department id, False for the whole company, to the pair of
            customers who came again and all customers
        """
        company = period.company_id
        months = company.satisfaction_repeat_months
        start = window_start(period.date_end, months)
        # SQL: a customer counts once in each department above its objects
        rows = self.env.execute_query(
            loyalty_sql.repeat_rates(company.id, start, period.date_end)
        )
        wanted = {False, *units.ids}
        return {
            unit_id or False: (again, customers)
            for unit_id, again, customers in rows
            if (unit_id or False) in wanted
        }

    def _write_repeat_rates(self):
        """Writes them beside the scores, where something changed.

        :return: how many rows changed
        """
        self.ensure_one()
        units = self.env["crm.policy.unit"].with_context(active_test=False)
        units = units.search([("company_id", "=", self.company_id.id)])
        rates = self._get_repeat_rates(self, units)
        # SQL: all rows of the period in one statement
        changed = self.env.execute_query(
            loyalty_sql.write_repeat_rates(
                self.id,
                [(unit or 0, again, whole) for unit, (again, whole) in rates.items()],
            )
        )
        return len(changed)
