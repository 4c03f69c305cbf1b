# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Customers that may change hands without harm (ALC-06)."""

from odoo.tools import SQL


def select_untouched(company_id, today, actions) -> SQL:
    """Customers that are neither protected nor were contacted by their owner.

    :param date today: in the time zone of the policies
    :param actions: SELECTs of sales actions, see ``crm.allocation.action``
    :return: rows of owner and customer, the latest to come first
    """
    return SQL(
        """
        SELECT line.user_id, line.partner_id
          FROM crm_ownership line
          JOIN res_partner customer ON customer.id = line.partner_id
           AND customer.active
          LEFT JOIN (
               SELECT action.customer, max(action.moment) AS moment
                 FROM (%(actions)s) AS action(
                      customer, company, person, moment, code, model, id)
                WHERE action.company IS NULL OR action.company = %(company)s
                GROUP BY action.customer
               ) latest ON latest.customer = line.partner_id
         WHERE line.company_id = %(company)s
           AND line.date_to IS NULL
           AND line.user_id IS NOT NULL
           AND (line.protected_until IS NULL OR line.protected_until < %(today)s)
           AND (latest.moment IS NULL OR latest.moment < line.date_from)
         ORDER BY line.user_id, line.date_from DESC, line.id DESC
        """,
        company=company_id,
        today=today,
        actions=SQL(" UNION ALL ").join(actions),
    )
