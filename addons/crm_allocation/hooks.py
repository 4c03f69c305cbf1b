# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from .engine import access_sql


def post_init_hook(env):
    """The ledger opens from today's salespeople; nothing else is touched (ALC-13)."""
    env["crm.ownership"]._open_ledger()


def uninstall_hook(env):
    """Take away what Odoo would leave."""
    # The sequences of the companies come from no data file.
    codes = list(env.company._get_policy_sequences())
    sequences = env["ir.sequence"].search([("code", "in", codes)])
    sequences.filtered(lambda record: record.code.startswith("crm.allocation")).unlink()
    # Activities, also those done, refer to the models of this addon.
    activities = env["mail.activity"].with_context(active_test=False)
    activities.search([("res_model", "=like", "crm.allocation%")]).unlink()
    # The kinds of activities go with the addon, and so does the work of these kinds.
    kinds = env["ir.model.data"].search(
        [("module", "=", "crm_allocation"), ("model", "=", "mail.activity.type")]
    )
    activities.search([("activity_type_id", "in", kinds.mapped("res_id"))]).unlink()
    # raw SQL: the function of a trigger belongs to no table
    env.cr.execute(access_sql.unmark())
