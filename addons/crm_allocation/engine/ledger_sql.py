# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Statements of the ownership ledger: any number of customers, one statement each.

Rows come as JSON, so that the statement is the same for one customer and for a hundred
thousand.
"""

import json

from odoo.tools import SQL


def lock_customers(partner_ids: list[int]) -> SQL:
    """The customers of this transaction, in one order, so that none waits in a ring."""
    return SQL(
        "SELECT id FROM res_partner WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE",
        sorted(partner_ids),
    )


def close_lines(rows: list[dict], moment, uid: int) -> SQL:
    """Ends open lines.

    :param rows: id of the line, end_source and end_reason
    """
    return SQL(
        """
        UPDATE crm_ownership line
           SET date_to = GREATEST(%(moment)s, line.date_from),
               end_source = row.end_source,
               end_reason = row.end_reason,
               closed_by_id = %(uid)s,
               write_uid = %(uid)s,
               write_date = %(moment)s
          FROM jsonb_to_recordset(%(rows)s::jsonb)
               AS row(id int, end_source varchar, end_reason text)
         WHERE line.id = row.id
           AND line.date_to IS NULL
        """,
        moment=moment,
        uid=uid,
        rows=json.dumps(rows),
    )


def move_lines(closing: list[dict], opening: list[dict], moment, uid: int) -> SQL:
    """Ends lines and opens others at once; gives the ids of the new ones.

    In one statement customers are never without a line between the two: what follows
    the ledger in the database (see ``access_sql.mark_managed``) writes nothing.

    :param closing: rows of :func:`close_lines`
    :param opening: rows of lines, by the names of the columns
    """
    return SQL(
        """
        WITH closed AS (%(close)s RETURNING line.id)
        INSERT INTO crm_ownership (
            partner_id, company_id, holder, user_id, team_id, pool_id, date_from,
            source, reason, approved_by_id, attribution, attribution_reason,
            is_unapproved, protected_until, origin_model, origin_id,
            opened_by_id, create_uid, write_uid, create_date, write_date
        )
        SELECT row.partner_id, row.company_id, row.holder, row.user_id, row.team_id,
               row.pool_id, %(moment)s, row.source, row.reason, row.approved_by_id,
               row.attribution, row.attribution_reason, row.is_unapproved,
               row.protected_until, row.origin_model, row.origin_id,
               %(uid)s, %(uid)s, %(uid)s, %(moment)s, %(moment)s
          FROM jsonb_to_recordset(%(rows)s::jsonb) AS row(
               partner_id int, company_id int, holder varchar, user_id int,
               team_id int, pool_id int, source varchar, reason text,
               approved_by_id int, attribution varchar, attribution_reason text,
               is_unapproved boolean, protected_until date, origin_model varchar,
               origin_id int)
               -- all lines are closed before the first is opened
         WHERE (SELECT count(*) FROM closed) IS NOT NULL
        RETURNING id
        """,
        close=close_lines(closing, moment, uid),
        moment=moment,
        uid=uid,
        rows=json.dumps(opening, default=str),
    )


def carry(pairs: list[tuple[int, int]], with_registration: bool) -> SQL:
    """What came of customers, and how they were registered, goes on with them.

    :param pairs: ids of a new line and of the line it follows
    """
    registration = SQL(
        """
               , registration_id = former.registration_id,
               registration_deadline = former.registration_deadline,
               is_registration_told = former.is_registration_told
        """
    )
    return SQL(
        """
        UPDATE crm_ownership line
           SET developed_on = former.developed_on,
               development_evidence = former.development_evidence,
               developed_by_id = former.developed_by_id,
               is_development_carried = former.developed_on IS NOT NULL
               %s
          FROM unnest(%s, %s) AS pair(id, former_id)
          JOIN crm_ownership former ON former.id = pair.former_id
         WHERE line.id = pair.id AND line.id <> former.id
        """,
        registration if with_registration else SQL(),
        [new for new, _former in pairs],
        [former for _new, former in pairs],
    )


def mirror_owner(partner_ids: list[int], moment, uid: int) -> SQL:
    """The salesperson of Odoo, on customers and their contacts, follows the ledger.

    A customer shared by companies shows the owner who came last. Gives the contacts
    that changed. No subquery a customer: it would be slow as long as the database does
    not know yet how many lines there are.
    """
    return SQL(
        """
        UPDATE res_partner contact
           SET user_id = owner.user_id, write_uid = %(uid)s, write_date = %(moment)s
          FROM (
                SELECT customer.id, latest.user_id
                  FROM unnest(%(ids)s) AS customer(id)
                  LEFT JOIN (
                        SELECT DISTINCT ON (line.partner_id)
                               line.partner_id, line.user_id
                          FROM crm_ownership line
                         WHERE line.partner_id = ANY(%(ids)s)
                           AND line.date_to IS NULL
                           AND line.user_id IS NOT NULL
                         ORDER BY line.partner_id, line.date_from DESC, line.id DESC
                       ) latest ON latest.partner_id = customer.id
               ) owner
         WHERE contact.commercial_partner_id = owner.id
           AND contact.user_id IS DISTINCT FROM owner.user_id
        RETURNING contact.id
        """,
        uid=uid,
        moment=moment,
        ids=partner_ids,
    )


def open_ledger(moment, uid: int) -> SQL:
    """A first line for every customer that has a salesperson (ALC-13)."""
    return SQL(
        """
        INSERT INTO crm_ownership (
            partner_id, company_id, holder, user_id, date_from, source, attribution,
            opened_by_id, create_uid, write_uid, create_date, write_date
        )
        SELECT customer.id, COALESCE(customer.company_id, owner.company_id), 'person',
               owner.id, %(moment)s, 'opening', 'person',
               %(uid)s, %(uid)s, %(uid)s, %(moment)s, %(moment)s
          FROM res_partner customer
          JOIN res_users owner ON owner.id = customer.user_id
         WHERE customer.commercial_partner_id = customer.id
           AND customer.partner_share
        ON CONFLICT DO NOTHING
        RETURNING company_id
        """,
        moment=moment,
        uid=uid,
    )


def find_strayed() -> SQL:
    """Customers whose salesperson is not what the ledger says.

    Somebody wrote the salesperson past Odoo: by SQL, or by an import into the database.
    """
    return SQL(
        """
        SELECT customer.id
          FROM res_partner customer
         WHERE customer.commercial_partner_id = customer.id
           AND customer.partner_share
           AND customer.user_id IS NOT NULL
           AND NOT EXISTS (
               SELECT FROM crm_ownership line
                WHERE line.partner_id = customer.id
                  AND line.date_to IS NULL
                  AND line.user_id = customer.user_id)
         UNION ALL
        SELECT customer.id
          FROM res_partner customer
         WHERE customer.commercial_partner_id = customer.id
           AND customer.user_id IS NULL
           AND EXISTS (
               SELECT FROM crm_ownership line
                WHERE line.partner_id = customer.id
                  AND line.date_to IS NULL
                  AND line.user_id IS NOT NULL)
         UNION ALL
        SELECT line.partner_id
          FROM crm_ownership line
          JOIN res_partner contact ON contact.id = line.partner_id
         WHERE line.date_to IS NULL
           AND contact.commercial_partner_id <> contact.id
        """
    )
