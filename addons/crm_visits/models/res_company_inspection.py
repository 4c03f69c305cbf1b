# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import fields, models

from odoo.addons.crm_policy.engine.periods import period_of


class ResCompany(models.Model):
    """Which forms are read, and how often readers are reminded (VIS-03)."""

    _inherit = "res.company"

    visit_inspection_share = fields.Float(
        string="Forms to Inspect (%)",
        default=100,
        digits=(5, 2),
        min_display_digits=0,
        help="Share of the closed visit forms that wait for an inspection, and at "
        "least one of each representative a period. 0: only forms that a store "
        "manager chooses.",
    )
    visit_inspection_period = fields.Selection(
        [
            ("week", "Week"),
            ("month", "Month"),
            ("quarter", "Quarter"),
            ("half", "Half-year"),
            ("year", "Year"),
        ],
        string="Inspection Period",
        required=True,
        default="week",
        help="Once a period store managers are reminded of the forms that wait.",
    )
    visit_inspection_reminded_on = fields.Date(readonly=True)

    _visit_inspection_share_range = models.Constraint(
        "CHECK(visit_inspection_share BETWEEN 0 AND 100)",
        "Between 0 and 100 % of the forms are inspected.",
    )

    def _get_inspection_period_start(self):
        """First day of the running period, in the company's time zone."""
        self.ensure_one()
        today = self._policy_today()
        if self.visit_inspection_period == "week":
            return today - timedelta(days=today.weekday())
        return period_of(today, self.visit_inspection_period).start

    def _get_inspection_period_start_utc(self):
        """The same as a moment, as the database has it."""
        return self._policy_moment(self._get_inspection_period_start())

    def _is_inspection_reminder_due(self):
        reminded = self.visit_inspection_reminded_on
        return not reminded or reminded < self._get_inspection_period_start()
