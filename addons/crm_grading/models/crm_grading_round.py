# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging
import time
from datetime import timedelta

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date, mute_logger

from odoo.addons.crm_policy.engine.periods import last_complete
from odoo.addons.crm_policy.planner import whole_tables

from ..engine import compiler

_logger = logging.getLogger(__name__)


class CrmGradingRound(models.Model):
    """One grading of all customers, from figures to grades in effect (GRD-09)."""

    _name = "crm.grading.round"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Grading Round"
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True)
    scheme_id = fields.Many2one(
        "crm.grading.scheme",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        default=lambda self: self._default_scheme_id(),
        domain="[('company_id', '!=', False)]",
        tracking=True,
    )
    scheme_root_id = fields.Many2one(
        related="scheme_id.root_id", store=True, index=True, string="Scheme Family"
    )
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    date = fields.Date(
        required=True,
        default=lambda self: self.env.company._policy_today(),
        help="Last day of the figures: twelve months to 30 June begin on 1 July.",
        tracking=True,
    )
    kind = fields.Selection(
        [("regular", "Grading"), ("what_if", "What-If")],
        required=True,
        default="regular",
        help="A what-if shows the effect of a scheme and never touches a customer.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("computed", "Computed"),
            ("review", "In Review"),
            ("published", "Published"),
            ("effective", "In Effect"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    result_ids = fields.One2many("crm.grading.result", "round_id", string="Results")
    computed_at = fields.Datetime(readonly=True, copy=False)
    duration = fields.Float(
        string="Computing Time (s)", readonly=True, copy=False, digits=(8, 2)
    )
    graded_count = fields.Integer(string="Graded", readonly=True, copy=False)
    provisional_count = fields.Integer(string="Provisional", readonly=True, copy=False)
    blocked_count = fields.Integer(string="Without Grade", readonly=True, copy=False)
    excluded_count = fields.Integer(string="Excluded", readonly=True, copy=False)
    up_count = fields.Integer(string="Moved Up", readonly=True, copy=False)
    down_count = fields.Integer(string="Moved Down", readonly=True, copy=False)
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    published_on = fields.Date(readonly=True, copy=False)
    appeal_until = fields.Date(
        string="Appeals until",
        readonly=True,
        copy=False,
        help="Last day on which the result can be appealed; "
        "grades take effect the day after.",
    )
    effective_on = fields.Date(string="In Effect since", readonly=True, copy=False)
    is_current = fields.Boolean(
        string="In Effect Now",
        compute="_compute_is_current",
        search="_search_is_current",
        help="The latest round of its scheme that took effect.",
    )
    distribution = fields.Json(compute="_compute_distribution")
    waiting_for = fields.Char(compute="_compute_waiting_for")

    # one grading a scheme and day, also when two nodes open it at the same moment
    _one_a_day = models.UniqueIndex(
        "(scheme_id, date) WHERE kind = 'regular' AND state != 'cancelled'",
        "This scheme already has a round on that day. Open that one, or cancel it.",
    )

    @api.model
    def _default_scheme_id(self):
        return self.env["crm.grading.scheme"]._find_active(self.env.company)

    @api.depends("scheme_id.name", "scheme_id.version", "date", "kind")
    def _compute_name(self):
        for record in self:
            record.name = f"{record.scheme_id.display_name} · {record.date}"

    @api.depends("state", "date", "scheme_root_id")
    def _compute_is_current(self):
        current = self.filtered_domain(self._search_is_current("in", [True]))
        for record in self:
            record.is_current = record in current

    @api.model
    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        latest = self.env["crm.grading.round"]._read_group(
            [("state", "=", "effective")], ["scheme_root_id"], ["date:max"]
        )
        return Domain("state", "=", "effective") & Domain.OR(
            Domain("scheme_root_id", "=", root.id) & Domain("date", "=", date)
            for root, date in latest
        )

    @api.depends("state", "graded_count", "provisional_count")
    def _compute_distribution(self):
        """Customers by grade, before and in this round, from one grouped read."""
        groups = self.env["crm.grading.result"]._read_group(
            [("round_id", "in", self.ids), ("status", "=", "graded")],
            ["round_id", "previous_grade_id", "grade_id"],
            ["__count"],
        )
        for record in self:
            before, after = {}, {}
            for owner, previous, grade, count in groups:
                if owner == record:
                    before[previous.id] = before.get(previous.id, 0) + count
                    after[grade.id] = after.get(grade.id, 0) + count
            record.distribution = [
                {
                    "id": grade.id,
                    "code": grade.code,
                    "name": grade.name,
                    "color": grade.color,
                    "before": before.get(grade.id, 0),
                    "after": after.get(grade.id, 0),
                }
                for grade in record.scheme_id._get_grades()
            ]

    @api.depends("state", "kind", "appeal_until")
    def _compute_waiting_for(self):
        for record in self:
            record.waiting_for = " ".join(record._get_apply_blockers())

    def write(self, vals):
        if {"scheme_id", "date", "kind"} & vals.keys() and self.filtered(
            lambda record: record.state != "draft"
        ):
            raise UserError(
                self.env._("Scheme, date and kind are fixed once a round is computed.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft_or_what_if(self):
        if self.filtered(
            lambda record: record.kind == "regular" and record.state != "draft"
        ):
            raise UserError(
                self.env._("Rounds are history. Cancel a round instead of deleting it.")
            )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "computed_at",
            "duration",
            "submitted_by_id",
            "approved_by_id",
            "published_on",
            "appeal_until",
            "effective_on",
            *self._get_count_fields(),
        }

    def _get_count_fields(self):
        return {
            "graded_count",
            "provisional_count",
            "blocked_count",
            "excluded_count",
            "up_count",
            "down_count",
        }

    # -- workflow ----------------------------------------------------------------------

    def action_compute(self):
        """Computes results and grades; again, as often as it takes, before review."""
        self._lock("draft", "computed")
        self.scheme_id._check_ready()
        for record in self:
            record._compute_results()

    def action_submit(self):
        """Sends computed results to management (GRD-09)."""
        self._lock("computed")
        self._check_regular()
        self._decide({"state": "review", "submitted_by_id": self.env.uid})
        for record in self:
            record._ask_managers()

    def action_return(self):
        """Sends a round in review back to be computed again."""
        self._lock("review")
        self._decide({"state": "computed"})
        self._close_request()

    def action_approve(self):
        """Approves and publishes; the appeal period begins (GRD-09)."""
        self._lock("review")
        self._close_request()
        for record in self:
            today = record.company_id._policy_today()
            days = record.scheme_id.appeal_days
            record._decide(
                {
                    "state": "published",
                    "approved_by_id": self.env.uid,
                    "published_on": today,
                    "appeal_until": today + timedelta(days=days) if days else False,
                }
            )
            record._notify_publication()
        self.filtered(lambda record: not record._get_apply_blockers()).action_apply()

    def action_apply(self):
        """Puts published grades into effect on the customers.

        :raises UserError: saying what the round still waits for
        """
        self._lock("published")
        for record in self.sorted("date"):
            blockers = record._get_apply_blockers()
            if blockers:
                raise UserError("\n".join(blockers))
            self.env["crm.grading.standing"]._apply_round(record)
            record._decide(
                {
                    "state": "effective",
                    "effective_on": record.company_id._policy_today(),
                }
            )

    def action_cancel(self):
        """Ends a round that has not taken effect; its results stay to be read."""
        self._lock("draft", "computed", "review", "published")
        self._close_request()
        self._decide({"state": "cancelled"})

    def action_open_results(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_result_action_round"
        )
        action.update(
            name=self.name,
            domain=[("round_id", "=", self.id)],
            context={
                **self.env.context,
                **self.env.context.get("grading_filters", {}),
            },
        )
        return action

    def action_open_migration(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_result_action_migration"
        )
        action["domain"] = [("round_id", "=", self.id), ("status", "=", "graded")]
        return action

    def _get_request_summary(self):
        return self.env._(
            "Review the grades of %(date)s", date=format_date(self.env, self.date)
        )

    def _check_regular(self):
        if self.filtered(lambda record: record.kind != "regular"):
            raise UserError(
                self.env._("A what-if never takes effect. Open a round for that.")
            )

    def _notify_publication(self):
        """Tells all internal users of the company (internal publication, GRD-09)."""
        users = self.env["res.users"].search(
            [
                ("share", "=", False),
                ("company_ids", "in", self.company_id.ids),
                # the technical user reads nothing
                ("id", "!=", self.env.ref("base.user_root").id),
            ]
        )
        day = format_date(self.env, self.date)
        until = format_date(self.env, self.appeal_until)
        self.message_post(
            body=self.env._(
                "The customer grades of %(date)s are published. "
                "Appeals are possible until %(until)s.",
                date=day,
                until=until,
            )
            if until
            else self.env._("The customer grades of %(date)s are published.", date=day),
            partner_ids=users.partner_id.ids,
            subtype_xmlid="mail.mt_comment",
        )

    def _get_apply_blockers(self):
        """What a published round waits for, as sentences; nothing: it may take effect.

        Appeals add theirs here.
        """
        self.ensure_one()
        if self.state != "published":
            return []
        blockers = []
        if self.appeal_until and self.company_id._policy_today() <= self.appeal_until:
            blockers.append(
                self.env._(
                    "Appeals are possible until %(date)s.",
                    date=format_date(self.env, self.appeal_until),
                )
            )
        if self.search_count(
            [
                ("scheme_root_id", "=", self.scheme_root_id.id),
                ("state", "=", "effective"),
                ("date", ">", self.date),
            ],
            limit=1,
        ):
            blockers.append(self.env._("A later round is already in effect."))
        return blockers

    # -- computing ---------------------------------------------------------------------

    def _compute_results(self):
        """Replaces the results of this round in one statement (GRD-03)."""
        self.ensure_one()
        scheme = self.scheme_id
        self.env.flush_all()
        started = time.monotonic()
        scope = scheme._prepare_scope(self.date)
        # raw SQL: a million rows of figures never pass through Python
        self.env.execute_query(
            SQL(
                "DELETE FROM crm_grading_result WHERE round_id = %s RETURNING 1",
                self.id,
            )
        )
        statement = compiler.insert_round(
            scheme._prepare_method(scope),
            scheme._get_fact_registry(),
            scope,
            scheme._get_population(),
            self.id,
            self.env.uid,
        )
        with whole_tables(self.env.cr):
            rows = self.env.execute_query(statement)
        self.env["crm.grading.result"].invalidate_model()
        self._decide(
            {
                "state": "computed",
                "computed_at": fields.Datetime.now(),
                "duration": time.monotonic() - started,
                **self._prepare_counts(rows),
            }
        )

    def _prepare_counts(self, rows):
        """Counts of ``(status, reason, grade, movement, count)`` rows."""

        def total(position, value):
            return sum(row[-1] for row in rows if row[position] == value)

        graded = [row for row in rows if row[0] == "graded"]
        return {
            "graded_count": total(0, "graded"),
            "provisional_count": total(0, "provisional"),
            "blocked_count": total(0, "blocked"),
            "excluded_count": total(0, "excluded"),
            "up_count": sum(row[-1] for row in graded if row[3] == "up"),
            "down_count": sum(row[-1] for row in graded if row[3] == "down"),
        }

    # -- scheduled actions -------------------------------------------------------------

    @api.model
    def _cron_open_rounds(self):
        """Opens, computes and submits the round of each period that is over (GRD-11).

        One company a transaction. Two nodes at once, or a second run after a kill: the
        unique index lets one round a scheme and day exist, the other run skips it.
        """
        schemes = self.env["crm.grading.scheme"].search(
            [("state", "=", "active"), ("cadence", "!=", "none")]
        )
        self.env["ir.cron"]._commit_progress(remaining=len(schemes))
        for scheme in schemes:
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    self._open_period_round(scheme)
            except psycopg2.errors.UniqueViolation:
                _logger.info("%s: round opened by another run", scheme.display_name)
            except UserError as error:
                scheme.message_post(body=error.args[0])
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _open_period_round(self, scheme):
        """The round of the scheme's last complete period, computed and in review."""
        today = scheme.company_id._policy_today()
        period = last_complete(today, scheme.cadence)
        known = self.search(
            [
                ("scheme_root_id", "=", scheme.root_id.id),
                ("kind", "=", "regular"),
                ("date", ">=", period.end),
            ]
        )
        left = known.filtered(lambda record: record._is_left_by_cron(period))
        if known and not left:
            # also one that people cancelled: they open the next themselves
            return known[:1]
        record = left or self.create({"scheme_id": scheme.id, "date": period.end})
        if record.state == "draft":
            record.action_compute()
        record.action_submit()
        return record

    def _is_left_by_cron(self, period):
        """Whether a killed run left this round; what a person opened is left alone."""
        return (
            self.date == period.end
            and self.create_uid == self.env.user
            and self.state in ("draft", "computed")
        )

    @api.model
    def _cron_apply_rounds(self):
        """Puts rounds into effect whose appeal period is over (GRD-09)."""
        rounds = self.search([("state", "=", "published")], order="date")
        self.env["ir.cron"]._commit_progress(remaining=len(rounds))
        for record in rounds:
            locked = record.try_lock_for_update()
            if locked.state == "published" and not locked._get_apply_blockers():
                locked.action_apply()
            if not self.env["ir.cron"]._commit_progress(1):
                break
