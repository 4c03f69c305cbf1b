# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Figures on complaints: Pareto and rate; SQL only, no records (CMP-07)."""

from odoo.tools import SQL

# What counts in figures: a complaint, neither given up nor part of another.
COUNTED = SQL(
    """complaint.kind = 'complaint'
       AND complaint.state <> 'cancelled'
       AND complaint.duplicate_of_id IS NULL"""
)

# Customers are commercial entities outside: neither our companies nor our people.
CUSTOMER = SQL(
    """partner.active
       AND partner.commercial_partner_id = partner.id
       AND NOT EXISTS (SELECT FROM res_company ours WHERE ours.partner_id = partner.id)
       AND NOT EXISTS (SELECT FROM res_users person
                        WHERE person.partner_id = partner.id AND NOT person.share)"""
)


def pareto(companies, since, until, lang, unknown):
    """Complaints by cause, category and department with shares.

    :param list companies: ids
    :param list since: the moment at which the period of each company begins
    :param list until: the moment at which it is over
    :param str lang: of the names
    :param str unknown: the name where none is given yet
    """
    return SQL(
        """
        SELECT row_number() OVER (ORDER BY dimension, company_id, rank) AS id, ranked.*
          FROM (
                SELECT counted.*,
                       row_number() OVER ranking AS rank,
                       100.0 * count / sum(count) OVER whole AS share,
                       100.0 * sum(count) OVER ranking / sum(count) OVER whole
                           AS share_up_to
                  FROM (
                        SELECT reason.dimension, complaint.company_id,
                               company.currency_id, reason.name,
                               count(*) AS count,
                               COALESCE(sum(complaint.cost_total), 0) AS cost
                          FROM crm_complaint complaint
                          JOIN res_company company ON company.id = complaint.company_id
                          JOIN unnest(%(companies)s::int[], %(since)s::timestamp[],
                                      %(until)s::timestamp[])
                               AS period(company_id, since, until)
                            ON period.company_id = complaint.company_id
                           AND complaint.received_on >= period.since
                           AND complaint.received_on < period.until
                          LEFT JOIN crm_complaint_cause cause
                            ON cause.id = complaint.cause_id
                          LEFT JOIN crm_complaint_category category
                            ON category.id = complaint.category_id
                          LEFT JOIN crm_policy_unit unit
                            ON unit.id = complaint.cause_unit_id
                         CROSS JOIN LATERAL (VALUES
                               ('cause', COALESCE(
                                   cause.name ->> %(lang)s, cause.name ->> 'en_US',
                                   %(unknown)s)),
                               ('category', COALESCE(
                                   category.name ->> %(lang)s,
                                   category.name ->> 'en_US', %(unknown)s)),
                               ('unit', COALESCE(
                                   unit.name ->> %(lang)s, unit.name ->> 'en_US',
                                   %(unknown)s))
                               ) AS reason(dimension, name)
                         WHERE %(counted)s
                         GROUP BY reason.dimension, complaint.company_id,
                               company.currency_id, reason.name
                       ) counted
                WINDOW ranking AS (PARTITION BY dimension, company_id
                                   ORDER BY count DESC, name
                                   ROWS UNBOUNDED PRECEDING),
                       whole AS (PARTITION BY dimension, company_id)
               ) ranked
        """,
        companies=companies,
        since=since,
        until=until,
        lang=lang,
        unknown=unknown,
        counted=COUNTED,
    )


def customers(condition):
    """One row for each customer: whose, and since when it is known.

    :param condition: who counts, on the row ``partner``
    """
    return SQL(
        """
        SELECT partner.company_id, partner.create_date AS moment, 1 AS number
          FROM res_partner partner
         WHERE %s
        """,
        condition,
    )


