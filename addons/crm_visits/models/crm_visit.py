# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Domain
from odoo.tools import format_date

OPEN_STATES = ("planned", "in_progress")
CLOSED_STATES = ("done", "inspected")


class CrmVisit(models.Model):
    """A contact with a customer: planned, made, recorded, inspected (VIS-01, VIS-02).

    A planned visit that is not yet agreed with the customer is a proposal: it may be
    moved or taken back by the planning. The steps are in ``crm_visit_steps``, the
    contents of the visit form in ``crm_visit_contents``.
    """

    _name = "crm.visit"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.overdue.mixin"]
    _description = "Customer Visit"
    _order = "planned_start desc, id desc"
    _rec_names_search = ["name", "partner_id.name"]
    _check_company_auto = True
    _first_state = "planned"
    _undone_states = ("planned",)
    _mail_post_access = "read"

    name = fields.Char(
        string="Number",
        readonly=True,
        copy=False,
        index="trigram",
        help="Given when the visit starts.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        check_company=True,
        ondelete="restrict",
        index=True,
    )
    contact_ids = fields.Many2many(
        "res.partner",
        "crm_visit_contact_rel",
        string="People Met",
        domain="[('id', 'child_of', partner_id)]",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Representative",
        check_company=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
        tracking=True,
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        help="Sales team of the representative; its leader is the store manager.",
    )
    companion_ids = fields.Many2many(
        "res.users",
        "crm_visit_companion_rel",
        string="Companions",
        domain="[('share', '=', False)]",
    )
    channel_id = fields.Many2one(
        "crm.visit.channel",
        required=True,
        ondelete="restrict",
        compute="_compute_channel_id",
        store=True,
        precompute=True,
        readonly=False,
    )
    channel_rule = fields.Text(related="channel_id.rule", string="What the Policy Asks")
    is_on_site = fields.Boolean(related="channel_id.is_on_site")
    type_id = fields.Many2one("crm.visit.type", ondelete="restrict")
    objective = fields.Text(help="What the visit is to achieve.")
    check_ids = fields.One2many("crm.visit.check", "visit_id", string="Preparation")
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("in_progress", "In Progress"),
            ("done", "Done"),
            ("inspected", "Inspected"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="planned",
        copy=False,
        index=True,
        tracking=True,
    )
    is_agreed = fields.Boolean(
        string="Agreed with the Customer",
        help="A planned visit that is not agreed is a proposal: the planning may move "
        "it or take it back.",
    )
    is_busy = fields.Boolean(
        compute="_compute_is_busy",
        store=True,
        help="Agreed for a time, through a channel that takes the representative's "
        "time.",
    )
    planned_start = fields.Datetime(index=True, tracking=True)
    planned_end = fields.Datetime(
        compute="_compute_planned_end", store=True, precompute=True, readonly=False
    )
    address_id = fields.Many2one(
        "res.partner",
        domain="[('id', 'child_of', partner_id)]",
        help="Where the visit takes place, when not at the customer's main address.",
    )
    place = fields.Char(help="Room, gate, site, or another meeting point.")
    date_start = fields.Datetime(string="Started", copy=False)
    date_end = fields.Datetime(string="Ended", copy=False)
    duration = fields.Float(
        string="Duration (h)",
        compute="_compute_duration",
        store=True,
        aggregator="sum",
        help="From start to end.",
    )
    started_on = fields.Datetime(
        string="Start Pressed", readonly=True, copy=False, help="When it was pressed."
    )
    ended_on = fields.Datetime(
        string="End Pressed", readonly=True, copy=False, help="When it was pressed."
    )
    is_time_entered = fields.Boolean(
        string="Times Entered by Hand",
        compute="_compute_is_time_entered",
        store=True,
        help="Start or end were not taken at the moment but written afterwards.",
    )
    start_latitude = fields.Float(digits=(10, 7), readonly=True, copy=False)
    start_longitude = fields.Float(digits=(10, 7), readonly=True, copy=False)
    start_position = fields.Char(readonly=True, copy=False)
    end_latitude = fields.Float(digits=(10, 7), readonly=True, copy=False)
    end_longitude = fields.Float(digits=(10, 7), readonly=True, copy=False)
    end_position = fields.Char(readonly=True, copy=False)
    previous_visit_id = fields.Many2one(
        "crm.visit", readonly=True, copy=False, index="btree_not_null"
    )
    asked_date = fields.Date(
        readonly=True,
        copy=False,
        help="Day for which the visit before asked for this one.",
    )
    next_visit_ids = fields.One2many(
        "crm.visit", "previous_visit_id", string="Next Visits"
    )
    report_deadline = fields.Datetime(
        string="Form Due",
        compute="_compute_report_deadline",
        store=True,
        help="When the form must be closed, by the rule of the channel at that time.",
    )
    done_on = fields.Datetime(
        string="Form Closed", readonly=True, copy=False, help="For the first time."
    )
    done_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    corrected_on = fields.Datetime(
        readonly=True, copy=False, help="Closed again after it was opened again."
    )
    is_late = fields.Boolean(
        string="Late Form",
        readonly=True,
        copy=False,
        help="The form was closed after it was due.",
    )
    sent_back_count = fields.Integer(
        string="Times Sent Back", readonly=True, copy=False, aggregator="sum"
    )
    sent_back_note = fields.Text(string="Remark", readonly=True, copy=False)
    cancel_reason_id = fields.Many2one(
        "crm.visit.cancel.reason", readonly=True, copy=False, ondelete="restrict"
    )
    cancel_note = fields.Text(string="Why Cancelled", readonly=True, copy=False)

    _planned_order = models.Constraint(
        "CHECK(planned_end > planned_start)",
        "A visit is planned to end after it starts.",
    )
    _planned_both = models.Constraint(
        "CHECK((planned_start IS NULL) = (planned_end IS NULL))",
        "A planned visit has a start and an end, or neither.",
    )
    _real_order = models.Constraint(
        "CHECK(date_end >= date_start)",
        "A visit cannot end before it started.",
    )
    _begun = models.Constraint(
        "CHECK(state NOT IN ('in_progress', 'done', 'inspected') "
        "OR date_start IS NOT NULL)",
        "A visit that was begun needs the time of its start.",
    )
    _not_begun = models.Constraint(
        "CHECK(state != 'planned' OR date_start IS NULL)",
        "A planned visit has not begun: press Start, then correct the time.",
    )
    _ended = models.Constraint(
        "CHECK(state NOT IN ('done', 'inspected') OR date_end IS NOT NULL)",
        "A closed visit needs the time of its end.",
    )
    _made = models.Constraint(
        "CHECK(state NOT IN ('done', 'inspected') OR done_on IS NOT NULL)",
        "A closed visit needs the time when its form was closed.",
    )
    # ranges have operators of their own: no extension of PostgreSQL is needed
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(user_id, user_id, '[]') WITH &&, "
        "tsrange(planned_start, planned_end) WITH &&) "
        "WHERE (is_busy AND state = 'planned' AND user_id IS NOT NULL)",
        "The representative has agreed another visit at that time.",
    )
    _partner_state_idx = models.Index("(partner_id, state, date_start)")
    _partner_made_idx = models.Index(
        "(partner_id, date_start) WHERE done_on IS NOT NULL"
    )

    @api.depends_context("visit_customer_first")
    @api.depends("name", "partner_id.name", "state")
    def _compute_display_name(self):
        for visit in self:
            # sudo: a visit names its customer, as any document does
            customer = visit.sudo().partner_id.name or ""
            if self.env.context.get("visit_customer_first"):
                # where there is room for one word only, such as in a calendar
                visit.display_name = customer
                continue
            number = visit.name or self.env._("Planned Visit")
            visit.display_name = f"{number} · {customer}"

    @api.depends("user_id")
    def _compute_team_id(self):
        for visit in self:
            visit.team_id = visit.user_id.sale_team_id or visit.team_id

    @api.depends("type_id")
    def _compute_channel_id(self):
        for visit in self:
            visit.channel_id = visit.type_id.channel_id or visit.channel_id

    @api.depends("is_agreed", "channel_id", "planned_start", "user_id")
    def _compute_is_busy(self):
        for visit in self:
            visit.is_busy = (
                visit.is_agreed
                and visit.channel_id.takes_time
                # without a time it would be at all times, of everybody
                and bool(visit.planned_start and visit.user_id)
            )

    @api.depends("planned_start", "channel_id")
    def _compute_planned_end(self):
        """Keeps the length when the start moves; the channel's usual one else."""
        for visit in self:
            start = visit.planned_start
            # on the screen the record as it was stands behind the one that is edited
            length = visit._origin and visit._origin._get_planned_length()
            length = length or visit._get_usual_length()
            visit.planned_end = start and start + length

    @api.depends("date_start", "date_end")
    def _compute_duration(self):
        for visit in self:
            length = timedelta()
            if visit.date_start and visit.date_end:
                length = visit.date_end - visit.date_start
            visit.duration = length.total_seconds() / 3600

    @api.depends("date_start", "date_end", "started_on", "ended_on")
    def _compute_is_time_entered(self):
        for visit in self:
            taken = (visit.started_on, visit.ended_on)
            visit.is_time_entered = (visit.date_start, visit.date_end) != taken

    @api.depends("date_start", "date_end", "planned_start", "planned_end", "channel_id")
    def _compute_report_deadline(self):
        for visit in self:
            end = visit._get_form_begin()
            hours = visit.channel_id.report_hours
            visit.report_deadline = end and end + timedelta(hours=hours)

    def _get_form_begin(self):
        """When the hours for the form begin: at the end, at the latest that evening.

        Who presses End days later has no more time for it (VIS-03).
        """
        self.ensure_one()
        if not self.date_start:
            return self.planned_end
        length = timedelta()
        if self.planned_start and self.planned_end:
            length = self.planned_end - self.planned_start
        day = self._get_local(self.date_start).date()
        evening = self.company_id._policy_moment(day + timedelta(days=1))
        latest = max(evening, self.date_start + length)
        return min(self.date_end, latest) if self.date_end else latest

    @api.constrains("partner_id")
    def _check_customer_active(self):
        for visit in self:
            if visit.state == "planned" and not visit.partner_id.active:
                raise ValidationError(
                    self.env._(
                        "%(customer)s is archived: nobody visits it. Unarchive the "
                        "customer first, or choose another one.",
                        customer=visit.partner_id.name,
                    )
                )

    @api.constrains("planned_start")
    def _check_planned_start(self):
        """Earlier today is allowed: who fills in the form need not hurry."""
        for visit in self:
            if visit.state != "planned" or not visit.planned_start:
                continue
            today = visit.company_id._policy_today()
            day = visit._get_local(visit.planned_start).date()
            if day < today:
                raise ValidationError(
                    self.env._(
                        "A visit cannot be planned for %(day)s, which is over. Choose "
                        "a coming day; a visit that was made is started, and its "
                        "times corrected.",
                        day=format_date(self.env, day),
                    )
                )

    @api.constrains("date_start", "date_end")
    def _check_real_times(self):
        now = fields.Datetime.now() + timedelta(minutes=5)
        for visit in self:
            times = (visit.date_start, visit.date_end)
            if any(time and time > now for time in times):
                raise ValidationError(
                    self.env._("The times of a visit made cannot lie in the future.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._take_commercial_entity(vals)
        visits = super().create(vals_list)
        visits._prepare_checklist()
        return visits

    def write(self, vals):
        if not self.env.su:
            self._check_open(vals.keys())
        vals = dict(vals)
        self._take_commercial_entity(vals)
        if vals.get("planned_start") and "planned_end" not in vals:
            return self._move(vals)
        result = super().write(vals)
        if vals.get("is_agreed") or "channel_id" in vals:
            self._prepare_checklist()
        return result

    def _move(self, vals):
        """Writes a new start; each visit keeps its length."""
        start = fields.Datetime.to_datetime(vals["planned_start"])
        by_length = self.grouped(lambda visit: visit._get_planned_length())
        for length, visits in by_length.items():
            visits.write({**vals, "planned_end": start + length})
        return True

    def _get_planned_length(self):
        self.ensure_one()
        if self.planned_start and self.planned_end:
            return self.planned_end - self.planned_start
        return self._get_usual_length()

    def _get_usual_length(self):
        return timedelta(hours=self.channel_id.duration or 1.0)

    def _take_commercial_entity(self, vals):
        """Visits belong to the company; who of it was chosen is a person met."""
        if not vals.get("partner_id"):
            return
        person = self.env["res.partner"].browse(vals["partner_id"])
        customer = person.commercial_partner_id
        if customer != person:
            vals["partner_id"] = customer.id
            vals.setdefault("contact_ids", [Command.link(person.id)])

    def _prepare_checklist(self):
        """The preparation that the channel asks, for visits that have none (VIS-02)."""
        self.env["crm.visit.check"].create(
            [
                {"visit_id": visit.id, "name": item.name, "sequence": item.sequence}
                for visit in self
                if visit.state == "planned" and not visit.check_ids
                for item in visit.channel_id.item_ids
            ]
        )

    def _get_local(self, moment):
        """A moment in UTC as the company's clock shows it."""
        self.ensure_one()
        return self.company_id._get_policy_time(moment)

    def _get_always_open_fields(self):
        """What may be written on a closed visit: talk and activities, no content."""
        return set(self.env["crm.policy.decision.mixin"]._fields)

    def _check_open(self, names=()):
        """A closed form is opened again with a reason before it is changed.

        :param names: fields to be written; without any, all of the form counts
        :raises UserError: when one of the visits is closed
        """
        if names and not set(names) - self._get_always_open_fields():
            return
        labels = dict(self._fields["state"]._description_selection(self.env))
        for visit in self:
            if visit.state not in OPEN_STATES:
                raise UserError(
                    self.env._(
                        "%(visit)s is %(state)s. Open it again with a reason to "
                        "change it.",
                        visit=visit.display_name,
                        state=labels[visit.state],
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_planned(self):
        if self.filtered(lambda visit: visit.state != "planned"):
            raise UserError(
                self.env._("Visits are history and cannot be deleted; cancel them.")
            )

    @api.model
    def _get_made_domain(self):
        """Visits that took place: the form was closed once, and may be open again."""
        return Domain("done_on", "!=", False)
