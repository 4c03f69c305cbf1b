# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Many open complaints, each with its deadlines."""

import database

from odoo.tools import SQL

COMPLAINTS = 25_000
CARDS = 10_000
# of the deadlines this part is over
OVERDUE = 0.1
NAME = "Bench complaint"
TABLES = ("crm_complaint", "crm_complaint_milestone", "crm_complaint_escalation")


def write(registry, count):
    """One complaint as anybody takes it down, and as many copies of it as asked.

    :return: the number of open milestones
    """
    with database.transaction(registry, commit=True) as env:
        # sudo: the administrator need not handle complaints
        env = env(su=True, context=dict(env.context, tracking_disable=True))
        unit = env["crm.policy.unit"].create(
            {"name": "Bench department", "head_id": env.uid}
        )
        complaint = env["crm.complaint"].create({"name": NAME, "unit_id": unit.id})
        env.flush_all()
        _copy_complaint(env, complaint, count - 1)
        _copy_milestones(env, complaint)
        env.cr.execute(
            """UPDATE crm_complaint_milestone
                  SET due_on = now() AT TIME ZONE 'UTC' + CASE
                          WHEN random() < %s THEN -interval '20 days'
                          ELSE interval '20 days' END,
                      warn_on = NULL,
                      started_on = now() AT TIME ZONE 'UTC' - interval '25 days'""",
            [OVERDUE],
        )
        env.cr.execute("SELECT count(*) FROM crm_complaint_milestone")
        [milestones] = env.cr.fetchone()
    database.vacuum(registry, *TABLES)
    return milestones


def _get_columns(model, *left_out):
    """The columns of a model's table, as SQL."""
    return [
        SQL.identifier(name)
        for name, field in model._fields.items()
        if field.store and field.column_type and name not in left_out
    ]


def _copy_complaint(env, complaint, count):
    """Under new ids, and without a number of their own."""
    columns = _get_columns(
        complaint, "id", "reference", "access_token", "next_milestone_id"
    )
    listed = SQL(", ").join(columns)
    env.cr.execute(
        SQL(
            """INSERT INTO crm_complaint (%s)
               SELECT %s FROM crm_complaint, generate_series(1, %s) WHERE id = %s""",
            listed,
            listed,
            count,
            complaint.id,
        )
    )


def _copy_milestones(env, complaint):
    """The deadlines of the first complaint for each other one."""
    columns = _get_columns(env["crm.complaint.milestone"], "id", "complaint_id")
    listed = SQL(", ").join(columns)
    env.cr.execute(
        SQL(
            """INSERT INTO crm_complaint_milestone (complaint_id, %s)
               SELECT other.id, %s
                 FROM crm_complaint_milestone milestone,
                      (SELECT id FROM crm_complaint
                        WHERE name = %s AND id <> %s) other
                WHERE milestone.complaint_id = %s""",
            listed,
            SQL(", ").join(SQL("milestone.%s", column) for column in columns),
            NAME,
            complaint.id,
            complaint.id,
        )
    )


def remove(registry):
    with database.transaction(registry, commit=True) as env:
        env.cr.execute("TRUNCATE crm_complaint CASCADE")
        env.cr.execute("DELETE FROM crm_policy_unit WHERE code IS NULL")
        env.cr.execute("DELETE FROM mail_message WHERE model = 'crm.complaint'")
    database.vacuum(registry, *TABLES, full=True)
