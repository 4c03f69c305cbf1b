# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from odoo.addons.crm_policy.engine.periods import MONTHS, period_of


class CrmGradingOverrideRequest(models.TransientModel):
    """Asks for a grade other than the computed one (GRD-12)."""

    _name = "crm.grading.override.request"
    _description = "Override a Grade"

    partner_id = fields.Many2one("res.partner", string="Customer", required=True)
    computed_grade_id = fields.Many2one(related="partner_id.customer_computed_grade_id")
    current_grade_id = fields.Many2one(
        related="partner_id.customer_grade_id", string="Grade in Effect"
    )
    computed_grade_color = fields.Integer(
        related="computed_grade_id.color", string="Computed Grade Colour"
    )
    current_grade_color = fields.Integer(related="current_grade_id.color")
    grade_id = fields.Many2one(
        "crm.grading.grade",
        string="New Grade",
        required=True,
        domain=lambda self: [
            (
                "id",
                "in",
                self.env["crm.grading.scheme"]
                ._get_leading_grades(self.env.company)
                .ids,
            )
        ],
    )
    reason = fields.Text(required=True)
    valid_until = fields.Date(
        required=True, default=lambda self: self._default_valid_until()
    )

    def _default_valid_until(self):
        """Until everybody is graded again; without a cadence one has to choose."""
        company = self.env.company
        cadence = self.env["crm.grading.scheme"]._find_active(company).cadence
        if cadence not in MONTHS:
            return False
        return period_of(company._policy_today(), cadence).end

    def action_request(self):
        """Files the override; it counts once a manager has approved it."""
        self.ensure_one()
        override = self.env["crm.grading.override"].create(self._prepare_override())
        return override._get_records_action(context={})

    def _prepare_override(self):
        return {
            "partner_id": self.partner_id.id,
            "grade_id": self.grade_id.id,
            "reason": self.reason,
            "valid_until": self.valid_until,
        }
