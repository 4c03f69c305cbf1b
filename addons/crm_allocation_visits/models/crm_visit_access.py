# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmVisit(models.Model):
    """Visits open a customer to who makes them: nobody plans one to a closed customer.

    Serves ALC-15. Leaders and sales administration plan for their people.
    """

    _name = "crm.visit"
    _inherit = ["crm.visit", "crm.allocation.guard.mixin"]

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() + ["address_id"]
