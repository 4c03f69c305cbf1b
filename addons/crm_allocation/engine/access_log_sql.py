# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Statements of the access log: one for whatever a call has read (ALC-15)."""

from odoo.tools import SQL


def insert_entry(values: dict, partner_ids: list[int], *, even_if_none: bool) -> SQL:
    """An entry about customers, however many contacts of theirs were read.

    :param values: date, uid, company, how, model, records, fields, domain, ip
    :param partner_ids: the contacts that were read
    :param even_if_none: also when none of them is a customer of somebody
    """
    return SQL(
        """
        INSERT INTO crm_allocation_access_log (
            date, user_id, company_id, how, model, record_count, field_names, domain,
            ip, customer_count, customer_ids, partner_id
        )
        SELECT %(date)s, %(uid)s, %(company)s, %(how)s, %(model)s, %(records)s,
               %(fields)s, %(domain)s, %(ip)s, customers.number, customers.ids,
               CASE WHEN customers.number = 1 THEN customers.first END
          FROM (
                SELECT COUNT(DISTINCT commercial_partner_id) AS number,
                       jsonb_agg(DISTINCT commercial_partner_id) AS ids,
                       MIN(commercial_partner_id) AS first
                  FROM res_partner
                 WHERE id = ANY(%(partners)s)
                   AND customer_is_managed
               ) customers
         WHERE customers.number > 0 OR %(even_if_none)s
        """,
        **values,
        partners=list(partner_ids),
        even_if_none=even_if_none,
    )


def find_unusual(company_id: int, day, start, end, limit: int, page: int) -> SQL:
    """Notes people who opened or took out more customers in a day than usual.

    Gives the ids of people's days that were not noted before.

    :param start: of the day, in UTC; `end` alike
    :param page: lists count where they are longer than a page to leaf through
    """
    return SQL(
        """
        INSERT INTO crm_allocation_access_alert (
            company_id, user_id, day, customer_count, state,
            create_uid, write_uid, create_date, write_date
        )
        SELECT %(company)s, entry.user_id, %(day)s, COUNT(DISTINCT customer.id), 'new',
               1, 1, NOW() AT TIME ZONE 'UTC', NOW() AT TIME ZONE 'UTC'
          FROM crm_allocation_access_log entry
         CROSS JOIN LATERAL jsonb_array_elements_text(entry.customer_ids) customer (id)
         WHERE entry.company_id = %(company)s
           AND entry.date >= %(start)s
           AND entry.date < %(end)s
           AND (entry.how IN ('view', 'export', 'vcard')
                OR entry.how = 'list' AND entry.record_count > %(page)s)
         GROUP BY entry.user_id
        HAVING COUNT(DISTINCT customer.id) > %(limit)s
            ON CONFLICT (user_id, company_id, day)
            DO UPDATE SET customer_count = EXCLUDED.customer_count
             WHERE crm_allocation_access_alert.customer_count
                   <> EXCLUDED.customer_count
        RETURNING id, xmax = 0
        """,
        company=company_id,
        day=day,
        start=start,
        end=end,
        limit=limit,
        page=page,
    )


def delete_old(company_id: int, moment) -> SQL:
    return SQL(
        "DELETE FROM crm_allocation_access_log WHERE company_id = %s AND date < %s",
        company_id,
        moment,
    )
