# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging

import psycopg2

from odoo import api, models
from odoo.tools import mute_logger

from odoo.addons.crm_policy.engine.periods import period_of
from odoo.addons.crm_policy.planner import whole_tables

from ..engine import measures, reminders
from .crm_grading_task import REMINDER

_logger = logging.getLogger(__name__)


class CrmGradingTask(models.Model):
    """Planning: the catalogue becomes dated work by statements, a company at a time."""

    _inherit = "crm.grading.task"

    @api.model
    def _cron_plan(self):
        """Plans the measures of every company (GRD-13).

        One company a transaction. A second run, on another node or after a kill, finds
        nothing to do; two at the same moment: the later one leaves the company to the
        first.
        """
        companies = self.env["res.company"].search([("parent_id", "=", False)])
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    self._plan(company)
            except psycopg2.errors.SerializationFailure:
                _logger.info("%s: planned by another run", company.name)
            if not self.env["ir.cron"]._commit_progress(1):
                break
        self.env.ref("crm_grading.ir_cron_remind_measures")._trigger()

    @api.model
    def _cron_remind(self):
        """Keeps an activity for each measure that somebody owes (GRD-13)."""
        companies = self.env["res.company"].search([("parent_id", "=", False)])
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    self._remind(company)
            except psycopg2.errors.SerializationFailure:
                _logger.info("%s: reminded by another run", company.name)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _plan(self, company, today=None):
        """Missed, cancelled, changed and new work of a company, in this order.

        :param date today: plans as on this day
        :return: numbers of tasks by what happened to them
        """
        plan = self._prepare_plan(company, today or company._policy_today())
        self.env.flush_all()
        counts = {}
        with whole_tables(self.env.cr):
            for step, statement in (
                ("missed", measures.mark_missed),
                ("cancelled", measures.cancel_unasked),
                ("changed", measures.update_asked),
                ("added", measures.insert_asked),
            ):
                # raw SQL: work of a million customers never passes through Python
                self.env.cr.execute(statement(plan))
                counts[step] = self.env.cr.rowcount
        self.invalidate_model()
        return counts

    @api.model
    def _prepare_plan(self, company, today):
        """The catalogue and the people of a company, as plain values."""
        until = period_of(today, company.grading_measure_planning).end
        catalogue = self.env["crm.grading.measure"]._get_catalogue(company)
        return measures.Plan(
            company_id=company.id,
            today=today,
            uid=self.env.uid,
            slots=catalogue._prepare_slots(today, until),
            executive_id=company.grading_executive_id.id or None,
            service_id=company.grading_service_id.id or None,
            officer_id=company.grading_officer_id.id or None,
        )

    @api.model
    def _remind(self, company):
        owed = reminders.Owed(
            company_id=company.id,
            today=company._policy_today(),
            uid=self.env.uid,
            type_id=self.env.ref(REMINDER).id,
            model_id=self.env["ir.model"]._get_id(self._name),
        )
        self.env.flush_all()
        with whole_tables(self.env.cr):
            for statement in (
                reminders.delete_settled,
                reminders.update_moved,
                reminders.insert_new,
            ):
                # raw SQL: a quarter's work is due on one day, and following each task
                # or mailing about it would help nobody
                self.env.cr.execute(statement(owed))
        self.env["mail.activity"].invalidate_model()
        self.invalidate_model(["activity_ids"])

    @api.model
    def _merge_customers(self, sources, target):
        """Keeps the work of merged customers: what the target has too is marked so.

        Odoo would fail on rows that the unique index does not allow twice.
        """
        taken = {
            task._get_slot()
            for task in self.search([("partner_id", "=", target.id)])
            if not task.merged_from
        }
        # the better proven work keeps the place
        ranks = {"done": 0, "planned": 1, "missed": 2, "cancelled": 3}
        for task in self.search(
            [("partner_id", "in", sources.ids), ("merged_from", "=", 0)]
        ).sorted(lambda task: ranks[task.state]):
            if task._get_slot() not in taken:
                taken.add(task._get_slot())
                continue
            task.merged_from = task.partner_id.id
            if task.state == "planned":
                task.write({"state": "cancelled", "cancel_reason": "merged"})
                task._close_reminders()
        self.flush_model()

    def _get_slot(self):
        """What only one task of a customer may stand for."""
        return self.measure_id, self.company_id, self.period, self.number
