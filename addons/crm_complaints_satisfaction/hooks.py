# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Domain


def uninstall_hook(env):
    """Results keep the questions they were asked with: a set in use stays."""
    factor_set = env.ref("crm_complaints_satisfaction.set_complaint", False)
    measurements = env["crm.satisfaction.measurement"]
    if factor_set and measurements.search_count([("set_id", "=", factor_set.id)]):
        env["ir.model.data"].search(
            Domain("module", "=", "crm_complaints_satisfaction")
            & Domain("model", "=like", "crm.satisfaction.%")
        ).unlink()
