# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: F821 (env is the shell's)
"""Fed to Odoo's shell: customers to grade, without any round."""

env["res.partner"].create(
    [
        {"name": f"Customer {number}", "is_company": True, "customer_rank": 1}
        for number in range(3000)
    ]
)
env["crm.grading.assessment"].action_prepare()
env.cr.execute("UPDATE crm_grading_assessment SET points = 60, date = '2020-01-01'")
env.cr.commit()
