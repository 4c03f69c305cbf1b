# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class ResCompany(models.Model):
    """How a company allocates by itself (ALC-06)."""

    _inherit = "res.company"

    allocation_is_automatic = fields.Boolean(
        string="Allocate by Itself",
        help="Customers that wait are allocated by the rules every ten minutes.",
    )
    allocation_at_intake = fields.Boolean(
        string="Allocate at Intake",
        help="A customer who calls is allocated by the rules at once.",
    )
    allocation_max_share = fields.Float(
        string="Largest Share (%)",
        default=30.0,
        help="Nobody receives by the rules what would give the person a larger share. "
        "An equal share is never too large.",
    )
    allocation_share_basis = fields.Selection(
        [("owned", "Customers held now"), ("window", "Customers allocated lately")],
        string="Share Of",
        required=True,
        default="owned",
    )
    allocation_share_days = fields.Integer(
        string="Lately (days)", default=30, help="What is allocated lately."
    )

    _allocation_max_share_range = models.Constraint(
        "CHECK(allocation_max_share > 0 AND allocation_max_share <= 100)",
        "The largest share is more than 0 % and 100 % at most.",
    )
    _allocation_share_days_positive = models.Constraint(
        "CHECK(allocation_share_days > 0)", "Lately is one day or more."
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._install_allocation_rules()
        return companies

    def _install_allocation_rules(self):
        """Each company starts with one rule: everybody in turn, longest wait first."""
        # sudo: whoever may create a company need not be a policy manager
        rules = self.env["crm.allocation.rule"].sudo().with_context(active_test=False)
        found = rules.search([("company_id", "in", self.ids)]).company_id
        rules.create(
            [
                {
                    "name": self.env._("Everybody in turn"),
                    "company_id": company.id,
                    "sequence": 100,
                    "fallback": "wait",
                }
                for company in self - found
            ]
        )

    @api.model
    def _install_missing_allocation_rules(self):
        """For the companies that were there before the addon."""
        self.search(Domain.TRUE)._install_allocation_rules()

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.allocation.run": (
                self.env._("Allocation run of %(company)s", company=self.name),
                "ALO/%(year)s/",
            ),
            "crm.allocation.rebalance": (
                self.env._("Re-balancing of %(company)s", company=self.name),
                "BAL/%(year)s/",
            ),
        }
