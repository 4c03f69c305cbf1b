# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

REPEAT_FIELDS = frozenset(
    {
        "complaint_repeat_scope",
        "complaint_repeat_level",
        "complaint_repeat_by_subject",
        "complaint_repeat_by_customer",
        "complaint_repeat_days",
        "complaint_repeat_threshold",
        "complaint_repeat_inclusive",
    }
)


class ResCompany(models.Model):
    """Figures of the policy on panel, reply, cost, cause and repeats."""

    _inherit = "res.company"

    complaint_finding_days = fields.Integer(
        string="Days for a Finding",
        default=1,
        help="Calendar days after the question; the reply as a whole has its own date.",
    )
    complaint_reply_self = fields.Boolean(
        string="Drafters Approve Their Own Replies",
        help="Only for small teams: otherwise a second person approves.",
    )
    complaint_compensation_limit = fields.Monetary(
        string="Limit of Compensation",
        help="A compensation above it needs the approval of a manager; with 0 each one "
        "does.",
    )
    complaint_cause_severity = fields.Selection(
        [
            ("minor", "For All Complaints"),
            ("ordinary", "From Ordinary on"),
            ("serious", "From Serious on"),
            ("grave", "For Grave Ones"),
            ("never", "Never"),
        ],
        string="Cause Required",
        required=True,
        default="minor",
        help="Cause and department of the cause are named before the customer is asked "
        "to confirm.",
    )
    complaint_repeat_threshold = fields.Integer(string="Repeats of the Same", default=3)
    complaint_repeat_inclusive = fields.Boolean(
        string="That Many Suffice",
        default=True,
        help="“3 times and more”: the third opens the improvement point. Otherwise the "
        "next one does.",
    )
    complaint_repeat_days = fields.Integer(
        string="Window of Repeats",
        default=0,
        help="Days within which complaints count as repeats; 0 counts them for ever.",
    )
    complaint_repeat_scope = fields.Selection(
        [("all", "All Categories"), ("marked", "Marked Categories Only")],
        string="Repeats of",
        required=True,
        default="all",
    )
    complaint_repeat_level = fields.Integer(
        string="Level of Category",
        default=0,
        help="0: the category itself; 1: the top of the tree, 2: the one below, …",
    )
    complaint_repeat_by_subject = fields.Boolean(
        string="Only about the Same Subject",
        default=True,
        help="Product, order, project or person of the complaint.",
    )
    complaint_repeat_by_customer = fields.Boolean(
        string="Only of the Same Customer",
    )
    complaint_effect_days = fields.Integer(
        string="Days without Repeat",
        default=90,
        help="So long after the measure nothing of the same may come before its effect "
        "counts as verified.",
    )
    complaint_effect_auto = fields.Boolean(
        string="Verify by Itself",
        help="The effect is recorded as verified when the days are over; otherwise it "
        "is proposed to the person responsible.",
    )

    _complaint_quality_check = models.Constraint(
        "CHECK(complaint_finding_days >= 0 AND complaint_compensation_limit >= 0"
        " AND complaint_repeat_threshold > 0 AND complaint_repeat_days >= 0"
        " AND complaint_repeat_level >= 0 AND complaint_effect_days >= 0)",
        "Days and limits are not negative, and it takes at least one complaint.",
    )

    def write(self, vals):
        result = super().write(vals)
        if REPEAT_FIELDS & vals.keys():
            self._count_complaint_repeats()
        return result

    def _count_complaint_repeats(self):
        """Other rules count otherwise; what was opened already stays open."""
        # sudo: all complaints of the company are counted, whoever sets the figures
        complaints = self.env["crm.complaint"].sudo()
        complaints.search([("company_id", "in", self.ids)])._count_repeats()
