# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: F821 (env is the shell's)
"""Fed to Odoo's shell: what a company already has before it installs an addon."""

# Modules that came after the template was made are made known first.
env["ir.module.module"].update_list()

customers = env["res.partner"].create(
    [
        {"name": f"Customer {number}", "is_company": True, "ref": f"MATRIX{number}"}
        for number in range(20)
    ]
)
for customer in customers[:10]:
    customer.child_ids = [(0, 0, {"name": f"Buyer of {customer.name}"})]
salespeople = env["res.users"].create(
    [{"name": name, "login": name.lower()} for name in ("Anna", "Bernd")]
)
customers[:8].user_id = salespeople[0]
customers[8:15].user_id = salespeople[1]

if "account.move" in env:
    chart = env["account.chart.template"]
    if not env.company.chart_template:
        chart.try_loading("generic_coa", env.company, install_demo=False)
    invoices = env["account.move"].create(
        [
            {
                "move_type": "out_refund" if number == 7 else "out_invoice",
                "partner_id": customer.id,
                "invoice_date": f"2026-0{number % 6 + 1}-15",
                "invoice_line_ids": [
                    (0, 0, {"name": "Goods", "quantity": 2, "price_unit": 100 * number})
                ],
            }
            for number, customer in enumerate(customers, 1)
        ]
    )
    invoices.action_post()

env.cr.commit()
