# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from ..engine.registration import get_end

UNITS = [("days", "Days"), ("weeks", "Weeks"), ("months", "Months")]


class ResCompany(models.Model):
    """Times of registration and protection (ALC-01, ALC-03)."""

    _inherit = "res.company"

    allocation_registration_hours = fields.Integer(
        string="Hours to Register",
        default=24,
        help="From the moment when a customer was found.",
    )
    allocation_registration_remind = fields.Integer(
        string="Hours to Remind Before",
        default=4,
        help="Who has a customer that was never registered is told so long before it "
        "counts for the department.",
    )
    allocation_protection_count = fields.Integer(string="Protection", default=6)
    allocation_protection_unit = fields.Selection(
        UNITS, string="Unit of the Protection", required=True, default="months"
    )
    allocation_protection_notice = fields.Integer(
        string="Notice before the End of the Protection",
        default=14,
        help="Days; the salesperson is warned so long before.",
    )
    allocation_review_days = fields.Integer(
        string="Days to Review",
        default=7,
        help="From the end of the protection until a review is overdue.",
    )

    _allocation_times_positive = models.Constraint(
        "CHECK(allocation_registration_hours > 0 AND allocation_protection_count > 0"
        " AND allocation_registration_remind >= 0"
        " AND allocation_protection_notice >= 0 AND allocation_review_days >= 0)",
        "Hours and months are positive numbers, days of notice are not negative.",
    )

    def _get_unregistered_reason(self):
        """In the language of the company, for it is read by many."""
        self.ensure_one()
        company = self._in_policy_lang(self)
        return company.env._("The customer was not registered in time.")

    def _get_protection_end(self):
        """The last day of a protection that begins today"""
        self.ensure_one()
        company = self.sudo()  # sudo: settings, whoever works with them
        return get_end(
            company._policy_today(),
            company.allocation_protection_count,
            company.allocation_protection_unit,
        )

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.allocation.registration": (
                self.env._("Registration of %(company)s", company=self.name),
                "REG/%(year)s/",
            ),
            "crm.allocation.review": (
                self.env._("Review of protection of %(company)s", company=self.name),
                "REV/%(year)s/",
            ),
        }
