# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging
from bisect import bisect_left
from datetime import datetime, time, timedelta
from operator import attrgetter

import psycopg2
import pytz

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, mute_logger

from ..engine import hours_sql, planning, planning_sql
from .crm_visit_planned import CANCELLED_BY_PLANNING, MISSED

_logger = logging.getLogger(__name__)


class CrmVisit(models.Model):
    """Planning: cadences become proposals, by statements for a company (VIS-05)."""

    _inherit = "crm.visit"

    @api.model
    def _cron_plan(self):
        """Classifies the customers of every company and plans their visits.

        One company a transaction. A second run, on another node or after a kill, finds
        nothing to do; two at the same moment: the later one leaves the company to the
        first. A company that cannot be planned does not keep the others waiting.
        """
        companies = self.env["res.company"].search([("parent_id", "=", False)])
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            self._plan_alone(company)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _plan_alone(self, company):
        """Plans a company, or says on its classes why that failed."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self._plan(company)
        except psycopg2.errors.SerializationFailure:
            _logger.info("%s: planned by another run", company.name)
        except Exception:
            # whatever it is, the other companies are planned
            _logger.exception("%s: visits could not be planned", company.name)
            self.env["crm.visit.class"]._show_planning_failed(company)

    @api.model
    def action_plan_now(self):
        """Plans the main companies one works in; says what was done (VIS-05).

        :raises AccessError: for who may not change the classes
        """
        self.env["crm.visit.class"].check_access("write")
        counts = [
            # sudo: planning is for all customers, whoever starts it
            self.sudo()._plan(company)
            for company in self.env.companies.root_id
        ]
        added, moved, gone, waiting = (
            sum(count[step] for count in counts)
            for step in ("added", "moved", "gone", "waiting")
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if waiting else "success",
                "title": self.env._("Visits planned"),
                "message": self.env._(
                    "New proposals: %(added)s. Moved: %(moved)s. Taken back: "
                    "%(gone)s. To be scheduled by hand: %(waiting)s.",
                    added=added,
                    moved=moved,
                    gone=gone,
                    waiting=waiting,
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _plan(self, company, today=None):
        """Classes, what is over or not asked any more, new proposals, in this order.

        :param company: a main company; customers of its branches are planned as well
        :param date today: plans as on this day
        :return: numbers of proposals by what happened to them
        """
        self.env.flush_all()
        plan = self._prepare_plan(company, today or company._policy_today())
        # raw SQL: visits of a hundred thousand customers never pass through Python
        self._run(planning_sql.classify(plan, self._prepare_classes(company)))
        counts = {
            "missed": self._run(planning_sql.close_missed(plan)),
            "gone": self._run(planning_sql.cancel_unasked(plan))
            + self._run(planning_sql.remove_unasked(plan)),
            "moved": self._run(planning_sql.follow_customers(plan)),
        }
        self._run(planning_sql.adopt_made(plan))
        self._drop_tables()
        self._run(hours_sql.collect_asked(plan))
        people = self._execute_column(hours_sql.select_people(plan))
        stretches = self._prepare_stretches(company, people, plan)
        counts["moved"] += self._run(hours_sql.free_undue(plan))
        undated = self._run(hours_sql.collect_undated(plan))
        self._run(SQL("ANALYZE crm_visit_asked"))
        seats = self._prepare_seats(company, plan, stretches)
        values = self._get_proposal_values()
        counts["added"] = self._run(
            hours_sql.insert_proposals(plan, seats, planning.GRID, values)
        )
        if undated:
            self._run(hours_sql.date_proposals(plan, seats, planning.GRID))
        self._drop_tables()
        self.env.invalidate_all(flush=False)
        self.env["crm.visit.class"]._show_planned(company)
        counts["waiting"] = self.search_count(
            self._get_unscheduled_domain()
            & Domain("company_id", "in", list(plan.company_ids))
        )
        return counts

    def _run(self, statement):
        # raw SQL: one statement for all customers of the company
        self.env.cr.execute(statement)
        return self.env.cr.rowcount

    def _execute_column(self, statement):
        return [row[0] for row in self.env.execute_query(statement)]

    def _drop_tables(self):
        # raw SQL: tables of this step only
        self.env.cr.execute(
            SQL("DROP TABLE IF EXISTS crm_visit_asked, crm_visit_stretch")
        )

    @api.model
    def _get_unscheduled_domain(self):
        """Planned visits of a cadence that have no date, with the reason."""
        return Domain("state", "=", "planned") & Domain("planning_issue", "!=", False)

    @api.model
    def _get_proposal_values(self):
        """What a proposal begins with, by column; the rest is empty."""
        return {
            "state": "planned",
            "is_agreed": False,
            "is_busy": False,
            "is_late": False,
            "is_time_entered": False,
            "is_touched": False,
            "is_user_fixed": False,
            "no_competitor": False,
            "duration": 0.0,
            "sent_back_count": 0,
        }

    # -- what the statements need to know ----------------------------------------------

    @api.model
    def _prepare_plan(self, company, today):
        """The cadences and people of a company, as plain values."""
        company_ids = tuple(company._get_visit_companies().ids)
        horizon = today + timedelta(days=company.visit_planning_days)
        first, last = self._get_proposal_span(company_ids, today)
        cadences = self.env["crm.visit.cadence"]._get_catalogue(company)
        return planning_sql.Plan(
            company_id=company.id,
            company_ids=company_ids,
            today=today,
            now=fields.Datetime.now(),
            uid=self.env.uid,
            slots=cadences._prepare_slots(today, horizon, first, last),
            roles=self._get_planning_roles(),
            joins=tuple(self._get_planning_joins(company)),
            references=self._get_references(),
            reasons={
                "planning": self.env.ref(CANCELLED_BY_PLANNING).id,
                "missed": self.env.ref(MISSED).id,
            },
            notes={
                "archived": self.env._("The customer was archived."),
                "special": self.env._("A special partner, no trade customer."),
                "class": self.env._("The customer changed its class."),
                "plan": self.env._("The cadence does not ask it any more."),
            },
        )

    @api.model
    def _get_proposal_span(self, company_ids, today):
        """First days of the earliest and the latest period of open proposals."""
        [span] = self._read_group(
            [
                ("company_id", "in", company_ids),
                ("state", "=", "planned"),
                ("cadence_id", "!=", False),
                ("date_deadline", ">=", today),
            ],
            [],
            ["period_start:min", "period_start:max"],
        )
        return [day or None for day in span]

    @api.model
    def _prepare_classes(self, company):
        """(id, subselect of customers) of the classes, in their order."""
        classes = self.env["crm.visit.class"].with_company(company)
        return [
            (record.id, record._search_customers().subselect())
            for record in classes.search([("company_id", "=", company.id)])
            if record.has_condition
        ]

    @api.model
    def _get_planning_roles(self):
        """SQL of the person by role of a cadence; see ``planning_sql.Plan.roles``."""
        return {
            "salesperson": SQL("seller.id"),
            "leader": SQL("seller_team.user_id"),
            "person": SQL("slot.person_id"),
        }

    @api.model
    def _get_planning_joins(self, company):
        """SQL joins that the roles of extensions read."""
        return []

    # -- hours -------------------------------------------------------------------------

    @api.model
    def _prepare_stretches(self, company, user_ids, plan):
        """Working hours by user id until the last deadline, kept for the statements."""
        last = max((slot.date_deadline for slot in plan.slots), default=plan.today)
        zone = pytz.timezone(company.policy_tz)
        start = zone.localize(datetime.combine(plan.today, time.min))
        stop = zone.localize(datetime.combine(last + timedelta(days=1), time.min))
        users = self.env["res.users"].browse(user_ids)
        stretches = users._get_working_stretches(company, start, stop)
        self._take_appointments(company, stretches, plan, stop)
        rows = [
            (user_id, stretch.start, stretch.stop)
            for user_id, own in stretches.items()
            for stretch in own
        ]
        self._run(hours_sql.keep_stretches(rows))
        self._run(SQL("CREATE INDEX ON crm_visit_stretch (user_id, start)"))
        self._run(SQL("ANALYZE crm_visit_stretch"))
        return stretches

    @api.model
    def _take_appointments(self, company, stretches, plan, stop):
        """No visit is proposed on top of what else stands in the calendar."""
        appointments = {}
        # raw SQL: the calendars of all people at once, whoever plans
        for user_id, *hours in self.env.execute_query(
            hours_sql.select_appointments(
                list(stretches),
                company.policy_tz,
                plan.now,
                stop.astimezone(pytz.utc).replace(tzinfo=None),
            )
        ):
            appointments.setdefault(user_id, []).append(hours)
        channels = self.env["crm.visit.channel"].browse(
            {slot.channel_id for slot in plan.slots}
        )
        longest = timedelta(hours=max(channels.mapped("duration"), default=0))
        for user_id, own in appointments.items():
            stretches[user_id] = planning.without(stretches[user_id], own, longest)

    @api.model
    def _prepare_seats(self, company, plan, stretches):
        """Which hours fall to whom; hours that are over fall to nobody."""
        wanted = {
            (user_id, index): count
            for user_id, index, count in self.env.execute_query(hours_sql.count_asked())
        }
        coming = {
            user_id: planning.from_now(own, plan.now)
            for user_id, own in stretches.items()
        }
        loads = {}
        for user_id, start, count in self.env.execute_query(hours_sql.count_loads()):
            own = stretches[user_id]
            over = len(own) - len(coming[user_id])
            position = bisect_left(own, start, key=attrgetter("start")) - over
            if position >= 0:
                loads[user_id, position] = count
        zone = pytz.timezone(company.policy_tz)
        return planning.seat(wanted, plan.slots, coming, loads, zone)
