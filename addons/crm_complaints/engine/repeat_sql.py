# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Statements that count repeated complaints; SQL only, no records (CMP-05)."""

from odoo.tools import SQL

# A complaint counts when it is one, is no duplicate and was not given up.
COUNTED = SQL(
    """complaint.kind = 'complaint'
       AND complaint.state <> 'cancelled'
       AND complaint.duplicate_of_id IS NULL
       AND NOT COALESCE(complaint.is_confidential, FALSE)
       AND category.id IS NOT NULL"""
)

# The category itself, or its ancestor at the level of the settings (1 = top).
LEVEL = SQL(
    """COALESCE(
           NULLIF(split_part(category.parent_path, '/',
                  NULLIF(company.complaint_repeat_level, 0)), '')::int,
           category.id)"""
)

# What it is about: the record chosen, else the words, without case and blanks.
SUBJECT = SQL(
    """CASE WHEN company.complaint_repeat_by_subject THEN
            COALESCE(NULLIF(complaint.subject_ref, ''),
                     lower(regexp_replace(
                         btrim(complaint.subject_name), '[[:space:]]+', ' ', 'g')),
                     '')
       ELSE '' END"""
)

PARTNER = SQL(
    """CASE WHEN company.complaint_repeat_by_customer THEN complaint.partner_id END"""
)


def _keyed(ids):
    """The complaints with their keys; those that do not count are left out.

    :param list ids: of complaints
    """
    return SQL(
        """
        SELECT keyed.*,
               concat_ws('|', category_id, subject_key, COALESCE(partner_id, 0)) AS key
          FROM (
                SELECT complaint.id, complaint.company_id, complaint.repeat_id,
                       %(level)s AS category_id,
                       %(subject)s AS subject_key,
                       NULLIF(btrim(complaint.subject_name), '') AS subject,
                       %(partner)s AS partner_id
                  FROM crm_complaint complaint
                  JOIN res_company company ON company.id = complaint.company_id
                  LEFT JOIN crm_complaint_category category
                    ON category.id = complaint.category_id
                 WHERE complaint.id IN %(ids)s
                   AND %(counted)s
                   AND (company.complaint_repeat_scope = 'all'
                        OR category.is_repeat_watched)
               ) keyed
        """,
        level=LEVEL,
        subject=SUBJECT,
        partner=PARTNER,
        ids=tuple(ids),
        counted=COUNTED,
    )


def take_rows(ids, uid):
    """Makes or takes the open row of each key, so that nobody counts beside us.

    In key order, so that two transactions never wait for each other crosswise.

    :param list ids: of complaints
    :param int uid: who makes new rows
    """
    return SQL(
        """
        INSERT INTO crm_complaint_repeat AS repeat
               (company_id, key, category_id, subject, partner_id, count, state,
                create_uid, create_date, write_uid, write_date)
        SELECT company_id, key, min(category_id),
               CASE WHEN min(subject_key) <> '' THEN min(subject) END,
               min(partner_id), 0, 'counting',
               %(uid)s, timezone('UTC', now()), %(uid)s, timezone('UTC', now())
          FROM (%(keyed)s) keyed
         GROUP BY company_id, key
         ORDER BY company_id, key
            ON CONFLICT (company_id, key) WHERE state <> 'closed'
            DO UPDATE SET write_date = EXCLUDED.write_date
        RETURNING repeat.id
        """,
        uid=uid,
        keyed=_keyed(ids),
    )


def link(ids):
    """Each complaint into the open row of its key, or out of any.

    Who leaves a row leaves its improvement point, and is no repeat of it any more.
    Who belongs to a closed row of the same key stays there: it was settled.

    :param list ids: of complaints
    """
    return SQL(
        """
        WITH keyed AS (%(keyed)s),
        wanted AS (
            SELECT complaint.id,
                   CASE WHEN old.state = 'closed' AND old.key = keyed.key
                        THEN old.id ELSE open.id END AS repeat_id
              FROM crm_complaint complaint
              LEFT JOIN keyed ON keyed.id = complaint.id
              LEFT JOIN crm_complaint_repeat old ON old.id = complaint.repeat_id
              LEFT JOIN crm_complaint_repeat open
                ON open.company_id = keyed.company_id
               AND open.key = keyed.key
               AND open.state <> 'closed'
             WHERE complaint.id IN %(ids)s
        )
        UPDATE crm_complaint complaint
           SET repeat_id = wanted.repeat_id,
               improvement_id = NULL,
               is_repeat = FALSE
          FROM wanted
         WHERE wanted.id = complaint.id
           AND complaint.repeat_id IS DISTINCT FROM wanted.repeat_id
        RETURNING complaint.id
        """,
        keyed=_keyed(ids),
        ids=tuple(ids),
    )


def count(ids):
    """Counts within the window that ends with the newest complaint of each row.

    :param list ids: of rows; a window of 0 days counts the whole life
    """
    return SQL(
        """
        UPDATE crm_complaint_repeat repeat
           SET count = COALESCE(counted.count, 0),
               first_on = counted.first_on,
               last_on = counted.last_on
          FROM (
                SELECT row.id, count(complaint.id) AS count,
                       min(complaint.received_on) AS first_on,
                       max(complaint.received_on) AS last_on
                  FROM crm_complaint_repeat row
                  JOIN res_company company ON company.id = row.company_id
                  LEFT JOIN LATERAL (
                       SELECT max(received_on) AS last_on
                         FROM crm_complaint
                        WHERE repeat_id = row.id
                       ) newest ON TRUE
                  LEFT JOIN crm_complaint complaint
                    ON complaint.repeat_id = row.id
                   AND (company.complaint_repeat_days = 0
                        OR complaint.received_on > newest.last_on
                           - make_interval(days => company.complaint_repeat_days))
                 WHERE row.id IN %(ids)s
                 GROUP BY row.id
               ) counted
         WHERE counted.id = repeat.id
        RETURNING repeat.id
        """,
        ids=tuple(ids),
    )


def mark(ids):
    """Marks each complaint before which the same was complained of already.

    :param list ids: of rows
    """
    return SQL(
        """
        UPDATE crm_complaint complaint
           SET is_repeat = ranked.is_repeat
          FROM (
                SELECT id,
                       row_number() OVER (
                           PARTITION BY repeat_id ORDER BY received_on, id
                       ) > 1 AS is_repeat
                  FROM crm_complaint
                 WHERE repeat_id IN %(ids)s
               ) ranked
         WHERE ranked.id = complaint.id
           AND complaint.is_repeat IS DISTINCT FROM ranked.is_repeat
        RETURNING complaint.id
        """,
        ids=tuple(ids),
    )
