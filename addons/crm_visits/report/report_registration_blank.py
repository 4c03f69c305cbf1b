# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportRegistrationBlank(models.AbstractModel):
    """Blank registration forms for the counter (VIS-04)."""

    _name = "report.crm_visits.report_registration_blank"
    _inherit = "report.crm_visits.report_registration"
    _description = "Blank Registration Forms"

    @api.model
    def _get_report_values(self, docids, data=None):
        orders = self.env["crm.visit.registration.print"].browse(docids)
        orders.check_access("read")
        return {
            **self._get_common_values(orders),
            "blank": self.env["crm.visit.registration"],
            "forms": {order: self._get_form_values(order) for order in orders},
        }
