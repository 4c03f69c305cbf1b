# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tools import SQL

from .engine.keys_sql import add_partner_keys


def pre_init_hook(env):
    """Customers who are there already are compared from the first day."""
    add_partner_keys(env.cr)


def uninstall_hook(env):
    """Take away what Odoo would leave, or stumble over."""
    # The sequences of the companies come from no data file.
    env["ir.sequence"].search([("code", "=", "crm.improvement")]).unlink()
    # Activities, also those done, refer to the activity type.
    activities = env["mail.activity"].with_context(active_test=False)
    activities.search([("res_model", "=", "crm.improvement")]).unlink()
    # Sources, channels, kinds and sizes are deleted before the columns that name them.
    # raw SQL: the columns go at once; no tracking, no write date on any customer
    env.cr.execute(
        SQL(
            """
            UPDATE res_partner
               SET customer_source_id = NULL,
                   sales_channel_id = NULL,
                   customer_kind_id = NULL,
                   customer_size_id = NULL
             WHERE customer_source_id IS NOT NULL
                OR sales_channel_id IS NOT NULL
                OR customer_kind_id IS NOT NULL
                OR customer_size_id IS NOT NULL
            """
        )
    )
