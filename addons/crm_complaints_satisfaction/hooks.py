# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.crm_policy.uninstall import forget


def uninstall_hook(env):
    """Results keep the questions they were asked with: a set in use stays."""
    forget(env, "crm_complaints_satisfaction")
