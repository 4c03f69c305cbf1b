# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The hours of planned contacts, by statements for all customers at once (VIS-05).

Who is asked for how many contacts, which working hours are free, and the proposals that
take the emptiest of them. What is asked is in ``planning_sql``.
"""

from odoo.tools import SQL

from .planning_sql import (
    NOW,
    SAME_SLOT,
    customers_of_slots,
    proposals_of,
    slots_relation,
)

# As the visits' own field counts: minutes, so that any two hours have an order
PLACE = SQL("(EXTRACT(EPOCH FROM seated.planned_start) / 60)::int4")
# The last working hours of the representative that begin before the visit
STRETCH = SQL(
    """(SELECT own.start, own.stop FROM crm_visit_stretch own
         WHERE own.user_id = visit.user_id AND own.start <= visit.planned_start
         ORDER BY own.start DESC LIMIT 1) stretch"""
)


def collect_asked(plan):
    """A temporary table of the contacts asked for which there is no proposal yet."""
    return SQL(
        """CREATE TEMPORARY TABLE crm_visit_asked ON COMMIT DROP AS
        WITH %(slots)s
        SELECT NULL::int4 AS visit_id, standing.partner_id, at.company_id,
               owner.id AS user_id, owner.sale_team_id AS team_id, slot.index
          %(customers)s
         WHERE standing.company_id = %(company)s AND slot.is_new
           AND NOT EXISTS (
               SELECT FROM crm_visit visit
                WHERE visit.partner_id = standing.partner_id AND %(same)s)""",
        slots=slots_relation(plan),
        customers=customers_of_slots(plan),
        company=plan.company_id,
        same=SAME_SLOT,
    )


def select_people(plan):
    """Who is asked to make contacts, or has proposals."""
    return SQL(
        """SELECT user_id FROM crm_visit_asked WHERE user_id IS NOT NULL
           UNION
           SELECT visit.user_id FROM crm_visit visit
            WHERE visit.user_id IS NOT NULL AND %s""",
        proposals_of(plan),
    )


def select_appointments(user_ids, zone, start, stop):
    """(user id, start, stop) of what people have in their calendars beside visits.

    :param str zone: in which whole days begin
    """
    return SQL(
        """SELECT person.id, hours.start, hours.stop
             FROM calendar_event event
             JOIN calendar_attendee attendee ON attendee.event_id = event.id
              AND attendee.state IS DISTINCT FROM 'declined'
             JOIN res_users person ON person.partner_id = attendee.partner_id
             CROSS JOIN LATERAL (
                  SELECT CASE WHEN event.allday THEN event.start_date::timestamp
                         AT TIME ZONE %(zone)s AT TIME ZONE 'UTC'
                         ELSE event.start END AS start,
                         CASE WHEN event.allday THEN (event.stop_date + 1)::timestamp
                         AT TIME ZONE %(zone)s AT TIME ZONE 'UTC'
                         ELSE event.stop END AS stop) hours
            WHERE person.id = ANY(%(users)s) AND event.active
              AND event.show_as = 'busy'
              AND hours.start < %(stop)s AND hours.stop > %(start)s
              AND NOT EXISTS (
                  SELECT FROM crm_visit visit
                   WHERE visit.calendar_event_id = event.id)""",
        users=user_ids,
        zone=zone,
        start=start,
        stop=stop,
    )


def keep_stretches(rows):
    """A temporary table of the working hours.

    :param rows: (user id, start, stop) of each stretch
    """
    return SQL(
        """CREATE TEMPORARY TABLE crm_visit_stretch ON COMMIT DROP AS
        SELECT * FROM unnest(%s::int4[], %s::timestamp[], %s::timestamp[])
            AS stretch (user_id, start, stop)""",
        *([row[column] for row in rows] for column in range(3)),
    )


def free_undue(plan):
    """Untouched proposals lose an hour that is over, a holiday, or on leave."""
    return SQL(
        """UPDATE crm_visit visit
              SET planned_start = NULL, planned_end = NULL, route_sequence = NULL,
                  report_deadline = NULL
            WHERE %(proposals)s AND visit.planned_start IS NOT NULL
              AND visit.is_touched IS NOT TRUE
              AND NOT EXISTS (
                  SELECT FROM %(stretch)s WHERE visit.planned_start < stretch.stop)""",
        proposals=proposals_of(plan),
        stretch=STRETCH,
    )


def collect_undated(plan):
    """Adds the proposals that have no hour to those that wait for one."""
    return SQL(
        """WITH %(slots)s
        INSERT INTO crm_visit_asked (
            visit_id, partner_id, company_id, user_id, team_id, index)
        SELECT visit.id, visit.partner_id, visit.company_id, visit.user_id,
               visit.team_id, slot.index
          FROM crm_visit visit JOIN slot ON %(same)s
         WHERE %(proposals)s AND visit.planned_start IS NULL""",
        slots=slots_relation(plan),
        same=SAME_SLOT,
        proposals=proposals_of(plan),
    )


def count_asked():
    """How many customers wait for each person and slot."""
    return SQL(
        """SELECT user_id, index, COUNT(*) FROM crm_visit_asked
            WHERE user_id IS NOT NULL GROUP BY 1, 2"""
    )


def count_loads():
    """What stands in each stretch already."""
    return SQL(
        """SELECT visit.user_id, stretch.start, COUNT(*)
             FROM crm_visit visit
             JOIN LATERAL %s ON visit.planned_start < stretch.stop
            WHERE visit.state IN ('planned', 'in_progress')
            GROUP BY 1, 2""",
        STRETCH,
    )


def _seated(plan, seats, grid):
    """Those who wait, in order, with the hour that falls to each.

    Overdue customers come first, then those not seen for the longest time.
    """
    columns = {
        "user_id": SQL("int4[]"),
        "slot": SQL("int4[]"),
        "first": SQL("int4[]"),
        "last": SQL("int4[]"),
        "start": SQL("timestamp[]"),
        "taken": SQL("int4[]"),
        "step": SQL("float8[]"),
    }
    arrays = [
        SQL("%s::%s", [getattr(row, name) for row in seats], kind)
        for name, kind in columns.items()
    ]
    return SQL(
        """%(slots)s, seat AS (
            SELECT range.user_id, range.slot AS index, rank,
                   range.start + FLOOR(range.step * (range.taken + rank - range.first)
                       / %(grid)s) * %(grid)s * interval '1 second' AS planned_start
              FROM unnest(%(arrays)s) AS range (%(names)s)
              CROSS JOIN LATERAL generate_series(range.first, range.last) AS rank
        ), seen AS (
            SELECT visit.partner_id,
                   MAX(visit.date_start) FILTER (
                       WHERE visit.done_on IS NOT NULL) AS last_contact,
                   BOOL_OR(visit.state = 'planned'
                       AND visit.date_deadline < %(today)s) AS is_overdue
              FROM crm_visit visit
             WHERE visit.company_id = ANY(%(companies)s)
               AND (visit.done_on IS NOT NULL
                    OR visit.date_deadline < %(today)s)
             GROUP BY 1
        ), waiting AS (
            SELECT asked.*, ROW_NUMBER() OVER (
                       PARTITION BY asked.user_id, asked.index
                       ORDER BY COALESCE(seen.is_overdue, FALSE) DESC,
                                seen.last_contact NULLS FIRST, asked.partner_id
                   ) AS rank
              FROM crm_visit_asked asked
              LEFT JOIN seen ON seen.partner_id = asked.partner_id
        ), seated AS (
            SELECT waiting.visit_id, waiting.partner_id, waiting.company_id,
                   waiting.user_id, waiting.team_id, slot.*, seat.planned_start,
                   seat.planned_start + channel.duration * interval '1 hour'
                       AS planned_end,
                   seat.planned_start + (channel.duration + channel.report_hours)
                       * interval '1 hour' AS report_deadline,
                   CASE WHEN waiting.user_id IS NULL THEN 'no_representative'
                        WHEN seat.planned_start IS NULL THEN 'no_working_day'
                   END AS planning_issue
              FROM waiting
              JOIN slot ON slot.index = waiting.index
              JOIN crm_visit_channel channel ON channel.id = slot.channel_id
              LEFT JOIN seat ON seat.user_id = waiting.user_id
               AND seat.index = waiting.index AND seat.rank = waiting.rank
        )""",
        slots=slots_relation(plan),
        grid=grid,
        arrays=SQL(", ").join(arrays),
        names=SQL(", ").join(SQL.identifier(name) for name in columns),
        today=plan.today,
        companies=list(plan.company_ids),
    )


def insert_proposals(plan, seats, grid, values):
    """Adds the proposals that are asked and not there yet.

    :param dict values: what each proposal begins with, by column
    """
    return SQL(
        """WITH %(seated)s
        INSERT INTO crm_visit (
            partner_id, company_id, user_id, team_id, class_id, cadence_id, type_id,
            channel_id, period_start, period_end, period_number, date_deadline,
            planned_start, planned_end, route_sequence, report_deadline, planning_issue,
            %(names)s, create_uid, write_uid, create_date, write_date)
        SELECT partner_id, company_id, user_id, team_id, class_id, cadence_id, type_id,
               channel_id, period_start, period_end, period_number, date_deadline,
               planned_start, planned_end, %(place)s, report_deadline, planning_issue,
               %(values)s, %(uid)s, %(uid)s, %(now)s, %(now)s
          FROM seated WHERE visit_id IS NULL
        ON CONFLICT (cadence_id, partner_id, period_start, period_number)
              WHERE cadence_id IS NOT NULL DO NOTHING""",
        seated=_seated(plan, seats, grid),
        names=SQL(", ").join(SQL.identifier(name) for name in values),
        values=SQL(", ").join(SQL("%s", value) for value in values.values()),
        place=PLACE,
        uid=plan.uid,
        now=NOW,
    )


def date_proposals(plan, seats, grid):
    """Gives proposals that had none their hour, or says why there is none."""
    return SQL(
        """WITH %(seated)s
        UPDATE crm_visit visit
           SET planned_start = seated.planned_start, planned_end = seated.planned_end,
               route_sequence = %(place)s,
               report_deadline = seated.report_deadline,
               planning_issue = seated.planning_issue,
               write_uid = %(uid)s, write_date = %(now)s
          FROM seated
         WHERE seated.visit_id = visit.id
           AND (seated.planned_start, seated.planning_issue)
               IS DISTINCT FROM (visit.planned_start, visit.planning_issue)""",
        seated=_seated(plan, seats, grid),
        place=PLACE,
        uid=plan.uid,
        now=NOW,
    )
