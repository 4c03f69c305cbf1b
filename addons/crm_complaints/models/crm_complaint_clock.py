# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import milestones
from .crm_complaint import CLOSED_STATES
from .crm_complaint_milestone import ACTIVE
from .crm_complaint_target import DEMANDS, MILESTONES


class CrmComplaint(models.Model):
    """The clocks of a complaint: nothing without a due date (CMP-02, 03, 08)."""

    _inherit = "crm.complaint"
    _order = "next_due_on, id desc"

    demand = fields.Selection(
        DEMANDS,
        string="Kind of Demand",
        required=True,
        default="ordinary",
        tracking=True,
        help="An enquiry is answered within hours, a complex demand with a plan and "
        "a date.",
    )
    planned_on = fields.Datetime(
        string="Promised By",
        tracking=True,
        copy=False,
        help="The date that the plan given to the customer names: a complex demand is "
        "answered by then.",
    )
    milestone_ids = fields.One2many(
        "crm.complaint.milestone", "complaint_id", readonly=True
    )
    next_milestone_id = fields.Many2one(
        "crm.complaint.milestone",
        compute="_compute_next_milestone",
        store=True,
        compute_sudo=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )
    next_due_on = fields.Datetime(
        string="Due",
        compute="_compute_next_milestone",
        store=True,
        compute_sudo=True,
        copy=False,
        index=True,
    )
    next_warn_on = fields.Datetime(
        compute="_compute_next_milestone", store=True, compute_sudo=True, copy=False
    )
    next_due_kind = fields.Selection(
        MILESTONES,
        string="Due Next",
        compute="_compute_next_milestone",
        store=True,
        compute_sudo=True,
        copy=False,
    )
    next_due_rule = fields.Text(related="next_milestone_id.rule_text")
    is_overdue = fields.Boolean(
        string="Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )

    @api.depends(
        "milestone_ids.state",
        "milestone_ids.due_on",
        "milestone_ids.warn_on",
    )
    def _compute_next_milestone(self):
        for complaint in self:
            active = complaint.milestone_ids.filtered(
                lambda milestone: milestone.state in ACTIVE
            )
            following = active.sorted(lambda one: (one.due_on, one.id))[:1]
            complaint.next_milestone_id = following
            complaint.next_due_on = following.due_on
            complaint.next_warn_on = following.warn_on
            complaint.next_due_kind = following.kind

    @api.depends("next_due_on", "is_waiting")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for complaint in self:
            complaint.is_overdue = bool(
                complaint.next_due_on
                and complaint.next_due_on < now
                and not complaint.is_waiting
            )

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        # who waits for the customer is not overdue
        overdue = Domain("next_due_on", "<", fields.Datetime.now()) & Domain(
            "is_waiting", "=", False
        )
        return Domain.OR(overdue if wanted else ~overdue for wanted in value)

    # -- what moves the clocks ---------------------------------------------------------

    def _after_events(self, events):
        result = super()._after_events(events)
        self.env["crm.complaint.milestone"].sudo()._follow(events)
        return result

    def write(self, vals):
        if not self._get_clock_fields() & vals.keys():
            return super().write(vals)
        before = {complaint: complaint.severity for complaint in self}
        result = super().write(vals)
        # sudo: deadlines follow whoever changes the case
        milestones_ = self.env["crm.complaint.milestone"].sudo()
        milestones_._get_active(self)._plan()
        # a category brings its severity along
        changed = self.filtered(lambda case: case.severity != before[case])
        if changed:
            changed._after_severity()
        return result

    def _after_severity(self):
        """The ladder of the new severity holds; of grave ones people hear at once."""
        # sudo: as above
        active = self.env["crm.complaint.milestone"].sudo()._get_active(self)
        self.env["crm.complaint.escalation"].sudo()._follow_start(active)
        # what is new is told by the ladder, and when it is reported
        reported = self.filtered(
            lambda case: case.severity == "grave"
            and case.state not in ("new", *CLOSED_STATES)
        )
        for complaint in reported:
            complaint._tell(
                complaint._get_people_to_tell() - self.env.user,
                lambda case: case.env._(
                    "Grave now: %(complaint)s", complaint=case.display_name
                ),
            )

    @api.model
    def _get_clock_fields(self):
        """What the due dates of a complaint rest on."""
        return {
            "category_id",
            "severity",
            "kind",
            "demand",
            "unit_id",
            "planned_on",
            "received_on",
        }

    def _get_target_facts(self):
        """What targets ask about a complaint."""
        self.ensure_one()
        return milestones.Facts(
            company=self.company_id.id,
            category_path=self.category_id.parent_path or "",
            severity=self.severity,
            complaint_kind=self.kind,
            demand=self.demand,
        )

    def _get_office(self):
        """Whose hours count: company and calendar of the department that answers."""
        self.ensure_one()
        return self.company_id, (
            self.unit_id._get_calendar()
            if self.unit_id
            else self.company_id.resource_calendar_id
        )
