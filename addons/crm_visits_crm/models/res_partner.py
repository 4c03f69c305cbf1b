# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

SALES = "sales_team.group_sale_salesman"


class ResPartner(models.Model):
    """Whom a customer referred; who buys is neither cold nor idle (VIS-15, VIS-17)."""

    _inherit = "res.partner"

    referred_lead_count = fields.Integer(
        string="Referrals", compute="_compute_referred_lead_count", groups=SALES
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_referred_lead_count(self):
        counts = dict(
            self.env["crm.lead"]._read_group(
                [("referred_by_id", "in", self.commercial_partner_id.ids)],
                ["referred_by_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.referred_lead_count = counts.get(partner.commercial_partner_id, 0)

    def action_open_referred_leads(self):
        """Opportunities that this customer referred."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits_crm.crm_lead_action_from_visits"
        )
        customer = self.commercial_partner_id
        return {
            **action,
            "domain": [("referred_by_id", "=", customer.id)],
            "context": {},
        }

    @api.model
    def _get_closed_domain(self):
        return super()._get_closed_domain() | self._get_won_domain()

    @api.model
    def _get_idle_domain(self, company):
        since = self._get_idle_since(company)
        recent = self._get_won_domain(Domain("date_closed", ">=", since))
        return super()._get_idle_domain(company) & ~recent

    @api.model
    def _get_won_domain(self, domain=Domain.TRUE):
        """Customers with a won opportunity.

        :param Domain domain: which opportunities
        """
        # sudo: whose opportunity it was does not matter here
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        won = leads._search(
            Domain("won_status", "=", "won")
            & Domain("partner_id", "!=", False)
            & Domain(domain)
        )
        return self._get_entities_domain(won.subselect("partner_id"))
