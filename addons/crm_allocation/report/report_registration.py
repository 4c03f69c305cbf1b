# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportRegistration(models.AbstractModel):
    """The registration of one customer on paper (ALC-02)."""

    _name = "report.crm_allocation.report_registration"
    _description = "Registration Form of a Customer"

    @api.model
    def _get_report_values(self, docids, data=None):
        registrations = self.env["crm.allocation.registration"].browse(docids)
        registrations.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": registrations._name,
            "docs": registrations,
            "moments": {
                registration: {
                    name: self._get_local(registration, name)
                    for name in ("developed_on", "submitted_on", "checked_on")
                }
                for registration in registrations
            },
        }

    @api.model
    def _get_local(self, record, name):
        """As the clock of the company shows it"""
        moment = record[name]
        return record.company_id._format_allocation_time(moment) if moment else ""
