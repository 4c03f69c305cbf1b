# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine.duplicates import domain_key, name_key, vat_key, website_key


class ResPartner(models.Model):
    """What a customer is recognised by when somebody seems to be new.

    Serves VIS-08, VIS-11 and ALC-01. Phone and e-mail are kept in one spelling by
    Odoo; name, tax number, e-mail domain and website here.
    """

    _inherit = "res.partner"

    policy_name_key = fields.Char(
        string="Name to Compare",
        compute="_compute_policy_name_key",
        store=True,
        index="btree_not_null",
        help="The name without spaces, punctuation and form of business.",
    )
    policy_vat_key = fields.Char(
        string="Tax Number to Compare",
        compute="_compute_policy_vat_key",
        store=True,
        index="btree_not_null",
    )
    policy_domain_key = fields.Char(
        string="E-mail Domain to Compare",
        compute="_compute_policy_domain_key",
        store=True,
        index="btree_not_null",
    )
    policy_website_key = fields.Char(
        string="Website to Compare",
        compute="_compute_policy_website_key",
        store=True,
        index="btree_not_null",
        help="The host of the website.",
    )

    _policy_phone_idx = models.Index(
        "(phone_sanitized) WHERE phone_sanitized IS NOT NULL"
    )
    _policy_email_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )
    # Similar names are found only where the database can compare them.
    _policy_name_trigram_idx = models.Index(
        lambda registry: (
            "USING gin (policy_name_key gin_trgm_ops) WHERE policy_name_key IS NOT NULL"
            if registry.has_trigram
            else ""
        )
    )

    @api.depends("name", "is_company", "parent_id")
    def _compute_policy_name_key(self):
        """People of a company are told by phone and e-mail, not by their name."""
        for partner in self:
            is_customer = partner.is_company or not partner.parent_id
            partner.policy_name_key = is_customer and name_key(partner.name) or False

    @api.depends("vat")
    def _compute_policy_vat_key(self):
        for partner in self:
            partner.policy_vat_key = vat_key(partner.vat) or False

    @api.depends("email")
    def _compute_policy_domain_key(self):
        for partner in self:
            partner.policy_domain_key = domain_key(partner.email) or False

    @api.depends("website")
    def _compute_policy_website_key(self):
        for partner in self:
            partner.policy_website_key = website_key(partner.website) or False
