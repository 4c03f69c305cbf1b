# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: F821 (env is the shell's)
"""Fed to Odoo's shell: salespeople, and a pool of customers open to them."""

PEOPLE, CUSTOMERS = 50, 60

group = env.ref("crm_policy.group_user")
env["res.users"].with_context(no_reset_password=True).create(
    [
        {
            "name": f"Claimer {number}",
            "login": f"claimer_{number}",
            "group_ids": [(6, 0, group.ids)],
            "company_id": env.company.id,
            "company_ids": [(6, 0, env.company.ids)],
        }
        for number in range(PEOPLE)
    ]
)
pool = env["crm.allocation.pool"].create({"name": "Race", "claims_per_day": 10})
customers = env["res.partner"].create(
    [{"name": f"Raced {number}", "is_company": True} for number in range(CUSTOMERS)]
)
env["crm.ownership"]._transfer(
    [
        {
            "partner_id": customer.id,
            "company_id": env.company.id,
            "pool_id": pool.id,
            "source": "release",
        }
        for customer in customers
    ]
)
env.cr.commit()
