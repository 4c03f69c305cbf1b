# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Management measures as dated work, for all customers of a company at once (GRD-13).

What the catalogue asks in the coming periods are *slots*; slots × customers of the
grade are the tasks *asked*. Every statement compares what is asked with what is there:
running them again changes nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from odoo.tools import SQL

from odoo.addons.crm_policy.engine.periods import period_of

ONCE = "once"

# Reasons for which planning itself cancels open work, and takes it up again
RETRACTED = ("archived", "special", "grade", "measure")

# What identifies a task; ``merged_from`` is 0 unless the customer was merged
KEY = SQL(
    """task.partner_id = asked.partner_id AND task.measure_id = asked.measure_id
   AND task.company_id = asked.company_id AND task.period = asked.period
   AND task.number = asked.number AND task.merged_from = 0"""
)


@dataclass(frozen=True)
class Measure:
    """One line of the catalogue.

    :ivar cadence: month, quarter, half, year, or ``once`` for a customer
    :ivar count: times a period
    :ivar role: salesperson, key_account, executive, service or officer
    :ivar lead_days: days before the due date on which the work appears in lists
    :ivar before_days: days before the period's end on which the last one is due
    :ivar after_days: days to do it in, for what is asked once
    :ivar target: execution rate aimed at, in per cent
    """

    id: int
    grade_id: int
    cadence: str
    count: int
    role: str
    lead_days: int
    before_days: int
    after_days: int
    target: float


@dataclass(frozen=True)
class Slot:
    """What one measure asks once from each customer of its grade.

    :ivar period: name of the period, such as 2026-07, 2026-Q3, 2026-H2, 2026 or once
    :ivar number: 1, 2, … within the period
    """

    measure_id: int
    grade_id: int
    role: str
    period: str
    number: int
    period_start: date
    period_end: date
    date_deadline: date
    visible_from: date
    target: float


@dataclass(frozen=True)
class Plan:
    """What planning needs to know about a company.

    :ivar executive_id: stands in where a customer has no executive of its own;
        likewise ``service_id``; ``officer_id`` does the officer's work
    """

    company_id: int
    today: date
    uid: int
    slots: tuple[Slot, ...]
    executive_id: int | None = None
    service_id: int | None = None
    officer_id: int | None = None


# -- periods ---------------------------------------------------------------------------


def period_code(period):
    """A name for a period that sorts and needs no translation.

    >>> period_code(period_of(date(2026, 8, 3), "quarter"))
    '2026-Q3'
    """
    start = period.start
    return {
        "month": f"{start.year}-{start.month:02}",
        "quarter": f"{start.year}-Q{start.month // 3 + 1}",
        "half": f"{start.year}-H{start.month // 6 + 1}",
        "year": f"{start.year}",
    }[period.kind]


def slots(measure, today, planned_until):
    """What a measure asks from today on, oldest first.

    Periods that begin until ``planned_until``, and the next one as soon as its lead
    time has begun. What was due before today is not asked any more.
    """
    if measure.cadence == ONCE:
        deadline = today + timedelta(days=measure.after_days)
        return [
            _slot(measure, ONCE, number, today, deadline, deadline)
            for number in range(1, measure.count + 1)
        ]
    asked = []
    period = period_of(today, measure.cadence)
    while True:
        planned = [
            _slot(
                measure,
                period_code(period),
                number,
                period.start,
                period.end,
                _deadline(measure, period, number),
            )
            for number in range(1, measure.count + 1)
        ]
        if period.start > planned_until:
            planned = [slot for slot in planned if slot.visible_from <= today]
            if not planned:
                return asked
        asked += [slot for slot in planned if slot.date_deadline >= today]
        period = period.next()


