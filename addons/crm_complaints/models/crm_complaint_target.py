# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..engine import deadlines, milestones
from .crm_complaint_category import SEVERITIES

MILESTONES = [
    ("acknowledge", "Confirm Receipt"),
    ("report", "Report to Superior"),
    ("reply", "Reply"),
    ("resolve", "Resolve"),
    ("confirm", "Customer's Confirmation"),
]
UNITS = [
    (deadlines.HOURS, "working hours"),
    (deadlines.DAYS, "working days"),
    (deadlines.CALENDAR_DAYS, "calendar days"),
    (deadlines.CLOCK_HOURS, "hours round the clock"),
]
DEMANDS = [
    ("enquiry", "Enquiry"),
    ("ordinary", "Ordinary Demand"),
    ("complex", "Complex Demand"),
]
# Each complaint has these
ALWAYS = ("reply", "resolve", "confirm")
# and these by a line for all; the days to confirm are a setting of the company
BY_LINE = ("reply", "resolve")


class CrmComplaintTarget(models.Model):
    """By when what has to be done, and for which complaints (CMP-02, 03, 08).

    The line with most conditions that all hold counts. A complaint keeps the figures
    it was planned with; open milestones are planned again when a line changes.
    """

    _name = "crm.complaint.target"
    _description = "Target of Complaints"
    _inherit = ["crm.complaint.replan.mixin"]
    _order = "milestone, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, ondelete="cascade", help="Empty: all companies."
    )
    milestone = fields.Selection(MILESTONES, required=True, default="reply")
    category_id = fields.Many2one(
        "crm.complaint.category",
        index="btree_not_null",
        ondelete="cascade",
        help="And the categories below it. Empty: all.",
    )
    severity = fields.Selection(SEVERITIES, help="Empty: all.")
    complaint_kind = fields.Selection(
        selection=lambda self: self._selection_complaint_kind(),
        string="Kind of Case",
        help="Empty: all.",
    )
    demand = fields.Selection(DEMANDS, help="Empty: all.")
    value = fields.Float(
        string="Within", required=True, default=1, digits=(6, 2), aggregator=None
    )
    unit = fields.Selection(UNITS, required=True, default=deadlines.CALENDAR_DAYS)
    warn_hours = fields.Float(
        string="Warn Before (hours)",
        digits=(6, 2),
        aggregator=None,
        help="Hours of work before working time is over; else hours of the clock.",
    )
    is_promised = fields.Boolean(
        string="Then by the Date Promised",
        help="Within this time the customer gets a plan and a date; from then on the "
        "date promised counts.",
    )
    is_waived = fields.Boolean(
        string="Not Asked For", help="These cases have no such milestone."
    )

    _value_positive = models.Constraint(
        "CHECK(value > 0 OR NOT active)", "A target gives some time: more than zero."
    )
    _warn_positive = models.Constraint(
        "CHECK(warn_hours >= 0)", "A warning comes before, not after."
    )

    @api.model
    def _selection_complaint_kind(self):
        kinds = self.env["crm.complaint"]._fields["kind"]
        return kinds._description_selection(self.env)

    @api.constrains("value", "unit")
    def _check_whole_days(self):
        for target in self:
            if target.unit == deadlines.DAYS and target.value % 1:
                raise ValidationError(
                    self.env._("Working days are whole days; use working hours else.")
                )

    @api.constrains("is_waived", "milestone")
    def _check_waived(self):
        for target in self:
            # a leak incident is not replied to; it still has to be resolved
            is_leak = target.complaint_kind == "leak" and target.milestone == "reply"
            if target.is_waived and target.milestone in ALWAYS and not is_leak:
                raise ValidationError(
                    self.env._(
                        "Each case is replied to, resolved and confirmed by a date: "
                        "these milestones cannot be left out."
                    )
                )

    def write(self, vals):
        before = self._get_general()
        result = super().write(vals)
        self._refuse_gaps(before - self._get_general())
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_last_general(self):
        self._refuse_gaps(self._get_general() - self._get_general(self))

    @api.model
    def _get_general(self, leaving=None):
        """Milestones for which there is a line that holds for each complaint."""
        # sudo: also lines of other companies
        targets = self.sudo().search(Domain("milestone", "in", BY_LINE))
        if leaving:
            targets -= leaving
        return {
            line.milestone
            for line in targets._get_lines()
            if milestones.is_general(line)
        }

    @api.model
    def _refuse_gaps(self, lost):
        """:raises ValidationError: no complaint is without a due date"""
        labels = dict(self._fields["milestone"]._description_selection(self.env))
        for milestone in lost:
            raise ValidationError(
                self.env._(
                    "“%(milestone)s” needs one line without any condition, so that "
                    "no complaint is without a due date.",
                    milestone=labels[milestone],
                )
            )

    def _get_lines(self):
        """The targets as the engine knows them."""
        return [
            milestones.Line(
                id=target.id,
                milestone=target.milestone,
                sequence=target.sequence,
                company=target.company_id.id,
                category_path=target.category_id.parent_path or "",
                severity=target.severity,
                complaint_kind=target.complaint_kind,
                demand=target.demand,
            )
            for target in self
        ]

    def _get_replan_domain(self):
        if all(target.company_id for target in self):
            return Domain("company_id", "in", self.company_id.ids)
        return Domain.TRUE

    @api.model
    def _get_replan_fields(self):
        return set(self._fields) - {"name"}
