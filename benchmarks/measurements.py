# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Many finished measurements of satisfaction in one quarter."""

import database

from odoo import fields
from odoo.tools import SQL

MEASUREMENTS = 100_000
# each object is measured so often
TIMES = 2
UNITS = 40
NAME = "Bench object"
TABLES = (
    "crm_satisfaction_measurement",
    "crm_satisfaction_subject",
    "crm_satisfaction_rollup",
)


def write(registry, count):
    """One measurement as anybody makes it, and as many copies of it as asked.

    :return: the id of the quarter in which they count
    """
    with database.transaction(registry, commit=True) as env:
        # sudo: the administrator need not measure
        env = env(su=True, context=dict(env.context, tracking_disable=True))
        top = env["crm.policy.unit"].create({"name": NAME})
        units = env["crm.policy.unit"].create(
            [
                {"name": f"{NAME} {number}", "parent_id": top.id}
                for number in range(UNITS)
            ]
        )
        subject = env["crm.satisfaction.subject"].create(
            {
                "name": NAME,
                "kind_id": env["crm.satisfaction.kind"].search([], limit=1).id,
                "unit_id": units[0].id,
                "user_id": env.uid,
                "partner_id": env["res.partner"].create({"name": NAME}).id,
            }
        )
        today = fields.Date.today()
        measurement = env["crm.satisfaction.measurement"].create(
            {"subject_id": subject.id, "date_from": today, "date_to": today}
        )
        periods = env["crm.satisfaction.period"]
        quarter = periods._take(env.company, today)
        measurement._decide(
            {"state": "done", "has_score": True, "rollup_period_id": quarter.id}
        )
        env.flush_all()
        _copy(env, subject, count // TIMES, ("reference",))
        _copy(env, measurement, count - 1, ("reference", "subject_id", "unit_id"))
        env.cr.execute(
            """WITH object AS (SELECT id, row_number() OVER () - 1 AS number
                                 FROM crm_satisfaction_subject WHERE name = %s),
                    one AS (SELECT id, row_number() OVER () - 1 AS number
                              FROM crm_satisfaction_measurement)
               UPDATE crm_satisfaction_measurement measurement
                  SET subject_id = object.id,
                      unit_id = (%s)[1 + object.number %% %s],
                      score = round((60 + 40 * random())::numeric, 2),
                      recommend_count = 3,
                      promoter_count = 2,
                      detractor_count = 1,
                      asked_count = 5,
                      feedback_count = 3
                 FROM one
                 JOIN object ON object.number = one.number / %s
                WHERE one.id = measurement.id""",
            [NAME, units.ids, UNITS, TIMES],
        )
    database.vacuum(registry, *TABLES)
    return quarter.id


def _copy(env, record, count, left_out):
    """Under new ids; what is left out is given later, or stays empty."""
    columns = [
        SQL.identifier(name)
        for name, field in record._fields.items()
        if field.store and field.column_type and name not in ("id", *left_out)
    ]
    required = [SQL.identifier(name) for name in left_out if name.endswith("_id")]
    listed = SQL(", ").join(columns + required)
    env.cr.execute(
        SQL(
            """INSERT INTO %s (%s)
               SELECT %s FROM %s, generate_series(1, %s) WHERE id = %s""",
            SQL.identifier(record._table),
            listed,
            listed,
            SQL.identifier(record._table),
            count,
            record.id,
        )
    )


def remove(registry):
    with database.transaction(registry, commit=True) as env:
        env.cr.execute(
            """TRUNCATE crm_satisfaction_measurement, crm_satisfaction_subject,
                        crm_satisfaction_period CASCADE"""
        )
        env.cr.execute(
            "DELETE FROM crm_policy_unit WHERE name->>'en_US' LIKE %s", [f"{NAME}%"]
        )
        env.cr.execute("DELETE FROM res_partner WHERE name = %s", [NAME])
        env.cr.execute("DELETE FROM mail_message WHERE model LIKE 'crm.satisfaction%'")
    database.vacuum(registry, *TABLES, full=True)
