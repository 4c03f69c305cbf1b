# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine.masking import mask


class CrmAllocationMaskedMixin(models.AbstractModel):
    """Contact data of ``partner_id`` beside another record, masked (ALC-15).

    Odoo reads such fields past the record rules of customers.
    """

    _name = "crm.allocation.masked.mixin"
    _description = "Shows Contact Data Masked"

    @api.depends("partner_id.email")
    @api.depends_context("uid")
    def _compute_masked_email(self):
        self._fill_masked("email")

    @api.depends("partner_id.phone")
    @api.depends_context("uid")
    def _compute_masked_phone(self):
        self._fill_masked("phone")

    def _fill_masked(self, name):
        for record in self:
            # sudo: the value is masked where the person may not read it
            partner = record.sudo().partner_id
            value = partner[name]
            if value and not (self.env.su or partner.customer_is_accessible):
                value = mask(name, value)
            record[name] = value
