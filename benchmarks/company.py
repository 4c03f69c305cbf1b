# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The synthetic company: what Odoo itself sets up, then its documents."""

import dataset

from odoo.fields import Command

PRODUCTS = 200
SALESPEOPLE = 20
COUNTRIES = 20


def build(env, sizes, say):
    """Write the company's settings through Odoo, its documents by SQL."""
    company = env.company
    if not company.chart_template:
        say("loading the chart of accounts")
        env["account.chart.template"].sudo().try_loading("generic_coa", company)
    _grant_roles(env)
    parameters = sizes | _parameters(env, company)
    env.flush_all()
    dataset.write_documents(env.cr, parameters, say)
    env.invalidate_all()


def _grant_roles(env):
    """The administrator manages the policies and sees the invoices."""
    env.user.sudo().write(
        {
            "group_ids": [
                Command.link(env.ref("crm_policy.group_manager").id),
                Command.link(env.ref("account.group_account_manager").id),
            ]
        }
    )


def _parameters(env, company):
    """Ids that the documents refer to, and the last ones given so far."""
    accounts = env["account.account"].sudo()
    journals = env["account.journal"].sudo()

    def account(kind):
        return accounts.search([("account_type", "=", kind)], limit=1).id

    def journal(kind):
        return journals.search([("type", "=", kind)], limit=1)

    return {
        "company": company.id,
        "currency": company.currency_id.id,
        "income": account("income"),
        "receivable": account("asset_receivable"),
        "bank": journal("bank").default_account_id.id,
        "sale_journal": journal("sale").id,
        "bank_journal": journal("bank").id,
        "products": _create_products(env).ids,
        "users": _create_salespeople(env).ids,
        "countries": env["res.country"].search([], limit=COUNTRIES).ids,
        "credit_grades": env["crm.grading.credit.grade"].search([]).ids,
        "source": "Annual report",
        "partner": _last_id(env, "res_partner"),
        "move": _last_id(env, "account_move"),
        "line": _last_id(env, "account_move_line"),
        "payment": _last_id(env, "account_payment"),
    }


def _create_products(env):
    """Products with prices from 20 to 2 000 and margins from 5 % to 45 %."""
    return (
        env["product.product"]
        .sudo()
        .create(
            [
                {
                    "name": f"Product {number}",
                    "list_price": price,
                    "standard_price": price * (0.55 + 0.4 * (number % 9) / 8),
                }
                for number in range(PRODUCTS)
                for price in [20 * 100 ** (number / PRODUCTS)]
            ]
        )
    )


def _create_salespeople(env):
    return (
        env["res.users"]
        .sudo()
        .with_context(no_reset_password=True)
        .create(
            [
                {"name": f"Salesperson {number}", "login": f"salesperson{number}"}
                for number in range(SALESPEOPLE)
            ]
        )
    )


def _last_id(env, table):
    env.cr.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")
    return env.cr.fetchone()[0]