def _deadline(measure, period, number):
    """The last one is due at the end, the others evenly before it."""
    days = (period.end - period.start).days + 1
    due = period.start + timedelta(days=days * number // measure.count - 1)
    return max(period.start, due - timedelta(days=measure.before_days))


def _slot(measure, code, number, start, end, deadline):
    return Slot(
        measure.id,
        measure.grade_id,
        measure.role,
        code,
        number,
        start,
        end,
        deadline,
        deadline - timedelta(days=measure.lead_days),
        measure.target,
    )


# -- statements ------------------------------------------------------------------------

COLUMNS = {
    "measure_id": "int4",
    "grade_id": "int4",
    "role": "text",
    "period": "text",
    "number": "int4",
    "period_start": "date",
    "period_end": "date",
    "date_deadline": "date",
    "visible_from": "date",
    "target": "numeric",
}


def _slots(plan):
    arrays = SQL(", ").join(
        SQL("%s::%s[]", [getattr(slot, name) for slot in plan.slots], SQL(kind))
        for name, kind in COLUMNS.items()
    )
    names = SQL(", ").join(SQL.identifier(name) for name in COLUMNS)
    return SQL("slot AS (SELECT * FROM unnest(%s) AS slot (%s))", arrays, names)


def _asked(plan):
    """One row for each task that the catalogue asks today, with its responsible."""
    return SQL(
        """%(slots)s, asked AS (
            SELECT standing.partner_id, standing.company_id, slot.*,
                   owner.id AS user_id, owner.sale_team_id AS team_id
              FROM crm_grading_standing standing
              JOIN slot ON slot.grade_id = standing.grade_id
              JOIN res_partner partner ON partner.id = standing.partner_id
               AND partner.active
              LEFT JOIN crm_customer_kind kind ON kind.id = partner.customer_kind_id
              LEFT JOIN crm_grading_account_team team
                ON team.partner_id = standing.partner_id
               AND team.company_id = standing.company_id
              LEFT JOIN res_users owner ON owner.active AND owner.id = CASE slot.role
                   WHEN 'salesperson' THEN partner.user_id
                   WHEN 'key_account' THEN team.key_account_user_id
                   WHEN 'executive' THEN
                        COALESCE(team.executive_user_id, %(executive)s::int4)
                   WHEN 'service' THEN
                        COALESCE(team.service_user_id, %(service)s::int4)
                   ELSE %(officer)s::int4 END
             WHERE standing.company_id = %(company)s AND standing.is_leading
               AND kind.is_special IS NOT TRUE
        )""",
        slots=_slots(plan),
        company=plan.company_id,
        executive=plan.executive_id,
        service=plan.service_id,
        officer=plan.officer_id,
    )


def insert_asked(plan):
    """Adds the tasks that are asked and not there yet.

    What is there is looked for before, so that a run without work uses up no ids; the
    index settles the race of two runs.
    """
    return SQL(
        """WITH %(asked)s
        INSERT INTO crm_grading_task (
            measure_id, partner_id, company_id, grade_id, user_id, team_id, period,
            number, period_start, period_end, date_deadline, visible_from, target,
            state, is_late, user_is_fixed, merged_from,
            create_uid, write_uid, create_date, write_date)
        SELECT measure_id, partner_id, company_id, grade_id, user_id, team_id, period,
               number, period_start, period_end, date_deadline, visible_from, target,
               'planned', FALSE, FALSE, 0, %(uid)s, %(uid)s,
               now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM asked
         WHERE NOT EXISTS (SELECT FROM crm_grading_task task WHERE %(key)s)
        ON CONFLICT DO NOTHING""",
        asked=_asked(plan),
        key=KEY,
        uid=plan.uid,
    )


def update_asked(plan):
    """Open work follows its responsible and the catalogue; asked again, it reopens.

    What is asked once keeps the due date that it began with. A responsible named by
    hand stays, as long as that person is with the company.
    """
    return SQL(
        """WITH %(asked)s, wanted AS (
            SELECT task.id,
                   CASE WHEN fixed.id IS NULL THEN asked.user_id
                        ELSE fixed.id END AS user_id,
                   CASE WHEN fixed.id IS NULL THEN asked.team_id
                        ELSE fixed.sale_team_id END AS team_id,
                   CASE WHEN kept THEN task.date_deadline
                        ELSE asked.date_deadline END AS date_deadline,
                   CASE WHEN kept THEN task.visible_from
                        ELSE asked.visible_from END AS visible_from,
                   asked.target
              FROM asked
              JOIN crm_grading_task task ON %(key)s
               AND (task.state = 'planned' OR task.state = 'cancelled'
                    AND task.cancel_reason = ANY(%(retracted)s))
              CROSS JOIN LATERAL (
                   SELECT task.period = 'once' AND task.state = 'planned' AS kept) once
              LEFT JOIN res_users fixed ON task.user_is_fixed
               AND fixed.id = task.user_id AND fixed.active
        )
        UPDATE crm_grading_task task
           SET state = 'planned', cancel_reason = NULL, user_id = wanted.user_id,
               team_id = wanted.team_id, date_deadline = wanted.date_deadline,
               visible_from = wanted.visible_from, target = wanted.target,
               write_uid = %(uid)s, write_date = now() AT TIME ZONE 'UTC'
          FROM wanted
         WHERE task.id = wanted.id
           AND (task.state, task.user_id, task.team_id, task.date_deadline,
                task.visible_from, task.target)
               IS DISTINCT FROM
               ('planned', wanted.user_id, wanted.team_id, wanted.date_deadline,
                wanted.visible_from, wanted.target)""",
        asked=_asked(plan),
        key=KEY,
        retracted=list(RETRACTED),
        uid=plan.uid,
    )


def cancel_unasked(plan):
    """Open work that nothing asks any more is cancelled, with the reason."""
    return SQL(
        """WITH %(slots)s
        UPDATE crm_grading_task task
           SET state = 'cancelled', cancel_reason = gone.reason, write_uid = %(uid)s,
               write_date = now() AT TIME ZONE 'UTC'
          FROM (
            SELECT task.id,
                   CASE WHEN NOT partner.active THEN 'archived'
                        WHEN kind.is_special THEN 'special'
                        WHEN standing.grade_id IS DISTINCT FROM task.grade_id
                        THEN 'grade'
                        WHEN slot.measure_id IS NULL THEN 'measure' END AS reason
              FROM crm_grading_task task
              JOIN res_partner partner ON partner.id = task.partner_id
              LEFT JOIN crm_customer_kind kind ON kind.id = partner.customer_kind_id
              LEFT JOIN crm_grading_standing standing
                ON standing.partner_id = task.partner_id
               AND standing.company_id = task.company_id AND standing.is_leading
              LEFT JOIN slot ON slot.measure_id = task.measure_id
               AND slot.period = task.period AND slot.number = task.number
               AND slot.grade_id = standing.grade_id
             WHERE task.company_id = %(company)s AND task.state = 'planned'
        ) gone
         WHERE task.id = gone.id AND gone.reason IS NOT NULL""",
        slots=_slots(plan),
        company=plan.company_id,
        uid=plan.uid,
    )


def mark_missed(plan):
    """The day after its due date open work counts as missed."""
    return SQL(
        """UPDATE crm_grading_task
              SET state = 'missed', execution = 0, write_uid = %(uid)s,
                  write_date = now() AT TIME ZONE 'UTC'
            WHERE company_id = %(company)s AND state = 'planned'
              AND date_deadline < %(today)s""",
        company=plan.company_id,
        today=plan.today,
        uid=plan.uid,
    )
