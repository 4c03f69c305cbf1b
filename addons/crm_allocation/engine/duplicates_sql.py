# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Groups of customers that may be one, over all customers, by statements (ALC-01)."""

from odoo.tools import SQL

# What customers have in common, and where they keep it
COLUMNS = {
    "vat": ("policy_vat_key",),
    "phone": ("phone_sanitized",),
    "email": ("email_normalized",),
    "name": ("policy_name_key",),
    "domain": ("policy_domain_key", "policy_website_key"),
}


def find_groups(kind):
    """Rows of value, company and the customers that share the value.

    A group is of one company, or of customers that belong to all companies. Customers
    of different companies are kept apart: they are in different books. Names group
    companies only, as people share names; colleagues of ours are no customers, nor are
    our own companies.

    :param str kind: one of :data:`COLUMNS`
    """
    keys = SQL(" UNION ").join(
        SQL(
            """
            SELECT DISTINCT
                   contact.%(column)s AS value, customer.id, customer.company_id
              FROM res_partner contact
              JOIN res_partner customer ON customer.id = contact.commercial_partner_id
             WHERE contact.active AND customer.active AND customer.partner_share
               AND NOT EXISTS (SELECT FROM res_company
                                WHERE res_company.partner_id = customer.id)
               AND contact.%(column)s IS NOT NULL AND contact.%(column)s <> ''
               AND %(condition)s
            """,
            column=SQL.identifier(column),
            condition=_get_condition(kind, column),
        )
        for column in COLUMNS[kind]
    )
    return SQL(
        """
        WITH keyed AS (%s),
             shared AS (SELECT value FROM keyed GROUP BY value HAVING count(*) > 1),
             scope AS (SELECT DISTINCT value, company_id
                         FROM keyed JOIN shared USING (value))
        SELECT scope.value, scope.company_id, array_agg(keyed.id ORDER BY keyed.id)
          FROM scope JOIN keyed
            ON keyed.value = scope.value
           AND (keyed.company_id IS NULL OR keyed.company_id = scope.company_id)
         GROUP BY scope.value, scope.company_id
        HAVING count(*) > 1
        """,
        keys,
    )


def _get_condition(kind, column):
    if kind == "name":
        return SQL("contact.is_company AND contact.id = customer.id")
    if kind == "domain":
        return SQL(
            "contact.%s NOT IN"
            " (SELECT name FROM crm_policy_shared_domain WHERE active)",
            SQL.identifier(column),
        )
    return SQL("TRUE")


def renew_groups(kind, now, uid):
    """Brings the list of groups of a kind to what is the case now.

    What was looked at and is the same stays as it was decided; a group that changed is
    to be looked at again; open groups that are gone are gone.

    :return: the statements, as many for any number of customers
    """
    same = SQL(
        "found.value = old.value AND found.company_id IS NOT DISTINCT FROM"
        " old.company_id AND old.kind = %s",
        kind,
    )
    return [
        SQL(
            "CREATE TEMPORARY TABLE crm_allocation_duplicate_found"
            " (value, company_id, partner_ids) ON COMMIT DROP AS %s",
            find_groups(kind),
        ),
        SQL(
            """
            DELETE FROM crm_allocation_duplicate old
             WHERE old.kind = %s AND old.state = 'open' AND NOT EXISTS (
                   SELECT FROM crm_allocation_duplicate_found found WHERE %s)
            """,
            kind,
            same,
        ),
        SQL(
            """
            INSERT INTO crm_allocation_duplicate AS old (
                   kind, value, company_id, fingerprint, customer_count, state,
                   create_uid, create_date, write_uid, write_date)
            SELECT %(kind)s, value, company_id, md5(partner_ids::text),
                   cardinality(partner_ids), 'open', %(uid)s, %(now)s, %(uid)s, %(now)s
              FROM crm_allocation_duplicate_found
                ON CONFLICT (kind, value, coalesce(company_id, 0)) DO UPDATE
               SET fingerprint = EXCLUDED.fingerprint,
                   customer_count = EXCLUDED.customer_count, state = 'open',
                   write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date
             WHERE old.fingerprint <> EXCLUDED.fingerprint
            """,
            kind=kind,
            uid=uid,
            now=now,
        ),
        SQL(
            """
            DELETE FROM crm_allocation_duplicate_res_partner_rel rel
             USING crm_allocation_duplicate old, crm_allocation_duplicate_found found
             WHERE rel.duplicate_id = old.id AND %s
               AND rel.partner_id <> ALL (found.partner_ids)
            """,
            same,
        ),
        SQL(
            """
            INSERT INTO crm_allocation_duplicate_res_partner_rel
                        (duplicate_id, partner_id)
            SELECT old.id, unnest(found.partner_ids)
              FROM crm_allocation_duplicate old
              JOIN crm_allocation_duplicate_found found ON %s
                ON CONFLICT DO NOTHING
            """,
            same,
        ),
        SQL("DROP TABLE crm_allocation_duplicate_found"),
    ]
