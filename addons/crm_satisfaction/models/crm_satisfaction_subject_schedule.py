# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging
from collections import defaultdict

import psycopg2

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, mute_logger

from ..engine import timing

BATCH_SIZE = 500
ACTIVITY_DATES = "crm_satisfaction.mail_activity_type_dates"

_logger = logging.getLogger(__name__)


class CrmSatisfactionSubject(models.Model):
    """Due measurements come by themselves, each once (SAT-05)."""

    _inherit = "crm.satisfaction.subject"

    # -- the scheduled action ----------------------------------------------------------

    @api.model
    def _cron_schedule(self):
        """Plans what is due, opens what has begun, tells what is late.

        Each object is looked at once a day and whenever it changed; a run that was
        stopped goes on where it was.
        """
        companies = self.env["res.company"].search(Domain.TRUE)
        for company in companies:
            if not self.with_company(company)._schedule_company(company):
                return
        measurements = self.env["crm.satisfaction.measurement"]
        for company in companies:
            measurements._open_due(company)
            measurements._tell_late(company)

    @api.model
    def _schedule_company(self, company):
        """:return: False when the time of the scheduled action is over"""
        today = company._policy_today()
        waiting = self._get_waiting_domain(company, today)
        cron = self.env["ir.cron"]
        subjects = self.with_context(active_test=False)
        while batch := subjects.search(waiting, limit=BATCH_SIZE, order="id"):
            batch.with_context(active_test=True)._schedule_alone()
            batch._mark_scheduled(today)
            if not cron._commit_progress(len(batch)):
                return False
        return True

    @api.model
    def _get_waiting_domain(self, company, today):
        """Objects that were not looked at today; archived ones until they are let go"""
        not_today = Domain("scheduled_on", "=", False) | Domain(
            "scheduled_on", "!=", today
        )
        kept = Domain("active", "=", True) | Domain("scheduled_on", "=", False)
        return Domain("company_id", "=", company.id) & not_today & kept

    def _mark_scheduled(self, today):
        self.flush_recordset(["scheduled_on"])
        # raw SQL: nobody's change, so neither writer nor time of writing move
        self.env.cr.execute(
            SQL(
                "UPDATE crm_satisfaction_subject SET scheduled_on = %s WHERE id IN %s",
                today,
                tuple(self.ids),
            )
        )
        self.invalidate_recordset(["scheduled_on"])

    def _schedule_alone(self):
        """Schedules a batch; what fails does not keep the others waiting."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self._schedule()
        except (
            psycopg2.errors.SerializationFailure,
            psycopg2.errors.UniqueViolation,
        ):
            # the unique index of the keys has decided
            self.env.invalidate_all(flush=False)
            _logger.info("Measured objects %s: scheduled by another run", self.ids)
        except Exception as error:
            # whatever it is, the other objects are scheduled
            self.env.invalidate_all(flush=False)
            if len(self) == 1:
                _logger.info("%s: not scheduled: %s", self.id, error)
                self.schedule_issue = str(error)[:500]
                return
            for subject in self:
                subject._schedule_alone()

    # -- a batch -----------------------------------------------------------------------

    def _schedule(self):
        """Plans, moves and takes back the measurements of objects of one company.

        Run twice, the second time does nothing.
        """
        company = self.company_id
        today = company._policy_today()
        horizon = fields.Date.add(today, days=company.satisfaction_lead_days)
        rules = self.env["crm.satisfaction.timing"]._get_rules(self.kind_id)
        known = self._get_scheduled_measurements()
        lines = self._get_plan_lines()
        new = []
        for subject in self:
            own_rules = rules.get(subject.kind_id.id, [])
            issue = subject._get_idle_reason()
            subject._refresh(own_rules, known[subject.id], issue, today)
            subject._follow_dates(
                known[subject.id], lines[subject.id], own_rules, issue
            )
            if not issue:
                new += subject._prepare_due(
                    own_rules, known[subject.id], lines[subject.id], horizon
                )
        measurements = self.env["crm.satisfaction.measurement"]
        measurements._create_scheduled(new)
        self._ask_for_dates()

    def _get_scheduled_measurements(self):
        """By object: the measurements of the schedule by key, whatever their state."""
        found = defaultdict(dict)
        for measurement in self.env["crm.satisfaction.measurement"].search(
            [("subject_id", "in", self.ids), ("timing_key", "!=", False)]
        ):
            found[measurement.subject_id.id][measurement.timing_key] = measurement
        return found

    def _get_plan_lines(self):
        """By object: what approved plans ask for or have cancelled, by key."""
        found = defaultdict(dict)
        for line in self.env["crm.satisfaction.plan.line"].search(
            [
                ("subject_id", "in", self.ids),
                ("plan_id.state", "in", ("approved", "closed")),
            ]
        ):
            found[line.subject_id.id][line._get_key()] = line
        return found

    def _get_idle_reason(self):
        """Why nothing is scheduled for the object; False when it is."""
        self.ensure_one()
        if not self.active:
            return self.env._("The object is archived.")
        if not self.partner_id.active:
            return self.env._("The customer is archived.")
        return False

    def _refresh(self, rules, known, issue, today):
        """What the object shows: phase, missing dates, the next window."""
        facts = self._get_phase_facts(rules)
        facts.update(schedule_issue=issue, window_from=False, window_to=False)
        if not issue:
            ahead = fields.Date.add(today, years=1)
            windows = timing.due_windows(
                self._get_dates(),
                rules,
                max(self.schedule_from or today, today),
                ahead,
            )
            coming = next((one for one in windows if one.key not in known), None)
            if coming:
                facts.update(window_from=coming.start, window_to=coming.end)
        changed = {name: value for name, value in facts.items() if self[name] != value}
        if changed:
            self.write(changed)

    def _follow_dates(self, known, lines, rules, issue):
        """The dates changed: what is planned moves, what collects answers stays."""
        dates = self._get_dates()
        for key, measurement in known.items():
            measurement._follow_unit()
            if measurement.state not in ("planned", "open"):
                continue
            if issue:
                measurement._follow_window(None, issue)
            elif not key.startswith("plan:"):
                measurement._follow_window(timing.find_window(dates, rules, key))
        for key, line in lines.items():
            if not key.startswith("plan:") and not line.is_cancelled:
                line._follow_window(timing.find_window(dates, rules, key))

    def _prepare_due(self, rules, known, lines, horizon):
        """Values of the measurements that are to be planned now."""
        first = self.schedule_from or horizon
        windows = {
            window.key: window
            for window in timing.due_windows(self._get_dates(), rules, first, horizon)
        }
        # what a plan has cancelled is not due any more
        settled = known.keys() | {
            key for key, line in lines.items() if line.is_cancelled
        }
        values = [
            self._prepare_scheduled(window, lines.get(key))
            for key, window in windows.items()
            if key not in settled
        ]
        values += [
            self._prepare_planned(line)
            for key, line in lines.items()
            if key not in settled
            and key not in windows
            and line.plan_state == "approved"
            and line.date_from <= horizon
        ]
        return values

    def _prepare_scheduled(self, window, line):
        """Values of the measurement of a window, carried out as the plan says."""
        values = {
            "subject_id": self.id,
            "occasion": window.occasion,
            "timing_key": window.key,
            "date_from": window.start,
            "date_to": window.end,
            "scheduled_from": window.start,
            "scheduled_to": window.end,
            "unit_id": self._get_active_unit().id,
            "user_id": self._get_active_user().id,
        }
        return values | (line._prepare_measurement() if line else {})

    def _prepare_planned(self, line):
        """Values of the measurement of a line that no rule asks for."""
        return {
            "subject_id": self.id,
            "occasion": line.occasion,
            "timing_key": line._get_key(),
            "scheduled_from": line.date_from,
            "scheduled_to": line.date_to,
            "unit_id": self._get_active_unit().id,
            "user_id": self._get_active_user().id,
            **line._prepare_measurement(),
        }

    def _get_active_unit(self):
        """The department that answers now: one that was closed is followed by the one
        above it; without any, it stays."""
        self.ensure_one()
        unit = self.unit_id
        while unit and not unit.active:
            unit = unit.parent_id
        return unit or self.unit_id

    def _get_active_user(self):
        """Who carries it out: the responsible, else the head of the department."""
        self.ensure_one()
        candidates = self.user_id | self._get_active_unit()._get_heads_up()
        working = candidates.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        return working[:1] or self.user_id

    # -- what is missing ---------------------------------------------------------------

    def _ask_for_dates(self):
        """The responsible is asked once for the dates that are missing."""
        open_ones = self.env["mail.activity"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", self.env.ref(ACTIVITY_DATES).id),
            ]
        )
        asked = {activity.res_id: activity for activity in open_ones}
        lacking = self.filtered(
            lambda one: one.missing_dates and one.active and not one.schedule_issue
        )
        for subject in lacking:
            user = subject._get_active_user()
            # sudo: the schedule asks whoever answers for the object
            own = subject.with_context(lang=user.lang)
            summary = self.with_context(lang=user.lang).env._(
                "Enter the dates: %(dates)s", dates=own.missing_dates_label
            )
            activity = asked.pop(subject.id, None)
            if not activity:
                own.activity_schedule(ACTIVITY_DATES, summary=summary, user_id=user.id)
            elif activity.summary != summary:
                activity.summary = summary
        settled = [asked[one.id].id for one in self - lacking if one.id in asked]
        self.env["mail.activity"].browse(settled).unlink()
