# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def uninstall_hook(env):
    """Take away what Odoo would leave, or stumble over."""
    # The sequences of the companies come from no data file.
    codes = list(env.company._get_policy_sequences())
    sequences = env["ir.sequence"].search([("code", "in", codes)])
    sequences.filtered(lambda record: record.code.startswith("crm.visit")).unlink()
    # Activities, also those done, refer to the activity types of this addon.
    activities = env["mail.activity"].with_context(active_test=False)
    activities.search([("res_model", "=like", "crm.visit%")]).unlink()
    # Reasons, kinds and levels are deleted before what names them.
    # raw SQL: all rows at once; no tracking, no write date on any customer
    env.cr.execute(
        "UPDATE res_partner SET cold_reason_id = NULL WHERE cold_reason_id IS NOT NULL"
    )
    env.cr.execute("DELETE FROM crm_visit_event")
    env.cr.execute("DELETE FROM crm_visit_intention")
