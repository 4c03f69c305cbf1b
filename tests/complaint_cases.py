# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: F821 (env is the shell's)
"""Fed to Odoo's shell: three hundred complaints of which each deadline is over."""

from odoo.fields import Datetime

company = env.company
# somebody is at work at any hour
company.resource_calendar_id = False
head = env["res.users"].create(
    {"name": "Head", "login": "complaint_head", "email": "head@example.com"}
)
unit = env["crm.policy.unit"].create({"name": "Service", "head_id": head.id})
env["crm.complaint"].create(
    [
        {
            "name": f"Complaint {number}",
            "unit_id": unit.id,
            "user_id": env.ref("base.user_admin").id,
            "received_on": Datetime.subtract(Datetime.now(), days=20),
        }
        for number in range(300)
    ]
)
env["ir.mail_server"].search([]).active = False
env.cr.commit()
