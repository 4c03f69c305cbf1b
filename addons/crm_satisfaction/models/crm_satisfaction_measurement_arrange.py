# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError


class CrmSatisfactionMeasurement(models.Model):
    """Who arranges a measurement, and until when (SAT-01)."""

    _inherit = "crm.satisfaction.measurement"

    def _get_decision_fields(self):
        """What follows from the object and the dates is nobody's to write."""
        return super()._get_decision_fields() | {
            "reference",
            "company_id",
            "kind_id",
            "unit_id",
            "partner_id",
            "year",
            "quarter",
        }

    @api.model
    def _get_arranged_fields(self):
        """What people arrange, until the measurement is over."""
        return {
            "user_id",
            "agency_id",
            "occasion",
            "date_from",
            "date_to",
            "closing_on",
        }

    @api.model_create_multi
    def create(self, vals_list):
        measurements = super().create(vals_list)
        measurements._check_own_subject()
        return measurements

    def write(self, vals):
        if not self.env.su and self._get_arranged_fields() & vals.keys():
            self.check_access("write")
            self._check_may_arrange()
        result = super().write(vals)
        if "subject_id" in vals:
            self._check_own_subject()
        return result

    def _check_own_subject(self):
        """:raises AccessError: another department answers for the object"""
        self.subject_id.check_access("write")

    def _check_may_arrange(self):
        """:raises UserError: what is over stays as it was carried out"""
        over = self.filtered(lambda one: one.state not in ("planned", "open"))
        if over:
            raise UserError(
                self.env._(
                    "%(measurement)s is over: dates, occasion and who carried it out "
                    "stay as they are.",
                    measurement=over[0].display_name,
                )
            )
