# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine import measures

CADENCES = [
    ("once", "Once"),
    ("month", "Every month"),
    ("quarter", "Every quarter"),
    ("half", "Every half-year"),
    ("year", "Every year"),
]
ROLES = [
    ("salesperson", "Salesperson"),
    ("key_account", "Key-Account Manager"),
    ("executive", "Executive"),
    ("service", "Service Person"),
    ("officer", "Policy Officer"),
]


class CrmGradingMeasure(models.Model):
    """What the policy does for the customers of a grade: how often, by whom (GRD-13).

    The catalogue is turned into dated work for each customer by
    :meth:`crm.grading.task._plan`; changing it moves the open work along, never what is
    done or missed.
    """

    _name = "crm.grading.measure"
    _description = "Management Measure"
    _order = "grade_sequence, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What is to be done; shown to the responsible."
    )
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        domain=[("parent_id", "=", False)],
        index="btree_not_null",
        help="Empty: the measure of all companies.",
    )
    grade_id = fields.Many2one(
        "crm.grading.grade", required=True, ondelete="restrict", index=True
    )
    grade_sequence = fields.Integer(
        related="grade_id.sequence", string="Rank of the Grade", store=True
    )
    grade_color = fields.Integer(related="grade_id.color", string="Grade Colour")
    cadence = fields.Selection(
        CADENCES,
        required=True,
        default="quarter",
        help="Calendar periods; once means once for each customer.",
    )
    count = fields.Integer(
        string="Times",
        default=1,
        help="How often in a period; due dates are spread evenly over it.",
    )
    role = fields.Selection(
        ROLES,
        string="Responsible",
        required=True,
        default="salesperson",
        help="Salesperson and account team stand on the customer; the settings name "
        "the policy officer, and who stands in as executive or service person.",
    )
    lead_days = fields.Integer(
        string="Lead Time (days)",
        default=14,
        help="So many days before the due date the work appears in the to-do list.",
    )
    before_days = fields.Integer(
        string="Due before the End (days)",
        help="0: due on the last day of the period.",
    )
    after_days = fields.Integer(
        string="Time to Do It (days)",
        default=30,
        help="From the day on which it is first asked, for what is asked once.",
    )
    target = fields.Float(
        string="Target (%)",
        default=100,
        digits=(5, 2),
        min_display_digits=0,
        help="Execution rate aimed at.",
    )
    needs_evidence = fields.Boolean(
        string="Evidence Required",
        help="Done only with a file, such as minutes; else a note is enough.",
    )
    active = fields.Boolean(
        default=True, help="Archiving a measure cancels its open work."
    )
    open_count = fields.Integer(
        string="Open",
        compute="_compute_open_count",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )

    _count_positive = models.Constraint(
        "CHECK(count > 0)", "A measure is asked at least once a period."
    )
    _days_positive = models.Constraint(
        "CHECK(lead_days >= 0 AND before_days >= 0 AND after_days >= 0)",
        "Numbers of days cannot be negative.",
    )
    _target_range = models.Constraint(
        "CHECK(target BETWEEN 0 AND 100)", "The target must be between 0 and 100 %."
    )

    def _compute_open_count(self):
        counts = dict(
            self.env["crm.grading.task"]._read_group(
                [("measure_id", "in", self.ids), ("state", "=", "planned")],
                ["measure_id"],
                ["__count"],
            )
        )
        for measure in self:
            measure.open_count = counts.get(measure, 0)

    def action_open_tasks(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_task_action"
        )
        action.update(name=self.name, domain=[("measure_id", "=", self.id)])
        return action

    @api.model
    def _get_catalogue(self, company):
        """The measures in force in a company."""
        return self.search(
            [("company_id", "in", [False, company.id]), ("grade_id.active", "=", True)]
        )

    def _prepare_slots(self, today, planned_until):
        """What these measures ask from today on, as plain values."""
        return tuple(
            slot
            for measure in self
            for slot in measures.slots(measure._prepare_measure(), today, planned_until)
        )

    def _prepare_measure(self):
        return measures.Measure(
            id=self.id,
            grade_id=self.grade_id.id,
            cadence=self.cadence,
            count=self.count,
            role=self.role,
            lead_days=self.lead_days,
            before_days=self.before_days,
            after_days=self.after_days,
            target=self.target,
        )
