# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Customers who order again (SAT-11); SQL only."""

from odoo.tools import SQL

from odoo.addons.crm_satisfaction.engine.loyalty_sql import count_again


def repeat_rates(company_id, start, end):
    """Customers with confirmed orders in a window, and those with at least two.

    :param start: the moment at which the window begins
    :param end: the moment at which it is over
    :return: rows of unit (NULL: the company), customers who came again, customers
    """
    ordered = SQL(
        """
        SELECT partner.commercial_partner_id AS partner_id, count(*) > 1 AS again
          FROM sale_order sale
          JOIN res_partner partner ON partner.id = sale.partner_id
         WHERE sale.company_id = %(company)s
           AND sale.state = 'sale'
           AND sale.date_order >= %(start)s
           AND sale.date_order < %(end)s
         GROUP BY partner.commercial_partner_id
        """,
        company=company_id,
        start=start,
        end=end,
    )
    placed = SQL(
        "SELECT partner_id, unit_id FROM crm_satisfaction_subject"
        " WHERE company_id = %s",
        company_id,
    )
    return count_again(ordered, placed)
