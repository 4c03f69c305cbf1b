# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class IrModuleModule(models.Model):
    """Policy areas that go together go one after the other."""

    _inherit = "ir.module.module"

    def button_immediate_uninstall(self):
        """Uninstall each policy area in a transaction of its own.

        PostgreSQL locks each table, index and constraint that a transaction drops, and
        by default has no room for those of all areas. Odoo goes on after such a refusal
        and leaves the tables in the database.
        """
        areas = self._get_policy_areas()
        if len(areas) < 2:
            return super().button_immediate_uninstall()
        action = {}
        for module in areas | self:
            # each time the modules are those of the new registry
            module = self.env[self._name].browse(module.id)
            if module.state in ("installed", "to upgrade"):
                action = module.button_immediate_uninstall()
        return action

    def _get_policy_areas(self):
        """The installed policy areas that go when these modules go."""
        policy = self.env.ref("base.module_crm_policy")
        going = self | self.downstream_dependencies()
        return (going & policy.downstream_dependencies()).filtered("application")
