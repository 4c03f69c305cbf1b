# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Customers who order again (SAT-11); SQL only."""

from odoo.tools import SQL


def repeat_rates(company_id, start, end):
    """Customers with confirmed orders in a window, and those with at least two.

    :param start: the moment at which the window begins
    :param end: the moment at which it is over
    :return: rows of unit (NULL: the company), customers who came again, customers
    """
    return SQL(
        """
        WITH ordered AS (
            SELECT partner.commercial_partner_id AS partner_id, count(*) > 1 AS again
              FROM sale_order sale
              JOIN res_partner partner ON partner.id = sale.partner_id
             WHERE sale.company_id = %(company)s
               AND sale.state = 'sale'
               AND sale.date_order >= %(start)s
               AND sale.date_order < %(end)s
             GROUP BY partner.commercial_partner_id
        ),
        placed AS (
            SELECT DISTINCT above.id::int AS unit_id, subject.partner_id
              FROM crm_satisfaction_subject subject
              JOIN crm_policy_unit unit ON unit.id = subject.unit_id
             CROSS JOIN LATERAL
                   string_to_table(rtrim(unit.parent_path, '/'), '/') above(id)
             WHERE subject.company_id = %(company)s
            UNION ALL
            SELECT NULL, partner_id FROM ordered
        )
        SELECT placed.unit_id, count(*) FILTER (WHERE ordered.again), count(*)
          FROM placed
          JOIN ordered USING (partner_id)
         GROUP BY placed.unit_id
        """,
        company=company_id,
        start=start,
        end=end,
    )
