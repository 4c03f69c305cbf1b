# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _is_bound_to_own_customers(self):
        """Whether other people's customers are closed to a person (ALC-15).

        Salespeople are bound, with a role of the policies or without. Officers,
        managers and auditors read all; people who do not sell (accountants, stock,
        purchase) have the rights that Odoo gives them.
        """
        self.ensure_one()
        if not self._has_role_that_binds():
            return False
        if self.has_group("crm_policy.group_officer") or self.has_group(
            "crm_policy.group_auditor"
        ):
            return False
        open_ids = self.env["res.company"]._get_open_access_ids()
        # sudo: the companies are asked for while rights are being checked
        return any(id_ not in open_ids for id_ in self.sudo()._get_company_ids())

    def _has_role_that_binds(self):
        """Whether a person sells; Odoo's own sales managers lead, without a role too"""
        if self.has_group("crm_policy.group_user") or self.has_group(
            "crm_allocation.group_own_customers"
        ):
            return True
        return self.has_group("sales_team.group_sale_salesman") and not self.has_group(
            "sales_team.group_sale_salesman_all_leads"
        )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active") is False:
            self.env["crm.allocation.access"]._revoke_for_leavers(self)
        return result
