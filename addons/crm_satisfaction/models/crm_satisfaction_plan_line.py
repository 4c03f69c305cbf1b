# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date
from odoo.tools.date_utils import get_quarter_number

WAYS = ("online", "phone", "interview", "paper")


class CrmSatisfactionPlanLine(models.Model):
    """One measurement that a plan asks for (SAT-06)."""

    _name = "crm.satisfaction.plan.line"
    _description = "Line of a Survey Plan"
    _order = "date_to, subject_id, id"
    _rec_names_search = ["subject_id.name", "subject_id.reference"]
    _check_company_auto = True

    plan_id = fields.Many2one(
        "crm.satisfaction.plan", required=True, index=True, ondelete="cascade"
    )
    plan_state = fields.Selection(related="plan_id.state", string="State of the Plan")
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    subject_id = fields.Many2one(
        "crm.satisfaction.subject",
        string="Object",
        required=True,
        check_company=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(
        related="subject_id.partner_id", string="Customer", store=True, index=True
    )
    kind_id = fields.Many2one(
        related="subject_id.kind_id", string="Business", store=True, index=True
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        compute="_compute_unit_id",
        store=True,
        precompute=True,
        index=True,
        help="The department of the object as it stood when the line was made.",
    )
    occasion = fields.Selection(
        [
            ("deeds", "Handover to Title Deeds"),
            ("quarter", "End of Quarter"),
            ("settlement", "After Final Settlement"),
            ("warranty", "Warranty"),
            ("manual", "By Hand"),
        ],
        default="manual",
        required=True,
    )
    timing_key = fields.Char(readonly=True, copy=False)
    scheduled_from = fields.Date(readonly=True, copy=False)
    scheduled_to = fields.Date(readonly=True, copy=False)
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Due", required=True, index=True)
    quarter = fields.Selection(
        [("1", "Q1"), ("2", "Q2"), ("3", "Q3"), ("4", "Q4")],
        compute="_compute_quarter",
        store=True,
    )
    way_online = fields.Boolean(string="Online", default=True)
    way_phone = fields.Boolean(string="Phone")
    way_interview = fields.Boolean(string="Interview")
    way_paper = fields.Boolean(string="Paper Form")
    ways = fields.Char(compute="_compute_ways")
    user_id = fields.Many2one(
        "res.users",
        string="Carried out by",
        check_company=True,
        domain="[('share', '=', False)]",
        index="btree_not_null",
    )
    agency_id = fields.Many2one(
        "res.partner",
        string="Outside Agency",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Who asks in our place. Empty: the own department.",
    )
    note = fields.Char()
    is_cancelled = fields.Boolean(string="Cancelled", readonly=True, copy=False)
    cancel_reason = fields.Text(string="Why Cancelled", readonly=True, copy=False)
    measurement_ids = fields.One2many(
        "crm.satisfaction.measurement",
        "plan_line_id",
        string="Measurements",
        readonly=True,
    )
    measurement_id = fields.Many2one(
        "crm.satisfaction.measurement",
        compute="_compute_measurement_id",
        help="What came of the line.",
    )
    execution = fields.Selection(
        selection=lambda self: self.env[
            "crm.satisfaction.plan.execution"
        ]._get_execution_labels(),
        compute="_compute_execution",
    )

    _timing_uniq = models.UniqueIndex(
        "(subject_id, timing_key) WHERE timing_key IS NOT NULL",
        "This window of the object is in a plan already.",
    )
    _window_check = models.Constraint(
        "CHECK(date_from <= date_to)", "A measurement cannot end before it begins."
    )
    _way_check = models.Constraint(
        "CHECK(way_online IS TRUE OR way_phone IS TRUE OR way_interview IS TRUE "
        "OR way_paper IS TRUE)",
        "Say in which way the customers are asked.",
    )

    # -- compute -----------------------------------------------------------------------

    @api.depends("subject_id", "occasion", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        occasions = dict(self._fields["occasion"]._description_selection(self.env))
        for line in self:
            line.display_name = self.env._(
                "%(object)s: %(occasion)s, %(due)s",
                # sudo: the name of the object is shown with the plan
                object=line.sudo().subject_id.display_name or "",
                occasion=occasions.get(line.occasion, ""),
                due=format_date(self.env, line.date_to),
            )

    @api.depends("subject_id")
    def _compute_unit_id(self):
        for line in self:
            line.unit_id = line.subject_id.unit_id

    @api.depends("date_to")
    def _compute_quarter(self):
        for line in self:
            day = line.date_to
            line.quarter = str(get_quarter_number(day)) if day else False

    @api.depends(*(f"way_{way}" for way in WAYS))
    @api.depends_context("lang")
    def _compute_ways(self):
        for line in self:
            line.ways = ", ".join(
                self._fields[f"way_{way}"]._description_string(self.env)
                for way in WAYS
                if line[f"way_{way}"]
            )

    @api.depends("measurement_ids")
    def _compute_measurement_id(self):
        for line in self:
            line.measurement_id = line.measurement_ids[:1]

    @api.depends("date_from", "date_to", "is_cancelled", "measurement_ids.state")
    def _compute_execution(self):
        rows = self.env["crm.satisfaction.plan.execution"]._read_group(
            [("id", "in", self.ids)], ["line_id", "execution"]
        )
        states = {line.id: execution for line, execution in rows}
        for line in self:
            line.execution = states.get(line.id, "ahead")

    @api.constrains("date_to", "plan_id")
    def _check_year(self):
        for line in self:
            if line.date_to.year != line.plan_id.year and line.plan_state == "draft":
                raise ValidationError(
                    self.env._(
                        "%(line)s is not due in %(year)s.",
                        line=line.display_name,
                        year=line.plan_id.year,
                    )
                )

    # -- guards ------------------------------------------------------------------------

    @api.model
    def _get_closed_fields(self):
        """What only proposals, amendments and the schedule write."""
        return {
            "timing_key",
            "scheduled_from",
            "scheduled_to",
            "is_cancelled",
            "cancel_reason",
            "measurement_ids",
        }

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                vals.pop("is_cancelled", None)
                vals.pop("cancel_reason", None)
        lines = super().create(vals_list)
        lines.plan_id._check_may_change()
        lines._check_own_subjects()
        return lines

    def write(self, vals):
        if not self.env.su:
            self.plan_id._check_may_change()
            if self._get_closed_fields() & vals.keys():
                raise UserError(
                    self.env._("This moves on by its buttons, not by editing it.")
                )
        result = super().write(vals)
        if "plan_id" in vals:
            self.plan_id._check_may_change()
        if {"plan_id", "subject_id"} & vals.keys():
            self._check_own_subjects()
        return result

    def _check_own_subjects(self):
        """:raises AccessError: another department answers for an object, and one is
        not in charge of all plans"""
        others = self.filtered(lambda line: not line.plan_id._may_decide())
        others.subject_id.check_access("write")

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        self.plan_id._check_may_change()

    # -- schedule ----------------------------------------------------------------------

    def _get_key(self):
        """The key of its measurement: of the window, or of the line itself."""
        self.ensure_one()
        return self.timing_key or f"plan:{self.id}"

    def _prepare_measurement(self):
        """What the plan says about the measurement."""
        values = {
            "plan_line_id": self.id,
            "date_from": self.date_from,
            "date_to": self.date_to,
            "agency_id": self.agency_id.id,
        }
        if self.user_id.active:
            values["user_id"] = self.user_id.id
        return values

    def _link_measurements(self):
        """Measurements that were planned before belong to the plan from now on."""
        keyed = {(line.subject_id.id, line._get_key()): line for line in self}
        measurements = self.env["crm.satisfaction.measurement"].search(
            [
                ("subject_id", "in", self.subject_id.ids),
                ("timing_key", "!=", False),
                ("plan_line_id", "=", False),
            ]
        )
        for measurement in measurements:
            key = (measurement.subject_id.id, measurement.timing_key)
            if line := keyed.get(key):
                measurement._join_plan(line)

    def _follow_window(self, window):
        """The dates of the object changed: the line follows, and the plan keeps it."""
        self.ensure_one()
        now = (window.start, window.end) if window else (False, False)
        if now == (self.scheduled_from, self.scheduled_to):
            return
        amendments = self.env["crm.satisfaction.plan.amendment"]
        reason = self.env._("The dates of the object changed.")
        before = self._describe()
        self.write({"scheduled_from": now[0], "scheduled_to": now[1]})
        if window:
            self.write({"date_from": window.start, "date_to": window.end})
            amendments._record(self, "changed", reason, before)
        else:
            self._cancel_line(reason)

    def _cancel_line(self, reason):
        """Not carried out, for a reason; neither is what was planned of it."""
        self.ensure_one()
        amendments = self.env["crm.satisfaction.plan.amendment"]
        before = self._describe()
        # sudo: who amends the plan need not carry out its lines
        line = self.sudo()
        line.write({"is_cancelled": True, "cancel_reason": reason})
        planned = line.measurement_ids.filtered(lambda one: one.state == "planned")
        planned._cancel(reason)
        amendments._record(line, "cancelled", reason, before)

    def _describe(self):
        """When and by whom, in a line of text."""
        self.ensure_one()
        parts = [
            f"{self.date_from} – {self.date_to}",
            self.ways,
            # sudo: the name of who asks is shown with the plan
            self.sudo().agency_id.name or self.sudo().user_id.name,
        ]
        return ", ".join(filter(None, parts))

    # -- showing -----------------------------------------------------------------------

    def action_open_measurement(self):
        self.ensure_one()
        return self.measurement_id._get_records_action(context={})
