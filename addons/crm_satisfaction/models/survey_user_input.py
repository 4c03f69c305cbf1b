# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import mute_logger

from ..engine import online_sql

_logger = logging.getLogger(__name__)


class SurveyUserInput(models.Model):
    """Participations in questionnaires; taken in once they are done (SAT-09)."""

    _inherit = "survey.user_input"

    satisfaction_measurement_id = fields.Many2one(
        "crm.satisfaction.measurement",
        string="Measurement",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="cascade",
    )
    satisfaction_taken = fields.Boolean(string="Taken in", readonly=True, copy=False)

    _satisfaction_waiting_idx = models.Index(
        "(id) WHERE state = 'done' AND satisfaction_measurement_id IS NOT NULL "
        "AND satisfaction_taken IS NOT TRUE"
    )

    def _mark_done(self):
        result = super()._mark_done()
        self.filtered("satisfaction_measurement_id")._take_alone()
        return result

    def _notify_new_participation_subscribers(self):
        """Who takes part in a questionnaire is nobody's news."""
        others = self.filtered(lambda one: one.survey_id.survey_type != "satisfaction")
        return super(SurveyUserInput, others)._notify_new_participation_subscribers()

    def _get_satisfaction_problem(self, is_submitting=False):
        """Why a link does not open the questions (SAT-09)

        Who began in time may send what is filled in; it says itself when it came late.

        :param bool is_submitting: filled in and sent, not just opened
        :return: answered, withdrawn, cancelled, closed, unknown, or ``None``
        """
        self.ensure_one()
        if self.test_entry:
            return None
        measurement = self.satisfaction_measurement_id
        if not measurement:
            return "unknown"
        invitation = self.env["crm.satisfaction.invitation"].search(
            [("user_input_id", "=", self.id)], limit=1
        )
        if self.state == "done" or invitation.is_answered:
            return "answered"
        if invitation.state == "withdrawn":
            return "withdrawn"
        problem = measurement._get_online_problem()
        if problem == "closed" and is_submitting and self.state == "in_progress":
            return None
        return problem

    # -- taking in ---------------------------------------------------------------------

    def _take_alone(self):
        """Takes in a batch; what fails keeps no other waiting, and is tried again.

        What was sent stays: the respondent is never asked to send it anew.
        """
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self._take_satisfaction()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            # whatever it is, the others are taken in
            self.env.invalidate_all(flush=False)
            if len(self) > 1:
                for user_input in self:
                    user_input._take_alone()
            else:
                _logger.info("Participation %s: not taken in: %s", self.id, error)

    def _take_satisfaction(self):
        """Makes questionnaires of participations that are done, each once (SAT-09)

        The statements do not grow with the number. Test entries are never taken in;
        what another transaction works on is left to the scheduled action.

        :return: the questionnaires
        """
        # who answers has no rights here, and leaves no trace: neither in what is
        # stored now nor in anything that follows
        inputs = self.with_env(self.env(user=SUPERUSER_ID, context={}))
        inputs.env.flush_all()
        run = inputs.env.execute_query
        ids = inputs.ids
        if not ids:
            return self.env["crm.satisfaction.answer"]
        locked = [row[0] for row in run(online_sql.lock_measurements(ids))]
        found = run(online_sql.lock_inputs(ids, locked)) if locked else []
        if len(found) < len(ids):
            inputs._trigger_intake()
        if not found:
            return self.env["crm.satisfaction.answer"]
        ids = [row[0] for row in found]
        run(online_sql.lock_invitations(ids))
        return inputs._insert_answers(ids, locked)

    def _insert_answers(self, ids, measurement_ids):
        """
        :param list ids: participations that this transaction has locked
        :param list measurement_ids: their measurements, locked as well
        """
        run = self.env.execute_query
        measurements = self.env["crm.satisfaction.measurement"].browse(measurement_ids)
        company = measurements[:1].company_id
        reasons = company._in_policy_lang(self)._get_void_reasons()
        rows = run(online_sql.insert_answers(ids, reasons))
        for statement in (
            online_sql.insert_lines,
            online_sql.answer_invitations,
            online_sql.forget_lines,
            online_sql.finish_inputs,
        ):
            self.env.cr.execute(statement(ids))
        self.env.invalidate_all()
        measurements._count_online()
        answers = self.env["crm.satisfaction.answer"]
        counted = answers.browse([row[0] for row in rows if row[1] == "done"])
        if counted:
            counted._after_answered()
        taken = answers.browse([row[0] for row in rows])
        # of anonymous ones the scheduled action tells: the moment would say whose
        taken.filtered(lambda one: not one.is_anonymous)._follow_alone()
        return taken

    @api.model
    def _get_void_reasons(self):
        """Why a questionnaire is kept, but not counted."""
        return {
            "late": self.env._(
                "Came in after the measurement was done. Open it again to count it; "
                "the next period has its own."
            ),
            "twice": self.env._("The same person had answered in another way."),
        }

    @api.model
    def _trigger_intake(self):
        # sudo: whoever answers wakes the scheduled action
        cron = self.env.ref(
            "crm_satisfaction.ir_cron_satisfaction_intake", raise_if_not_found=False
        )
        if cron:
            cron.sudo()._trigger()

    @api.model
    def _cron_take_satisfaction(self, batch=500):
        """Takes in what was missed; can be killed and started again at any time."""
        cron = self.env["ir.cron"]
        domain = Domain(
            [
                ("state", "=", "done"),
                ("satisfaction_measurement_id", "!=", False),
                ("satisfaction_taken", "=", False),
                ("test_entry", "=", False),
            ]
        )
        cron._commit_progress(remaining=self.search_count(domain))
        last = 0
        while inputs := self.search(
            domain & Domain("id", ">", last), order="id", limit=batch
        ):
            last = inputs[-1].id
            inputs._take_alone()
            if not cron._commit_progress(len(inputs)):
                return
        self.env["crm.satisfaction.answer"]._cron_follow_up(batch)
