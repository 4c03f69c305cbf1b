# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What the file of a customer says about complaints (CMP-11): SQL on plain values."""

from odoo.tools import SQL

# Wrong information, leaks and opinions are no complaints of the customer
KIND = "complaint"


def counted():
    """What counts as a complaint of the customer.

    A report merged into another counts with that one, a mistake not at all.
    """
    return SQL(
        """c.kind = %s AND c.state != 'cancelled'
           AND c.close_kind IS DISTINCT FROM 'merged'""",
        KIND,
    )


def counts(company_ids, now, partner_ids=None):
    """Complaints of customers: all, open, overdue, repeated, reopened, the last day.

    :param now: what was due before and waits for nobody is overdue, naive in UTC
    :param partner_ids: of whole companies; all customers when not given
    :return: rows of (customer, all, open, overdue, repeated, reopened, last received)
    """
    return SQL(
        """SELECT c.partner_id AS partner_id,
                  COUNT(*) AS complaints,
                  COUNT(*) FILTER (WHERE c.state != 'closed') AS open,
                  COUNT(*) FILTER (
                      WHERE c.state != 'closed' AND c.next_due_on < %(now)s
                        AND c.is_waiting IS NOT TRUE) AS overdue,
                  COUNT(*) FILTER (WHERE c.is_repeat) AS repeated,
                  COALESCE(SUM(c.reopen_count), 0) AS reopened,
                  MAX(c.received_on) AS last_on
             FROM crm_complaint c
            WHERE %(whose)s AND c.company_id = ANY(%(companies)s) AND %(counted)s
            GROUP BY c.partner_id""",
        whose=SQL("c.partner_id IS NOT NULL")
        if partner_ids is None
        else SQL("c.partner_id = ANY(%s)", list(partner_ids)),
        companies=list(company_ids),
        now=now,
        counted=counted(),
    )


def problems(company_id, since, limits):
    """Customers that reach one of the limits, with their figures within the time.

    :param since: complaints received from this moment on count, naive in UTC
    :param dict limits: ``count``, ``repeated`` and ``unfair``; zero: does not count
    :return: rows of (customer, complaints, repeated, unfair)
    """
    return SQL(
        """SELECT f.partner_id, f.complaints, f.repeated, f.unfair
             FROM (SELECT c.partner_id AS partner_id,
                          COUNT(*) AS complaints,
                          COUNT(*) FILTER (WHERE c.is_repeat) AS repeated,
                          COUNT(*) FILTER (WHERE c.judgement = 'unfair') AS unfair
                     FROM crm_complaint c
                    WHERE c.company_id = %(company)s AND c.partner_id IS NOT NULL
                      AND c.received_on >= %(since)s AND %(counted)s
                    GROUP BY c.partner_id) f
            WHERE (%(count)s > 0 AND f.complaints >= %(count)s)
               OR (%(repeated)s > 0 AND f.repeated >= %(repeated)s)
               OR (%(unfair)s > 0 AND f.unfair >= %(unfair)s)""",
        company=company_id,
        since=since,
        counted=counted(),
        **limits,
    )


def mark_problems(company_id, since, today, months, limits, uid):
    """Keeps the marks of a company: new ones, changed figures, those that are over.

    One statement; a second run on the same day changes nothing.

    :return: rows of the customers whose mark came, changed or went
    """
    return SQL(
        """WITH found AS (%(problems)s),
                gone AS (
                    DELETE FROM crm_complaint_problem p
                     WHERE p.company_id = %(company)s
                       AND NOT EXISTS (SELECT FROM found f
                                        WHERE f.partner_id = p.partner_id)
                    RETURNING p.partner_id
                ),
                kept AS (
                    INSERT INTO crm_complaint_problem AS p (
                        partner_id, company_id, since, months, complaint_count,
                        repeat_count, unfair_count, create_uid, create_date,
                        write_uid, write_date)
                    SELECT f.partner_id, %(company)s, %(today)s, %(months)s,
                           f.complaints, f.repeated, f.unfair,
                           %(uid)s, NOW() AT TIME ZONE 'UTC',
                           %(uid)s, NOW() AT TIME ZONE 'UTC'
                      FROM found f
                    ON CONFLICT (company_id, partner_id) DO UPDATE
                       SET months = excluded.months,
                           complaint_count = excluded.complaint_count,
                           repeat_count = excluded.repeat_count,
                           unfair_count = excluded.unfair_count,
                           write_uid = excluded.write_uid,
                           write_date = excluded.write_date
                     WHERE (p.months, p.complaint_count, p.repeat_count,
                            p.unfair_count)
                           IS DISTINCT FROM
                           (excluded.months, excluded.complaint_count,
                            excluded.repeat_count, excluded.unfair_count)
                    RETURNING p.partner_id
                )
           SELECT partner_id FROM gone UNION ALL SELECT partner_id FROM kept""",
        problems=problems(company_id, since, limits),
        company=company_id,
        today=today,
        months=months,
        uid=uid,
    )
