# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    policy_unit_ids = fields.Many2many(
        "crm.policy.unit",
        string="Departments",
        compute="_compute_policy_unit_ids",
        compute_sudo=True,
        help="Those the person belongs to, and all that are at or below one that the "
        "person is head of.",
    )

    def _compute_policy_unit_ids(self):
        units = self.env["crm.policy.unit"].with_context(active_test=False)
        for user in self:
            user.policy_unit_ids = units.search(
                Domain("user_ids", "in", user.id)
                | Domain(
                    "id", "child_of", units.search([("head_id", "=", user.id)]).ids
                )
            )

    @api.model
    def _acts_as(self, role):
        """Whether steps of a role may be taken: by who has it, or in sudo.

        Asked of ``self.env["res.users"]``: ``env.user`` itself is always in sudo.

        :param str role: user, officer, manager or auditor
        """
        return self.env.su or self.env.user.has_group(f"crm_policy.group_{role}")
