# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmPolicyCustomerMixin(models.AbstractModel):
    """A record of a customer, named in ``partner_id``."""

    _name = "crm.policy.customer.mixin"
    _description = "Record of a Customer"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._complete_values(vals)
        return super().create(vals_list)

    def write(self, vals):
        vals = dict(vals)
        self._complete_values(vals)
        return super().write(vals)

    def _complete_values(self, vals):
        """Customers are whole companies, whichever contact was chosen.

        :param dict vals: of a record that is created (then the recordset is empty) or
            written; completed in place
        """
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            vals["partner_id"] = partner.commercial_partner_id.id
