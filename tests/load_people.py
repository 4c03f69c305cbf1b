# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: F821 (env is the shell's)
"""Fed to Odoo's shell: fifty people of all roles with work before them.

Prints who they are: login, API key, roles, and the records that they work on.
"""

import json
from datetime import timedelta

from odoo import Command
from odoo.fields import Datetime

PEOPLE = {"user": 36, "officer": 8, "manager": 3, "auditor": 3}
CUSTOMERS, POOLED = 200, 400

company = env.ref("base.main_company")
env = env(context={"allowed_company_ids": company.ids, "no_reset_password": True})
today = company._policy_today()
users = env["res.users"].create(
    [
        {
            "name": f"Load {role} {number}",
            "login": f"load_{role}_{number}",
            "email": f"load_{role}_{number}@example.com",
            "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
            "group_ids": [
                Command.set(
                    [
                        env.ref(f"crm_policy.group_{role}").id,
                        env.ref("base.group_partner_manager").id,
                        env.ref("base.group_allow_export").id,
                    ]
                )
            ],
        }
        for role, count in PEOPLE.items()
        for number in range(count)
    ]
)
# one password for all: to hash fifty takes longer than all the rest
users[0].password = "load"
env.flush_all()
env.cr.execute(
    "UPDATE res_users SET password = (SELECT password FROM res_users WHERE id = %s)"
    " WHERE id IN %s",
    [users[0].id, users._ids],
)
roles = {user.id: user.login.split("_")[1] for user in users}
sellers = users.filtered(lambda user: roles[user.id] == "user")

# customers that have an owner, and a pool for everybody
customers = env["res.partner"].create(
    [
        {
            "name": f"Load Customer {number:03}",
            "is_company": True,
            "customer_rank": 1,
            "user_id": sellers[number % len(sellers)].id,
            "child_ids": [Command.create({"name": f"Contact {number:03}"})],
        }
        for number in range(CUSTOMERS)
    ]
)
pool = env["crm.allocation.pool"].create(
    {"name": "Load", "company_id": company.id, "claims_per_day": 10}
)
pooled = env["res.partner"].create(
    [{"name": f"Load Pool {number:03}", "is_company": True} for number in range(POOLED)]
)
env["crm.ownership"]._transfer(
    [
        {
            "partner_id": partner.id,
            "company_id": company.id,
            "pool_id": pool.id,
            "source": "release",
        }
        for partner in pooled
    ]
)

# a department that measures, with everybody in it
unit = env["crm.policy.unit"].create(
    {
        "name": "Load Department",
        "company_id": company.id,
        "head_id": users.filtered(lambda user: roles[user.id] == "manager")[0].id,
        "user_ids": [Command.set(users.ids)],
    }
)
factors = env["crm.satisfaction.set"].search(
    [("state", "=", "approved"), ("is_anonymous", "=", False)], limit=1
)
subject = env["crm.satisfaction.subject"].create(
    {
        "name": "Load Project",
        "kind_id": factors.kind_id.id,
        "set_id": factors.id,
        "company_id": company.id,
        "unit_id": unit.id,
        "user_id": sellers[0].id,
        "partner_id": customers[0].id,
    }
)
measurement = env["crm.satisfaction.measurement"].create(
    {
        "subject_id": subject.id,
        "date_from": today,
        "date_to": today + timedelta(days=30),
    }
)
measurement.action_open()

people = [
    {
        "id": user.id,
        "login": user.login,
        "role": roles[user.id],
        "key": env(user=user.id)["res.users.apikeys"]._generate(
            None, "load", Datetime.add(Datetime.now(), days=1)
        ),
        "customers": customers.filtered(lambda one, user=user: one.user_id == user).ids,
    }
    for user in users
]
work = {
    "people": people,
    "customers": customers.ids,
    "pool": pool.id,
    "unit": unit.id,
    "measurement": measurement.id,
    "country": env.ref("base.de").id,
    "source": env.ref("crm_policy.crm_customer_source_phone").id,
    "industry": env.ref("base.res_partner_industry_C").id,
    "desk": env["crm.complaint.desk"].search([("company_id", "=", company.id)])[0].id,
    "channel": env.ref("crm_visits.crm_visit_channel_phone").id,
    "type": env.ref("crm_visits.crm_visit_type_regular").id,
    "category": env.ref("crm_complaints.crm_complaint_category_late").id,
    "today": str(today),
}
env.cr.commit()
print("WORK " + json.dumps(work))
