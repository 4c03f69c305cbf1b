# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.tools import format_date, format_time


class ResCompany(models.Model):
    """How soon an allocated customer is contacted and reported on (ALC-07)."""

    _inherit = "res.company"

    allocation_contact_minutes = fields.Integer(
        string="Contact Within (minutes)",
        default=10,
        help="Minutes of the receiver's working time.",
    )
    allocation_report_minutes = fields.Integer(
        string="Report Within (minutes)",
        default=10,
        help="Minutes of working time for the report to the sales manager, after the "
        "time for the contact.",
    )
    allocation_contact_reassigned = fields.Boolean(
        string="Clock for Re-Assigned Customers", default=True
    )
    allocation_contact_handed_over = fields.Boolean(
        string="Clock for Handed-Over Customers"
    )
    allocation_contact_at_once = fields.Integer(
        string="Customers With a Clock",
        default=10,
        help="Whoever receives more customers than this in one step cannot contact "
        "all of them in minutes: no clock starts, and the person is told so. 0: "
        "always.",
    )
    allocation_missed_turns = fields.Integer(
        string="Turns Skipped",
        default=1,
        help="Turns of allocation that a missed clock costs. 0: none.",
    )
    allocation_missed_immediate = fields.Boolean(
        string="Turns Are Skipped at Once",
        default=True,
        help="Otherwise a manager confirms first.",
    )

    _allocation_contact_minutes_positive = models.Constraint(
        "CHECK(allocation_contact_minutes > 0)",
        "A customer is contacted within one minute or more.",
    )
    _allocation_report_minutes_not_negative = models.Constraint(
        "CHECK(allocation_report_minutes >= 0 AND allocation_contact_at_once >= 0"
        " AND allocation_missed_turns >= 0)",
        "Minutes, customers and turns are no negative numbers.",
    )

    def _get_contact_sources(self):
        """The ways of receiving a customer that start the clock."""
        self.ensure_one()
        sources = {"allocation"}
        if self.allocation_contact_reassigned:
            # by the director, or by what was decided on a proposal or a review
            sources |= {"reassignment", "idle", "review"}
        if self.allocation_contact_handed_over:
            sources.add("handover")
        return sources

    def _format_allocation_time(self, moment):
        """A moment as the clock of the company shows it, for texts that many read."""
        self.ensure_one()
        day = format_date(self.env, self._get_policy_date(moment))
        time = format_time(self.env, moment, self.policy_tz, time_format="short")
        return f"{day} {time}"
