# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What customers have open: orders not invoiced yet and invoices not paid (GRD-14)."""

from odoo.tools import SQL


def select_open(partner_ids, company_ids, excluded_ids):
    """``(customer, amount)`` in company currency, taxes included.

    A confirmed order counts with what no posted invoice has billed of it; credit notes
    do not open an order again.

    :param partner_ids: commercial customers
    :param excluded_ids: orders that are judged and therefore counted by the caller
    """
    return SQL(
        """SELECT open.partner_id, SUM(open.amount)
             FROM (
                 SELECT l.partner_id, l.amount_residual AS amount
                   FROM account_move_line l
                   JOIN account_account a ON a.id = l.account_id
                    AND a.account_type = 'asset_receivable'
                  WHERE l.partner_id = ANY(%(partners)s)
                    AND l.parent_state = 'posted' AND l.reconciled IS NOT TRUE
                    AND l.company_id = ANY(%(companies)s)
                 UNION ALL
                 SELECT p.commercial_partner_id,
                        GREATEST(
                            so.amount_total / COALESCE(NULLIF(so.currency_rate, 0), 1)
                            - COALESCE(billed.amount, 0), 0)
                   FROM res_partner p
                   JOIN sale_order so ON so.partner_id = p.id AND so.state = 'sale'
                    AND so.company_id = ANY(%(companies)s)
                    AND so.id != ALL(%(excluded)s)
                   LEFT JOIN LATERAL (
                       SELECT SUM(l.price_total / COALESCE(
                                  NULLIF(m.invoice_currency_rate, 0), 1)) AS amount
                         FROM sale_order_line sol
                         JOIN sale_order_line_invoice_rel rel
                           ON rel.order_line_id = sol.id
                         JOIN account_move_line l ON l.id = rel.invoice_line_id
                         JOIN account_move m ON m.id = l.move_id
                          AND m.state = 'posted' AND m.move_type = 'out_invoice'
                        WHERE sol.order_id = so.id
                   ) billed ON TRUE
                  WHERE p.commercial_partner_id = ANY(%(partners)s)
             ) open
            GROUP BY 1""",
        partners=list(partner_ids),
        companies=list(company_ids),
        excluded=list(excluded_ids),
    )


def touch_customers(partner_ids, company_id):
    """Lets two transactions that fill the same limit at once collide.

    The later one is then run again by Odoo, and sees what the first has confirmed. A
    customer has a risk record, a standing, or both.
    """
    return SQL(
        """WITH risk AS (
               UPDATE crm_grading_risk SET write_date = write_date
                WHERE partner_id = ANY(%(partners)s) AND company_id = %(company)s
           )
           UPDATE crm_grading_standing SET write_date = write_date
            WHERE partner_id = ANY(%(partners)s) AND company_id = %(company)s
              AND is_leading""",
        partners=list(partner_ids),
        company=company_id,
    )