def projects():
    """Two rows for each watched project: it begins, and a month after it is over.

    It runs from its first phase done, or from when it was entered, to the month of its
    last phase. One archived before it is over does not count.
    """
    return SQL(
        """
        SELECT project.company_id,
               timezone('UTC', timezone(project.policy_tz, turn.moment)) AS moment,
               turn.number
          FROM (
                SELECT watch.company_id, company.policy_tz,
                       watch.phase = 'over' AS is_over,
                       LEAST(entered.moment, min(phase.done_on)) AS since,
                       COALESCE(max(phase.done_on), entered.moment) AS until
                  FROM crm_complaint_watch watch
                  JOIN res_company company ON company.id = watch.company_id
                 CROSS JOIN LATERAL (
                       SELECT timezone(company.policy_tz,
                                       timezone('UTC', watch.create_date)) AS moment
                       ) entered
                  LEFT JOIN crm_complaint_watch_phase phase ON phase.watch_id = watch.id
                 WHERE watch.active OR watch.phase = 'over'
                 GROUP BY watch.id, company.id, entered.moment
               ) project
         CROSS JOIN LATERAL (VALUES
               (project.since, 1),
               (date_trunc('month', project.until) + interval '1 month', -1)
               ) AS turn(moment, number)
         WHERE turn.number > 0 OR project.is_over
        """
    )


def rate(companies, today, months, bases):
    """Complaints of each month per 100 of each base, and of the month before.

    Everything is counted by month once; no table is read for each month, which the
    database would do if it did not keep ``based``.

    :param list companies: ids
    :param list today: the day that each company has
    :param int months: how many months are shown
    :param dict bases: by name, rows (company_id or NULL for all, moment, number that
        come or, below zero, go) and whether all so far count (customers) or those of
        the month only (orders)
    """
    rows = SQL(" UNION ALL ").join(
        SQL(
            "SELECT %s AS base, company_id, moment, number FROM (%s) source",
            name,
            source,
        )
        for name, (source, _is_level) in bases.items()
    )
    names = SQL(", ").join(
        SQL("(%s, %s)", name, is_level) for name, (_source, is_level) in bases.items()
    )
    return SQL(
        """
        WITH clock AS (
            SELECT company.id AS company_id, company.currency_id, company.policy_tz,
                   date_trunc('month', given.today::timestamp) AS this_month
              FROM res_company company
              JOIN unnest(%(companies)s::int[], %(today)s::date[])
                   AS given(company_id, today)
                ON given.company_id = company.id
        ),
        based AS MATERIALIZED (
            SELECT row.base, clock.company_id,
                   date_trunc('month', timezone(
                       clock.policy_tz, timezone('UTC', row.moment))) AS month,
                   sum(row.number) AS number
              FROM (%(rows)s) row
              JOIN clock ON row.company_id IS NULL OR row.company_id = clock.company_id
             GROUP BY 1, 2, 3
        ),
        complained AS (
            SELECT clock.company_id,
                   date_trunc('month', timezone(
                       clock.policy_tz, timezone('UTC', complaint.received_on)))
                       AS month,
                   count(*) AS number,
                   COALESCE(sum(complaint.cost_total), 0) AS cost
              FROM crm_complaint complaint
              JOIN clock ON clock.company_id = complaint.company_id
             WHERE %(counted)s
             GROUP BY 1, 2
        ),
        counted AS (
            SELECT base.name AS base, clock.company_id, clock.currency_id, month.month,
                   COALESCE(complained.number, 0) AS complaint_count,
                   COALESCE(complained.cost, 0) AS cost,
                   COALESCE(level.number, 0) AS base_count
              FROM clock
             CROSS JOIN LATERAL generate_series(
                   clock.this_month - make_interval(months => %(months)s - 1),
                   clock.this_month, interval '1 month') AS month(month)
             CROSS JOIN (VALUES %(names)s) AS base(name, is_level)
              LEFT JOIN complained
                ON complained.company_id = clock.company_id
               AND complained.month = month.month
              LEFT JOIN LATERAL (
                   SELECT sum(based.number) AS number
                     FROM based
                    WHERE based.base = base.name
                      AND based.company_id = clock.company_id
                      AND (based.month = month.month
                           OR base.is_level AND based.month < month.month)
                   ) level ON TRUE
        ),
        rated AS (
            SELECT counted.*,
                   100.0 * complaint_count / NULLIF(base_count, 0) AS rate
              FROM counted
        ),
        compared AS (
            SELECT rated.*,
                   lag(rate) OVER (PARTITION BY base, company_id ORDER BY month)
                       AS previous_rate
              FROM rated
        )
        SELECT row_number() OVER (ORDER BY base, company_id, month) AS id,
               base, company_id, currency_id, month::date AS month, complaint_count,
               cost, base_count, rate, previous_rate, rate - previous_rate AS change,
               previous_rate IS NOT NULL AS has_previous
          FROM compared
        """,
        companies=companies,
        today=today,
        months=months,
        rows=rows,
        names=names,
        counted=COUNTED,
    )
