# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta
from functools import cache, partial

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, split_every

from ..engine import deadlines, milestones
from .crm_complaint_milestone import ACTIVE

# How far ahead working hours are looked for: first this far, then a year and more
HORIZONS = (timedelta(days=60), timedelta(days=500))
# Before the beginning, for warnings
BACK = timedelta(days=31)
# Milestones planned in one transaction
BATCH = 500


class CrmComplaintMilestone(models.Model):
    """When milestones are due, from events, targets and working hours (CMP-03, 08).

    Everything is fetched for the whole batch; each due date is plain arithmetic.
    """

    _inherit = "crm.complaint.milestone"

    def _plan(self, until=None):
        """Plans open milestones again, by what holds now; others are left alone.

        :param dict until: moments at which waiting ended, by complaint
        """
        # sudo: milestones are written by events and planning only
        active = self.sudo().filtered(lambda milestone: milestone.state in ACTIVE)
        found = [
            {
                "complaint_id": milestone.complaint_id.id,
                "kind": milestone.kind,
                "cycle": milestone.cycle,
                "started_on": milestone._get_start(),
            }
            for milestone in active
        ]
        now, moved = fields.Datetime.now(), self.browse()
        plans = self._complete_plans(found, until, keep_waived=True)
        for milestone, plan in zip(active, plans, strict=True):
            # what was overdue before the pause stays so while the pause lasts
            is_over = plan["due_on"] < now and (
                milestone.state == "missed" or not milestone.complaint_id.is_waiting
            )
            plan["state"] = "missed" if is_over else "open"
            plan["needs_planning"] = False
            changes = milestone._get_changes(plan)
            if {"due_on", "warn_on"} & changes.keys():
                moved |= milestone
            milestone.write(changes)
        self.env["crm.complaint.escalation"]._forget(moved)

    @api.model
    def _cancel_waived(self, complaints):
        """Ends the clocks that a case has none of, now that it is of another kind."""
        # sudo: milestones are written by events and planning only
        active = self.sudo()._get_active(complaints)
        found = [
            {
                "complaint_id": milestone.complaint_id.id,
                "kind": milestone.kind,
                "started_on": milestone._get_start(),
            }
            for milestone in active
        ]
        kept = {
            (plan["complaint_id"], plan["kind"]) for plan in self._complete_plans(found)
        }
        waived = active.filtered(
            lambda one: (one.complaint_id.id, one.kind) not in kept
        )
        waived.write(
            {
                "state": "cancelled",
                "done_on": fields.Datetime.now(),
                "needs_planning": False,
            }
        )
        self.env["crm.complaint.escalation"].sudo()._close_requests(waived.complaint_id)

    def _get_start(self):
        """The first round begins when the complaint came in, if that is corrected."""
        self.ensure_one()
        first = self.cycle == 1 and self.kind in milestones.STARTS["received"]
        return self.complaint_id.received_on if first else self.started_on

    def _get_changes(self, plan):
        self.ensure_one()
        return {
            name: value
            for name, value in plan.items()
            if self._fields[name].convert_to_write(self[name], self) != value
        }

    @api.model
    def _complete_plans(self, plans, until=None, keep_waived=False):
        """Adds target, figures and dates to values of milestones.

        :param plans: dicts with ``complaint_id``, ``kind`` and ``started_on``
        :param dict until: moments at which waiting ended, by complaint
        :param bool keep_waived: also those that new complaints would not get
        :return: the dicts; without those that no case like it has
        """
        complaints = self.env["crm.complaint"].sudo()
        complaints = complaints.browse({plan["complaint_id"] for plan in plans})
        by_id = {one.id: one for one in complaints}
        targets = self.env["crm.complaint.target"].sudo().search(Domain.TRUE)
        target_of = {target.id: target for target in targets}
        lines = targets._get_lines()
        pauses = self._get_pauses(complaints, until or {})
        facts = {one.id: one._get_target_facts() for one in complaints}
        offices = {one.id: one._get_office() for one in complaints}
        begin = min((plan["started_on"] for plan in plans), default=None)

        @cache
        def get_hours(office, horizon):
            return self._get_hours(*office, begin - BACK, horizon)

        completed = []
        for plan in plans:
            complaint = by_id[plan["complaint_id"]]
            line = milestones.choose(lines, plan["kind"], facts[complaint.id])
            target = target_of[line.id] if line else targets.browse()
            if target.is_waived and not keep_waived:
                continue
            given = self._prepare_target(complaint, target, plan["kind"])
            dates = self._get_dates(
                plan["started_on"],
                given,
                target.warn_hours,
                partial(get_hours, offices[complaint.id]),
                pauses.get(complaint.id, ()),
            )
            completed.append({**plan, **given, **dates})
        return completed

    @api.model
    def _prepare_target(self, complaint, target, kind):
        """What the target gives, copied: a due date keeps the rule it came from."""
        company = complaint.company_id
        days = (
            company.complaint_confirm_days
            if kind == "confirm"
            else company.complaint_default_days
        )
        promised = target.is_promised and complaint.planned_on
        return {
            "target_id": target.id,
            "value": target.value if target else days,
            "unit": target.unit if target else deadlines.CALENDAR_DAYS,
            "promised_on": promised,
            "calendar_id": complaint._get_office()[1].id,
            "unit_id": complaint.unit_id.id,
            "category_id": complaint.category_id.id,
            "severity": complaint.severity,
        }

    @api.model
    def _get_dates(self, start, given, warn_hours, get_hours, pauses):
        """Due date and warning.

        :param get_hours: gives the hours of the office up to a horizon
        """
        if given["promised_on"]:
            due = deadlines.Due(given["promised_on"], False, timedelta())
        else:
            due = self._get_due(start, given, get_hours, pauses)
        warning = False
        if warn_hours:
            works = given["unit"] in deadlines.WORKING and not due.is_fallback
            known = due.moment <= fields.Datetime.now() + HORIZONS[0]
            horizon = HORIZONS[0] if known else HORIZONS[1]
            stretches = get_hours(horizon).stretches if works else None
            warning = deadlines.get_warning(due.moment, warn_hours, stretches)
            warning = max(warning, start)
        return {
            "due_on": due.moment,
            "is_fallback": due.is_fallback,
            "paused_seconds": int(due.paused.total_seconds()),
            "warn_on": warning,
        }

    @api.model
    def _get_due(self, start, given, get_hours, pauses):
        value, unit = given["value"], given["unit"]
        for horizon in HORIZONS:
            hours = get_hours(horizon)
            due = deadlines.get_due(start, value, unit, hours, pauses)
            if due:
                return due
        return deadlines.get_fallback(start, value, unit, hours, pauses)

    @api.model
    def _get_hours(self, company, calendar, begin, horizon):
        """The hours of an office from a moment to so long after now."""
        stretches = ()
        if calendar:
            end = fields.Datetime.now() + horizon
            stretches = calendar._get_policy_worktime(company, begin, end).stretches
        same_time = company.complaint_day_ends == "same"
        return deadlines.Hours(stretches, company.policy_tz, same_time)

    @api.model
    def _get_pauses(self, complaints, until):
        """When the customer was waited for, by complaint id."""
        events = self.env["crm.complaint.event"].sudo()
        found = events.search(
            Domain("complaint_id", "in", complaints.ids)
            & Domain("kind", "in", milestones.WAITS + milestones.WAITS_END),
            order="moment, id",
        )
        return {
            complaint.id: deadlines.get_pauses(
                [(event.moment, event.kind) for event in theirs],
                milestones.WAITS,
                milestones.WAITS_END,
                until.get(complaint),
            )
            for complaint, theirs in found.grouped("complaint_id").items()
        }

    # -- planning again ----------------------------------------------------------------

    @api.model
    def _mark_for_planning(self, domain):
        """Open milestones that something moved; a job plans them again soon."""
        self.flush_model()
        query = self._search(domain & Domain("state", "in", ACTIVE))
        # raw SQL: one statement, however many milestones rest on a calendar
        marked = self.env.execute_query(
            SQL(
                """UPDATE crm_complaint_milestone SET needs_planning = TRUE
                    WHERE id IN %s AND needs_planning IS NOT TRUE RETURNING id""",
                query.subselect(),
            )
        )
        if marked:
            self.browse([id_ for (id_,) in marked]).invalidate_recordset(
                ["needs_planning"]
            )
            self.env.ref("crm_complaints.ir_cron_replan")._trigger()

    @api.model
    def _cron_replan(self):
        """Plans what was marked, in batches; may be killed and begun again."""
        marked = self.search(Domain("needs_planning", "=", True), order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(marked))
        for ids in split_every(BATCH, marked.ids):
            batch = self.browse(ids).try_lock_for_update()
            # what another node planned or an event ended in the meantime is left out
            batch.invalidate_recordset()
            batch.filtered("needs_planning")._plan()
            if not self.env["ir.cron"]._commit_progress(len(ids)):
                break
