# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """Changes of owners, and hand-overs (ALC-12, ALC-14)."""

    _inherit = "res.company"

    allocation_owner_change = fields.Selection(
        [("flag", "Flagged for the director"), ("refuse", "Refused")],
        string="Owner Changed without Approval",
        required=True,
        default="flag",
        help="When somebody who may not allocate changes the salesperson of a customer "
        "that has an owner. Flagged: the change stands, counts for the department, and "
        "the director decides.",
    )
    allocation_handover_undo_hours = fields.Integer(
        string="Hand-Over Can Be Undone (hours)",
        help="0: until the end of the same day.",
    )
    allocation_handover_contact_days = fields.Integer(
        string="First Contact after a Hand-Over (days)",
        default=3,
        help="Until when the successor gets in touch with the customer.",
    )

    _allocation_handover_not_negative = models.Constraint(
        "CHECK(allocation_handover_undo_hours >= 0"
        " AND allocation_handover_contact_days >= 0)",
        "Hours and days of a hand-over are not negative.",
    )

    def _get_allocation_deciders(self):
        """The director and the delegates: who is asked."""
        self.ensure_one()
        managers = self.env["crm.policy.decision.mixin"]._get_managers(self)
        # sudo: who asks need not be able to read the settings
        delegates = self.sudo().allocation_delegate_ids
        return managers | delegates.filtered("active")

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.allocation.swap": (
                self.env._("Swaps of %(company)s", company=self.name),
                "SWAP/%(year)s/",
            ),
            "crm.allocation.handover": (
                self.env._("Hand-overs of %(company)s", company=self.name),
                "HO/%(year)s/",
            ),
            "crm.allocation.conflict": (
                self.env._("Conflicts of %(company)s", company=self.name),
                "CON/%(year)s/",
            ),
        }
