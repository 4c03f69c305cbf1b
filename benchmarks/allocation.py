# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Salespeople in teams, and customers that the company holds."""

import database

from odoo.fields import Command

SALESPEOPLE = 200
TEAMS = 10
LOGIN = "bench_receiver_"
TEAM = "Bench team "
TABLES = (
    "res_partner",
    "crm_ownership",
    "crm_allocation_decision",
    "crm_allocation_lineup",
    "crm_allocation_run",
    "crm_allocation_member",
)


def write(registry):
    """All customers wait; two hundred people in ten teams receive."""
    with database.transaction(registry, commit=True) as env:
        env.cr.execute(
            """CREATE TABLE bench_owner AS
               SELECT id, user_id FROM res_partner
                WHERE customer_rank > 0 AND commercial_partner_id = id"""
        )
        env.cr.execute(
            """UPDATE res_partner SET user_id = NULL
                WHERE id IN (SELECT id FROM bench_owner)"""
        )
        env.cr.execute("TRUNCATE crm_ownership CASCADE")
        env.cr.execute(
            """INSERT INTO crm_ownership (
                   partner_id, company_id, holder, date_from, source, attribution,
                   create_uid, write_uid, create_date, write_date)
               SELECT id, %(company)s, 'company', '2026-06-01', 'intake', 'person',
                      %(uid)s, %(uid)s, now(), now()
                 FROM bench_owner""",
            {"company": env.company.id, "uid": env.uid},
        )
        env.invalidate_all()
        _write_people(env)
    database.vacuum(registry, *TABLES, full=True)


def _write_people(env):
    # sudo: the administrator need not administer teams
    env = env(su=True, context=dict(env.context, no_reset_password=True))
    teams = _people(env, "crm.team", "name", TEAM) or _new_teams(env)
    teams.active = True
    members = teams.with_context(active_test=False).crm_team_member_ids
    members.user_id.active = True
    members.active = True
    env["crm.allocation.member"].create(
        [
            {"user_id": member.user_id.id, "team_id": member.crm_team_id.id}
            for member in members
        ]
    )


def _new_teams(env):
    users = env["res.users"].create(
        [
            {"name": f"Receiver {number}", "login": f"{LOGIN}{number}"}
            for number in range(SALESPEOPLE)
        ]
    )
    size = SALESPEOPLE // TEAMS
    return env["crm.team"].create(
        [
            {
                "name": f"{TEAM}{number}",
                "company_id": env.company.id,
                "crm_team_member_ids": [
                    Command.create({"user_id": user.id})
                    for user in users[number * size : (number + 1) * size]
                ],
            }
            for number in range(TEAMS)
        ]
    )


def _people(env, model, field, prefix):
    """Return who was written by an earlier run, archived or not."""
    records = env[model].with_context(active_test=False)
    return records.search([(field, "=like", f"{prefix}%")])


def remove(registry):
    with database.transaction(registry, commit=True) as env:
        env.cr.execute(
            """UPDATE res_partner SET user_id = bench_owner.user_id
                 FROM bench_owner WHERE bench_owner.id = res_partner.id"""
        )
        env.cr.execute("TRUNCATE crm_ownership, crm_allocation_run CASCADE")
        env.cr.execute("DROP TABLE bench_owner")
        env.invalidate_all()
        # sudo: as when they were written
        env = env(su=True)
        users = _people(env, "res.users", "login", LOGIN)
        env["crm.allocation.member"].search([("user_id", "in", users.ids)]).unlink()
        # Archived and taken again by the next run: for each person that is deleted
        # PostgreSQL looks through every table of the company.
        _people(env, "crm.team", "name", TEAM).active = False
        users.active = False
    database.vacuum(registry, *TABLES, full=True)
