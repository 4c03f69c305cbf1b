# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Who holds a customer in the active company, read from the ledger (ALC-13)."""

    _inherit = "res.partner"

    customer_holder = fields.Selection(
        [("person", "Salesperson"), ("pool", "Pool"), ("company", "Company")],
        string="Held By",
        compute="_compute_ownership",
        search="_search_customer_holder",
        help="Company: waits to be allocated.",
    )
    customer_owner_id = fields.Many2one(
        "res.users",
        string="Owner",
        compute="_compute_ownership",
        search="_search_customer_owner_id",
    )
    customer_pool_id = fields.Many2one(
        "crm.allocation.pool",
        string="Pool",
        compute="_compute_ownership",
        search="_search_customer_pool_id",
    )
    customer_owned_since = fields.Datetime(
        string="Held Since",
        compute="_compute_ownership",
        search="_search_customer_owned_since",
    )
    customer_protected_until = fields.Date(
        string="Protected Until",
        compute="_compute_ownership",
        search="_search_customer_protected_until",
        help="The protection ends after this day.",
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_ownership(self):
        # sudo: who sees a customer may know with whom it is
        lines = (
            self.sudo().commercial_partner_id._get_open_ownership(self.env.company)
        ).grouped("partner_id")
        for partner in self:
            # sudo: see above
            line = lines.get(
                partner.sudo().commercial_partner_id, self.env["crm.ownership"]
            )
            partner.customer_holder = line.holder
            partner.customer_owner_id = line.user_id
            partner.customer_pool_id = line.pool_id
            partner.customer_owned_since = line.date_from
            partner.customer_protected_until = line.protected_until

    def _get_open_ownership(self, company):
        """The open lines of customers in a company"""
        # sudo: read for decisions, whoever may read the ledger
        return (
            self.env["crm.ownership"]
            .sudo()
            .search_fetch(
                Domain("partner_id", "in", self.ids)
                & Domain("company_id", "=", company.id)
                & Domain("date_to", "=", False),
                [
                    "partner_id",
                    "holder",
                    "user_id",
                    "pool_id",
                    "date_from",
                    "protected_until",
                ],
            )
        )

    @api.model
    def _search_ownership(self, field, operator, value):
        """Customers and contacts whose open line in the company has a value.

        `False` among the values finds those that have no line as well.
        """
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        lines = Domain("company_id", "=", self.env.company.id) & Domain(
            "date_to", "=", False
        )
        # sudo: the ledger is read as a fact of the customers that one may read
        ledger = self.env["crm.ownership"].sudo()
        found = Domain(
            "commercial_partner_id.ownership_ids",
            "any!",
            lines & Domain(field, operator, value),
        )
        if operator == "in" and False in value:
            having = ledger._search(lines & Domain(field, "!=", False))
            found |= Domain(
                "commercial_partner_id", "not in", having.subselect("partner_id")
            )
        return found

    @api.model
    def _search_customer_holder(self, operator, value):
        return self._search_ownership("holder", operator, value)

    @api.model
    def _search_customer_owner_id(self, operator, value):
        return self._search_ownership("user_id", operator, value)

    @api.model
    def _search_customer_pool_id(self, operator, value):
        return self._search_ownership("pool_id", operator, value)

    @api.model
    def _search_customer_owned_since(self, operator, value):
        return self._search_ownership("date_from", operator, value)

    @api.model
    def _search_customer_protected_until(self, operator, value):
        return self._search_ownership("protected_until", operator, value)

    def action_open_ownership(self):
        """Who had this customer, when and why."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_ownership_action"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.commercial_partner_id.id)],
            "context": {},
        }
