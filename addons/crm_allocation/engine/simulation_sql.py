# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The customers of a past time, for a simulation (ALC-06)."""

from odoo.tools import SQL


def select_new_customers(company_id, start, end, with_own) -> SQL:
    """Customers who were new in a time, in the order in which they came.

    Whom the ledger found when it was opened came when the customer was entered; how
    long it waited then, nobody knows.

    :param start: naive in UTC, as is ``end``, which does not belong to it
    :param with_own: customers that salespeople developed and registered as well
    :return: rows of customer, moment, first owner, hours until the first owner,
        present owner
    """
    return SQL(
        """
        SELECT customer.id, came.moment, owner.user_id,
               CASE WHEN first.source <> 'opening'
                    THEN extract(epoch FROM owner.date_from - came.moment) / 3600
               END,
               present.user_id
          FROM (
               SELECT DISTINCT ON (partner_id) partner_id, source, date_from
                 FROM crm_ownership
                WHERE company_id = %(company)s
                ORDER BY partner_id, date_from, id
               ) first
          JOIN res_partner customer ON customer.id = first.partner_id
         CROSS JOIN LATERAL (
               SELECT CASE WHEN first.source = 'opening' THEN customer.create_date
                           ELSE first.date_from END AS moment
               ) came
          LEFT JOIN LATERAL (
               SELECT line.user_id, line.date_from
                 FROM crm_ownership line
                WHERE line.partner_id = customer.id
                  AND line.company_id = %(company)s
                  AND line.user_id IS NOT NULL
                ORDER BY line.date_from, line.id
                LIMIT 1
               ) owner ON TRUE
          LEFT JOIN crm_ownership present
            ON present.partner_id = customer.id
           AND present.company_id = %(company)s
           AND present.date_to IS NULL
         WHERE came.moment >= %(start)s
           AND came.moment < %(end)s
           AND customer.active
           AND (%(with_own)s OR first.source <> 'registration')
         ORDER BY came.moment, customer.id
        """,
        company=company_id,
        start=start,
        end=end,
        with_own=with_own,
    )
