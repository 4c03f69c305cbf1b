# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError


class CrmSatisfactionMeasurement(models.Model):
    """Who finishes a measurement, and what if not all have answered (SAT-01)."""

    _inherit = "crm.satisfaction.measurement"

    def action_done(self):
        """Where somebody is still to answer it asks why not to wait."""
        self.check_access("write")
        self._check_may_finish()
        is_scored = all(self.mapped("has_score"))
        if is_scored and not self.env.su and self._count_outstanding():
            return self._ask_reason("done")
        return super().action_done()

    def _finish_early(self, reason):
        self._check_may_finish()
        result = super().action_done()
        self._decide({"reason": reason})
        return result

    def _get_reasoned_steps(self):
        return super()._get_reasoned_steps() | {
            "done": (
                self._finish_early,
                self.env._(
                    "Finish; questionnaires still missing: %(count)s",
                    count=self._count_outstanding(),
                ),
            )
        }

    def _count_outstanding(self):
        """How many are being entered, and how many invited may still answer."""
        # sudo: how many are outstanding is no secret
        measurements = self.sudo()
        drafts = measurements.answer_ids.filtered(lambda one: one.state == "draft")
        invited = measurements.invitation_ids.filtered(lambda one: one.state == "sent")
        return len(drafts) + len(invited)

    def _check_may_finish(self):
        """:raises UserError: neither an officer, nor the head, nor who measures"""
        if self.env["res.users"]._acts_as("officer"):
            return
        for measurement in self:
            people = measurement.user_id | measurement.unit_id._get_heads_up()
            if self.env.user not in people:
                raise UserError(
                    self.env._(
                        "%(measurement)s is finished by who carries it out, the head "
                        "of the department or an officer.",
                        measurement=measurement.display_name,
                    )
                )
