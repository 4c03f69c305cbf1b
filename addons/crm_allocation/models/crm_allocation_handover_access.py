# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

POLICY_GROUPS = (
    "crm_policy.group_user",
    "crm_policy.group_officer",
    "crm_policy.group_manager",
    "crm_policy.group_auditor",
)


class CrmAllocationHandover(models.Model):
    """A leaver loses access, in the same step (ALC-14)."""

    _inherit = "crm.allocation.handover"

    def _check_end_access(self):
        """:raises UserError: where somebody would lock themselves or all others out"""
        self.ensure_one()
        # sudo: which roles a colleague has is asked for the answer only
        user = self.sudo().from_user_id
        if self.access == "keep" or not user.active:
            return
        if user in (self.env.user, self.decided_by_id):
            raise UserError(
                self.env._("Nobody ends the own access. Ask another director.")
            )
        if self.access != "archive":
            return
        admins = self.env.ref("base.group_system").sudo().all_user_ids
        if user in admins:
            if not self.env.user.has_group("base.group_system"):
                raise UserError(
                    self.env._(
                        "%(person)s is an administrator: only an administrator can end "
                        "this access.",
                        person=user.name,
                    )
                )
            if admins.filtered("active") <= user:
                raise UserError(
                    self.env._(
                        "%(person)s is the last administrator.", person=user.name
                    )
                )

    def _end_access(self):
        """Remembers what the person had, and takes it away.

        Who loses the roles only stays bound to the own customers (ALC-15).
        """
        self.ensure_one()
        if self.access == "keep":
            return
        # sudo: directors need not be able to write users
        user = self.from_user_id.sudo()
        card = self._get_card()
        loses_roles = self.access == "roles"
        groups = self._get_policy_groups() & user.group_ids
        # without a role the customers of all others would be open, as to an accountant
        bound = self.env.ref("crm_allocation.group_own_customers").sudo()
        bound -= user.group_ids
        self.former_access = {
            "access_ids": self.env["crm.allocation.access"]._get_granted(user).ids,
            "active": user.active,
            "group_ids": groups.ids if loses_roles else [],
            "given_group_ids": bound.ids if loses_roles else [],
            "is_receiving": card.is_receiving,
        }
        card.is_receiving = False
        if self.access == "archive":
            user.active = False
        else:
            user.group_ids = [
                *(Command.unlink(group.id) for group in groups),
                *(Command.link(group.id) for group in bound),
            ]
            self.env["crm.allocation.access"]._revoke_for_leavers(user)

    def _restore_access(self):
        former = self.former_access
        if not former:
            return
        # sudo: directors need not be able to write users
        user = self.from_user_id.sudo()
        if former["active"] and not user.active:
            user.active = True
        user.group_ids = [
            *(Command.link(group_id) for group_id in former["group_ids"]),
            # those of before the addon was updated gave none
            *(
                Command.unlink(group_id)
                for group_id in former.get("given_group_ids", ())
            ),
        ]
        self._get_card().is_receiving = former["is_receiving"]
        # sudo: grants of others; those of before the addon was updated were not kept
        requests = self.env["crm.allocation.access"].sudo()
        requests.browse(former.get("access_ids", ())).exists()._grant_again()

    def _get_policy_groups(self):
        groups = self.env["res.groups"].sudo()
        return groups.union(*(self.env.ref(xmlid) for xmlid in POLICY_GROUPS))

    def _get_card(self):
        return self.env["crm.allocation.member"]._get_for(
            self.from_user_id, self.company_id
        )
