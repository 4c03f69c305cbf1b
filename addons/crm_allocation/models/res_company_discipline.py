# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """What mismatches, violations and penalties lead to (ALC-08 to ALC-11)."""

    _inherit = "res.company"

    allocation_mismatch_immediate = fields.Boolean(
        string="Consequences of Mismatches at Once",
        default=True,
        help="Otherwise a manager confirms each suspension first.",
    )
    allocation_tier_inclusive = fields.Boolean(
        string="The Number Itself Counts",
        default=True,
        help="Three mismatches are enough for the tier of three. Otherwise one more is "
        "needed.",
    )
    allocation_tier_repeats = fields.Boolean(
        string="Tiers Begin Again",
        help="Each further mismatch of the month begins the consequences again.",
    )
    allocation_violation_months = fields.Integer(
        string="Violations Count For (months)",
        help="Older violations are not counted any more. 0: all count for ever.",
    )
    allocation_hr_user_ids = fields.Many2many(
        "res.users",
        "res_company_allocation_hr_user_rel",
        string="Told of Grave Violations",
        domain="[('share', '=', False)]",
        help="They get an activity; no record of personnel is changed.",
    )
    allocation_appeal_days = fields.Integer(
        string="Appeal Within (days)",
        default=7,
        help="Calendar days after a penalty was confirmed.",
    )
    allocation_statement_mail = fields.Boolean(
        string="Send Statements When a Month Is Settled",
        help="Each person receives the own monthly statement by e-mail.",
    )

    _allocation_discipline_not_negative = models.Constraint(
        "CHECK(allocation_violation_months >= 0 AND allocation_appeal_days >= 0)",
        "Months and days are no negative numbers.",
    )

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.allocation.mismatch": (
                self.env._("Re-application of %(company)s", company=self.name),
                "REA/%(year)s/",
            ),
            "crm.allocation.violation": (
                self.env._("Violation of %(company)s", company=self.name),
                "VIO/%(year)s/",
            ),
            "crm.allocation.penalty": (
                self.env._("Penalty of %(company)s", company=self.name),
                "PEN/%(year)s/",
            ),
        }
