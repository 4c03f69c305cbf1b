# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import plaintext2html


class CrmOwnership(models.Model):
    """Merged customers with two owners: one stays, the director is told (ALC-01)."""

    _inherit = "crm.ownership"

    @api.model
    def _merge_customers(self, sources, target):
        """The holder that was chosen in the merge, else that of who stays."""
        lines = self.search(
            Domain("partner_id", "in", (sources | target).ids)
            & Domain("date_to", "=", False)
            & Domain("user_id", "!=", False)
        )
        contested = {
            company: of_company
            for company, of_company in lines.grouped("company_id").items()
            if len(of_company.user_id) > 1
        }
        chosen = (
            self.browse(self.env.context.get("allocation_kept_line_id", [])) & lines
        )
        result = super()._merge_customers(sources, target)
        if chosen and chosen.date_to:
            line = self._transfer(
                [
                    {
                        "partner_id": target.id,
                        "company_id": chosen.company_id.id,
                        "user_id": chosen.user_id.id,
                        "team_id": chosen.team_id.id,
                        "protected_until": chosen.protected_until,
                        "source": "merge",
                        "approved_by_id": self.env.uid,
                    }
                ]
            )
            line._carry(chosen, with_registration=True)
        for company, of_company in contested.items():
            self._notify_merge(company, of_company.user_id, target)
        return result

    @api.model
    def _notify_merge(self, company, owners, target):
        """Two people worked on what was one customer: the managers look at it."""
        kept = target._get_open_ownership(company).user_id
        for user in self.env["crm.policy.decision.mixin"]._get_managers(company):
            # sudo: who merged need not be able to write activities of managers
            customer = target.sudo().with_context(lang=user.lang)
            customer.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=customer.env._("Merged customers had two owners"),
                note=plaintext2html(
                    customer.env._(
                        "%(owners)s had it; now it is with %(kept)s.",
                        owners=", ".join(owners.mapped("name")),
                        kept=kept.name,
                    )
                ),
                user_id=user.id,
            )
