# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from odoo.addons.base.models.res_partner import _tz_get


class CrmTeam(models.Model):
    """A branch: its clock, and who makes its customers' records (VIS-08)."""

    _inherit = "crm.team"

    visit_tz = fields.Selection(
        _tz_get,
        string="Branch Time Zone",
        help="Deadlines of this branch count in this time zone; empty: in that of the "
        "company's policies.",
    )
    visit_accountant_ids = fields.Many2many(
        "res.users",
        "crm_team_visit_accountant_rel",
        "team_id",
        "user_id",
        string="Branch Accountants",
        domain=lambda self: [
            ("share", "=", False),
            ("all_group_ids", "in", self.env.ref("crm_policy.group_user").ids),
        ],
        help="They make the records of customers who registered at this branch. They "
        "need a role in Customer Policy.",
    )

    def _get_visit_tz(self, company):
        """The clock of the branch; without a branch that of the company."""
        # sudo: whoever registers a customer needs the clock of its branch
        return self.sudo().visit_tz or company.policy_tz

    def _get_visit_recorders(self, company):
        """Who makes the records of new customers: accountants, else the leader.

        People without a role in Customer Policy cannot open a registration.
        """
        # sudo: roles of others are needed to know whom to ask
        team = self.sudo()
        role = self.env.ref("crm_policy.group_user").sudo().all_user_ids
        people = team.visit_accountant_ids & role
        return (people or team.user_id & role).filtered(
            lambda user: company in user.company_ids
        )
