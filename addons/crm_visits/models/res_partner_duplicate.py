# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine.duplicates import name_key, vat_key


class ResPartner(models.Model):
    """What a customer is recognised by when somebody seems to be new (VIS-08, VIS-11).

    Phone and e-mail are kept in one spelling by Odoo; name and tax number here.
    """

    _inherit = "res.partner"

    visit_name_key = fields.Char(
        string="Name to Compare",
        compute="_compute_visit_name_key",
        store=True,
        index="btree_not_null",
        help="The name without spaces, punctuation and form of business.",
    )
    visit_vat_key = fields.Char(
        string="Tax Number to Compare",
        compute="_compute_visit_vat_key",
        store=True,
        index="btree_not_null",
    )

    _visit_phone_idx = models.Index(
        "(phone_sanitized) WHERE phone_sanitized IS NOT NULL"
    )
    _visit_email_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )

    @api.depends("name", "is_company", "parent_id")
    def _compute_visit_name_key(self):
        """People of a company are told by phone and e-mail, not by their name."""
        for partner in self:
            is_customer = partner.is_company or not partner.parent_id
            partner.visit_name_key = is_customer and name_key(partner.name) or False

    @api.depends("vat")
    def _compute_visit_vat_key(self):
        for partner in self:
            partner.visit_vat_key = vat_key(partner.vat) or False
