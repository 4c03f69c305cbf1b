# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine import timing

# What decides when an object is due.
WATCHED = frozenset(
    {*timing.DATES, "kind_id", "unit_id", "user_id", "partner_id", "active"}
    | {"schedule_from"}
)


class CrmSatisfactionSubject(models.Model):
    """The dates of an object: where it stands, what is missing, when it is due next
    (SAT-05).

    All of it depends on today; it is brought up to date by the schedule, every day and
    whenever something changes.
    """

    _inherit = "crm.satisfaction.subject"

    schedule_from = fields.Date(
        string="Measured from",
        default=lambda self: self.env.company._policy_today(),
        tracking=True,
        help="Windows that ended before this day are not measured, papers that were "
        "due before are not asked for.",
    )
    phase = fields.Selection(
        [
            ("planned", "Planned"),
            ("ongoing", "Ongoing"),
            ("handover", "Handover"),
            ("completed", "Completed"),
            ("warranty", "Warranty"),
            ("ended", "Ended"),
        ],
        compute="_compute_phase",
        store=True,
        index=True,
        help="Follows from the dates.",
    )
    missing_dates = fields.Char(
        compute="_compute_phase",
        store=True,
        help="Technical names of the dates without which nobody knows when the object "
        "is due.",
    )
    missing_dates_label = fields.Char(
        string="Dates Missing", compute="_compute_missing_dates_label"
    )
    window_from = fields.Date(
        string="Start of the Next Window", readonly=True, copy=False
    )
    window_to = fields.Date(string="End of the Next Window", readonly=True, copy=False)
    next_due = fields.Date(
        compute="_compute_next_due",
        store=True,
        index=True,
        help="When the next measurement is due, planned already or not.",
    )
    schedule_issue = fields.Char(
        string="Not Scheduled",
        readonly=True,
        copy=False,
        help="Why no measurement is planned by itself.",
    )
    scheduled_on = fields.Date(readonly=True, copy=False, index="btree_not_null")

    @api.depends(*timing.DATES, "kind_id")
    def _compute_phase(self):
        rules = self.env["crm.satisfaction.timing"]._get_rules(self.kind_id)
        for subject in self:
            facts = subject._get_phase_facts(rules.get(subject.kind_id.id, []))
            subject.phase = facts["phase"]
            subject.missing_dates = facts["missing_dates"]

    def _get_phase_facts(self, rules):
        """Phase and missing dates as of today, by field."""
        today = (self.company_id or self.env.company)._policy_today()
        dates = self._get_dates()
        missing = timing.missing_dates(dates, rules, today)
        return {
            "phase": timing.phase_of(dates, today),
            "missing_dates": ",".join(missing) or False,
        }

    def _get_dates(self):
        """The dates that timing rules read, by name."""
        return {name: self[name] or None for name in timing.DATES}

    @api.depends("missing_dates")
    @api.depends_context("lang")
    def _compute_missing_dates_label(self):
        for subject in self:
            names = (subject.missing_dates or "").split(",")
            subject.missing_dates_label = ", ".join(
                self._fields[name]._description_string(self.env)
                for name in names
                if name
            )

    @api.depends("measurement_ids.state", "measurement_ids.date_to", "window_to")
    def _compute_next_due(self):
        waiting = self.env["crm.satisfaction.measurement"]._read_group(
            [("subject_id", "in", self.ids), ("state", "in", ("planned", "open"))],
            ["subject_id"],
            ["date_to:min"],
        )
        due = {subject.id: day for subject, day in waiting}
        for subject in self:
            days = (due.get(subject.id), subject.window_to)
            subject.next_due = min(filter(None, days), default=False)

    # -- guards ------------------------------------------------------------------------

    @api.model
    def _get_schedule_fields(self):
        """What the schedule and the numbering write, and nobody else."""
        return {
            "reference",
            "phase",
            "missing_dates",
            "window_from",
            "window_to",
            "next_due",
            "schedule_issue",
            "scheduled_on",
        }

    @api.model
    def default_get(self, fields):
        """They have no default of the context or of a person."""
        closed = self._get_schedule_fields()
        return super().default_get([name for name in fields if name not in closed])

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            for name in self._get_schedule_fields():
                vals.pop(name, None)
        subjects = super().create(vals_list)
        subjects._schedule_soon()
        return subjects

    def write(self, vals):
        if not self.env.su:
            vals = {
                name: value
                for name, value in vals.items()
                if name not in self._get_schedule_fields()
            }
        result = super().write(vals)
        if WATCHED & vals.keys():
            self._schedule_soon()
        return result

    def _schedule_soon(self):
        """The schedule looks at these objects again at once."""
        if not self:
            return
        self.flush_recordset(["scheduled_on"])
        # raw SQL: nobody's change, so neither writer nor time of writing move
        self.env.cr.execute(
            SQL(
                "UPDATE crm_satisfaction_subject SET scheduled_on = NULL "
                "WHERE id IN %s AND scheduled_on IS NOT NULL",
                tuple(self.ids),
            )
        )
        self.invalidate_recordset(["scheduled_on"])
        self.env.ref("crm_satisfaction.ir_cron_schedule")._trigger()

    @api.model
    def _get_unscheduled_domain(self):
        """Objects about which somebody has to do something."""
        return Domain("missing_dates", "!=", False) | Domain(
            "schedule_issue", "!=", False
        )
