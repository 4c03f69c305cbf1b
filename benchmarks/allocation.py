# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Salespeople in teams, and customers that the company holds."""

import database

from odoo.fields import Command

SALESPEOPLE = 200
TEAMS = 10
LOGIN = "bench_receiver_"
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
    users = env["res.users"].create(
        [
            {"name": f"Receiver {number}", "login": f"{LOGIN}{number}"}
            for number in range(SALESPEOPLE)
        ]
    )
    size = SALESPEOPLE // TEAMS
    teams = env["crm.team"].create(
        [
            {
                "name": f"Bench team {number}",
                "company_id": env.company.id,
                "crm_team_member_ids": [
                    Command.create({"user_id": user.id})
                    for user in users[number * size : (number + 1) * size]
                ],
            }
            for number in range(TEAMS)
        ]
    )
    env["crm.allocation.member"].create(
        [
            {"user_id": member.user_id.id, "team_id": team.id}
            for team in teams
            for member in team.crm_team_member_ids
        ]
    )


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
        users = env["res.users"].sudo().search([("login", "=like", f"{LOGIN}%")])
        env["crm.allocation.member"].sudo().search(
            [("user_id", "in", users.ids)]
        ).unlink()
        env["crm.team"].sudo().search([("name", "=like", "Bench team%")]).unlink()
        partners = users.partner_id
        users.unlink()
        partners.unlink()
    database.vacuum(registry, *TABLES, full=True)
