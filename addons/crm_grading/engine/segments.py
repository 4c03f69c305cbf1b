# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who belongs to a segment, kept by two statements for all customers (GRD-08)."""

from odoo.tools import SQL


def trade_customers(customers, company_ids):
    """Of the subselect ``customers``: commercial ones that trade, of these companies.

    Contacts count for their company; special partners are no trade customers.
    """
    return SQL(
        """SELECT p.id
             FROM res_partner p
             LEFT JOIN crm_customer_kind kind ON kind.id = p.customer_kind_id
            WHERE p.id IN %s AND p.active AND p.commercial_partner_id = p.id
              AND p.customer_rank > 0 AND kind.is_special IS NOT TRUE
              AND (p.company_id IS NULL OR p.company_id = ANY(%s))""",
        customers,
        list(company_ids),
    )


def add_members(segment_id, company_id, customers, today, uid):
    """Opens a row for who belongs to the segment now and has none open."""
    return SQL(
        """INSERT INTO crm_grading_segment_member (
               segment_id, company_id, partner_id, since, is_manual,
               create_uid, write_uid, create_date, write_date)
           SELECT %(segment)s, %(company)s, customer.id, %(today)s::date, FALSE,
                  %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
             FROM (%(customers)s) customer
           ON CONFLICT (segment_id, partner_id, company_id) WHERE until IS NULL
           DO NOTHING""",
        segment=segment_id,
        company=company_id,
        customers=customers,
        today=today,
        uid=uid,
    )


def close_members(segment_id, company_id, customers, today, uid):
    """Ends the open rows of who no longer belongs to it; those set by hand stay."""
    return SQL(
        """UPDATE crm_grading_segment_member m
              SET until = %(today)s, write_uid = %(uid)s,
                  write_date = now() AT TIME ZONE 'UTC'
            WHERE m.segment_id = %(segment)s AND m.company_id = %(company)s
              AND m.until IS NULL AND NOT m.is_manual
              AND NOT EXISTS (
                  SELECT FROM (%(customers)s) customer
                   WHERE customer.id = m.partner_id)""",
        segment=segment_id,
        company=company_id,
        customers=customers,
        today=today,
        uid=uid,
    )
