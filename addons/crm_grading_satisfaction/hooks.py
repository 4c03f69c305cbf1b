# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.crm_policy.uninstall import forget


def uninstall_hook(env):
    """Indicators that a scheme uses stay; it says what is missing."""
    forget(env, "crm_grading_satisfaction")
