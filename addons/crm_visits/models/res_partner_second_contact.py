# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from .res_partner_planning import ROLES


class ResPartner(models.Model):
    """Important new customers are contacted by two employees at least (VIS-14)."""

    _inherit = "res.partner"

    visit_is_promising = fields.Boolean(
        string="Important New Customer",
        tracking=True,
        help="A new customer with a future: contacted by several employees, so that it "
        "does not hang on one.",
    )
    visit_lacks_contact = fields.Boolean(
        string="Second Contact Missing",
        compute="_compute_visit_lacks_contact",
        search="_search_visit_lacks_contact",
        groups=ROLES,
        help="An important new customer whom too few employees have contacted.",
    )

    @api.depends("visit_is_promising")
    @api.depends_context("company")
    def _compute_visit_lacks_contact(self):
        reports = self._get_second_contacts()
        lacking = reports.search(
            self._get_lacking_domain()
            & Domain("partner_id", "in", self.commercial_partner_id.ids)
        ).partner_id
        for partner in self:
            partner.visit_lacks_contact = partner.commercial_partner_id in lacking

    @api.model
    def _search_visit_lacks_contact(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = self._get_second_contacts()._search(self._get_lacking_domain())
        return Domain(
            "commercial_partner_id",
            "in" if True in value else "not in",
            found.subselect("partner_id"),
        )

    @api.model
    def _get_second_contacts(self):
        # sudo: who contacted a customer is for everybody with a role
        return self.env["crm.visit.second.contact"].sudo()

    @api.model
    def _get_lacking_domain(self):
        """The gaps of the company worked in."""
        return Domain("lacks_contact", "=", True) & Domain(
            "company_id", "=", self.env.company.root_id.id
        )

    def action_open_second_contacts(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_second_contact_action"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.commercial_partner_id.id)],
            "context": {},
        }

    def _commercial_fields(self):
        return super()._commercial_fields() + ["visit_is_promising"]
