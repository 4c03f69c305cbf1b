# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Activities for the measures that people owe, kept in step with the tasks (GRD-13).

A task is owed while it is open, somebody's, and its lead time has begun. One activity
each, with the responsible and the due date of the task.
"""

from dataclasses import dataclass
from datetime import date

from odoo.tools import SQL


@dataclass(frozen=True)
class Owed:
    """Which tasks are owed, and what their activities look like.

    :ivar type_id: activity type; other activities on tasks are people's own
    :ivar model_id: id of the model of tasks
    """

    company_id: int
    today: date
    uid: int
    type_id: int
    model_id: int


def _owed(owed):
    return SQL(
        """task.company_id = %s AND task.state = 'planned'
          AND task.user_id IS NOT NULL AND task.visible_from <= %s""",
        owed.company_id,
        owed.today,
    )


def _reminder(owed):
    return SQL(
        """activity.res_model = 'crm.grading.task' AND activity.res_id = task.id
          AND activity.activity_type_id = %s AND activity.active""",
        owed.type_id,
    )


def delete_settled(owed):
    """Takes away the reminders of what is not owed any more."""
    return SQL(
        """DELETE FROM mail_activity activity USING crm_grading_task task
            WHERE %s AND task.company_id = %s AND NOT (%s)""",
        _reminder(owed),
        owed.company_id,
        SQL("COALESCE(%s, FALSE)", _owed(owed)),
    )


def update_moved(owed):
    """Reminders go along with their task to another person or day."""
    return SQL(
        """UPDATE mail_activity activity
              SET user_id = task.user_id, user_tz = person.tz,
                  date_deadline = task.date_deadline, write_uid = %s,
                  write_date = now() AT TIME ZONE 'UTC'
             FROM crm_grading_task task
             JOIN res_users owner ON owner.id = task.user_id
             JOIN res_partner person ON person.id = owner.partner_id
            WHERE %s AND %s AND (activity.user_id, activity.date_deadline)
                  IS DISTINCT FROM (task.user_id, task.date_deadline)""",
        owed.uid,
        _reminder(owed),
        _owed(owed),
    )


def insert_new(owed):
    """Reminds of what is owed since today, each person in the own language."""
    return SQL(
        """INSERT INTO mail_activity (
               res_model_id, res_model, res_id, res_name, activity_type_id, summary,
               date_deadline, user_id, user_tz, automated, active,
               create_uid, write_uid, create_date, write_date)
           SELECT %(model)s, 'crm.grading.task', task.id,
                  wanted.name || ' · ' || customer.complete_name, %(type)s, wanted.name,
                  task.date_deadline, task.user_id, person.tz, TRUE, TRUE,
                  %(uid)s, %(uid)s,
                  now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
             FROM crm_grading_task task
             JOIN crm_grading_measure measure ON measure.id = task.measure_id
             JOIN res_partner customer ON customer.id = task.partner_id
             JOIN res_users owner ON owner.id = task.user_id
             JOIN res_partner person ON person.id = owner.partner_id
             CROSS JOIN LATERAL (
                  SELECT COALESCE(measure.name ->> person.lang,
                                  measure.name ->> 'en_US') AS name) wanted
            WHERE %(owed)s
              AND NOT EXISTS (SELECT FROM mail_activity activity WHERE %(reminder)s)""",
        model=owed.model_id,
        type=owed.type_id,
        uid=owed.uid,
        owed=_owed(owed),
        reminder=_reminder(owed),
    )
