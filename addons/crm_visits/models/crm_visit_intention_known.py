# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.crm_policy.engine import duplicates


class CrmVisitIntention(models.Model):
    """Whether an intended customer is one already: asked while typing (VIS-18)."""

    _inherit = "crm.visit.intention"

    duplicate_note = fields.Text(
        string="Possibly Known", compute="_compute_duplicate_note"
    )
    is_checked = fields.Boolean(
        string="None of These",
        copy=False,
        help="You have looked at the possibly known customers: it is none of them.",
    )

    @api.depends("partner_id", "contact_name", "phone")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_duplicate_note(self):
        """One query for all entries; those with a customer are decided already."""
        finder = self.env["crm.policy.duplicate.finder"]
        entries = list(self)
        found = finder._find(
            {
                number: entry._get_keys()
                for number, entry in enumerate(entries)
                if not entry.partner_id
            }
        )
        for number, entry in enumerate(entries):
            entry.duplicate_note = finder._describe(found.get(number, {})) or False

    def _get_keys(self):
        country = self.company_id.country_id
        return duplicates.Keys(
            phone=duplicates.phone_key(self.phone, country.code),
            email="",
            name=duplicates.name_key(self.contact_name),
            vat="",
        )

    def action_create_customer(self):
        """Nobody is made twice without having been looked at."""
        for entry in self:
            if entry.duplicate_note and not entry.is_checked:
                raise UserError(
                    self.env._(
                        "%(name)s may be known already:\n%(customers)s\n\nChoose the "
                        "customer, or tick “None of These”.",
                        name=entry.contact_name,
                        customers=entry.duplicate_note,
                    )
                )
        return super().action_create_customer()
