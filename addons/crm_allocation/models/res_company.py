# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import AccessError


class ResCompany(models.Model):
    _inherit = "res.company"

    allocation_delegate_ids = fields.Many2many(
        "res.users",
        "res_company_allocation_delegate_rel",
        string="Delegates for Allocation",
        domain="[('share', '=', False)]",
        help="Who allocates customers besides the director.",
    )
    allocation_access = fields.Selection(
        [("own", "Own customers only"), ("all", "All customers")],
        string="Salespeople Read",
        required=True,
        default="own",
        help="Own customers only: contact data of other people's customers, of pools "
        "and of customers that wait for allocation is closed to salespeople.",
    )

    def _may_allocate(self, user=None):
        """Whether a person is the director or a delegate in this company (ALC-06).

        :param user: the present user when not given
        """
        self.ensure_one()
        user = user or self.env.user
        if user._is_superuser():
            return True
        # sudo: everybody may be told whether they may
        user = user.sudo()
        return self in user.company_ids and (
            user.has_group("crm_policy.group_manager")
            or user in self.sudo().allocation_delegate_ids  # sudo: see above
        )

    def _check_may_allocate(self):
        """:raises AccessError: for all but the director and delegates"""
        for company in self:
            if not company._may_allocate():
                raise AccessError(
                    self.env._(
                        "Only the director or a delegate allocates customers. Ask a "
                        "manager, or to become a delegate in the settings."
                    )
                )
