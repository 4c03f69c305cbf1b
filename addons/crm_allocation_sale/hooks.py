# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tools import SQL

from odoo.addons.crm_policy.uninstall import forget


def post_init_hook(env):
    """Quotations that were sent before count from their date."""
    # raw SQL: one statement; no tracking, no write date on any order
    env.cr.execute(
        SQL(
            """UPDATE sale_order SET allocation_sent_on = date_order
                WHERE state = 'sent' AND allocation_sent_on IS NULL"""
        )
    )


def uninstall_hook(env):
    """Kinds of actions that idle cases name stay."""
    forget(env, "crm_allocation_sale")
