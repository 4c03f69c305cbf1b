# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import pytz

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import float_utils


class ReportRegistration(models.AbstractModel):
    """The registration form as filled at the counter (VIS-08)."""

    _name = "report.crm_visits.report_registration"
    _description = "Registration Form"

    @api.model
    def _get_report_values(self, docids, data=None):
        registrations = self.env["crm.visit.registration"].browse(docids)
        registrations.check_access("read")
        return {
            **self._get_common_values(registrations),
            "forms": {
                registration: {
                    **self._get_form_values(registration),
                    "received": self._get_local(registration, registration.received_at),
                    "recorded": self._get_local(registration, registration.recorded_at),
                }
                for registration in registrations
            },
        }

    @api.model
    def _get_common_values(self, docs):
        return {
            "doc_ids": docs.ids,
            "doc_model": docs._name,
            "docs": docs,
            "sources": self.env["crm.customer.source"].search(Domain.TRUE),
            "channels": self.env["crm.sales.channel"].search(Domain.TRUE),
        }

    @api.model
    def _get_form_values(self, doc):
        """Branch and hour, of a registration or of an order for blank forms."""
        hour = doc.company_id.visit_registration_hour
        minutes = int(float_utils.float_round(hour * 60, precision_digits=0))
        return {
            # sudo: the branch is named on the form, whoever prints it
            "team": doc.sudo().team_id,
            "hour": f"{minutes // 60:02}:{minutes % 60:02}",
        }

    @api.model
    def _get_local(self, registration, moment):
        """As the clock of the branch shows it"""
        if not moment:
            return ""
        zone = pytz.timezone(registration._get_tz())
        return f"{pytz.utc.localize(moment).astimezone(zone):%Y-%m-%d %H:%M}"
