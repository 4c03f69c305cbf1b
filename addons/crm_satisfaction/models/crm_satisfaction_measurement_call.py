# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

ACTIVITY_TYPE = "mail.mail_activity_data_todo"


class CrmSatisfactionMeasurement(models.Model):
    """Who does not answer online is asked by phone (SAT-09)."""

    _inherit = "crm.satisfaction.measurement"

    def _ask_to_call(self):
        """One activity of the person in charge, however many have to be called."""
        for measurement in self.filtered("user_id"):
            # sudo: the clock asks, not a person
            record = measurement.sudo().with_context(lang=measurement.user_id.lang)
            summary = record._get_call_summary()
            asked = record.activity_ids.filtered(
                lambda one, record=record, summary=summary: (
                    one.summary == summary and one.user_id == record.user_id
                )
            )
            if not asked:
                record.activity_schedule(
                    ACTIVITY_TYPE, summary=summary, user_id=record.user_id.id
                )

    def _get_call_summary(self):
        return self.env._("Call who did not answer the questionnaire")
