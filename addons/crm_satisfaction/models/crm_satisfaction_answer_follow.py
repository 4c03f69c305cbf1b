# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging

from odoo import api, fields, models
from odoo.fields import NO_ACCESS, Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import mute_logger

from ..engine import online_sql, score_sql

_logger = logging.getLogger(__name__)


class CrmSatisfactionAnswer(models.Model):
    """What follows an online questionnaire: the mark, and who is told (SAT-13).

    It fails apart from the questionnaire, which is kept, and is tried again.
    """

    _inherit = "crm.satisfaction.answer"

    follow_pending = fields.Boolean(readonly=True, copy=False, groups=NO_ACCESS)
    follow_issue = fields.Char(
        string="Not Followed Up",
        readonly=True,
        copy=False,
        help="Why a dissatisfied answer was passed on to nobody yet; tried again.",
    )

    _follow_idx = models.Index("(id) WHERE follow_pending")

    def _get_decided_fields(self):
        return super()._get_decided_fields() | {"follow_pending", "follow_issue"}

    @api.model
    def _cron_follow_up(self, batch=500):
        """What waits or failed; of each anonymous one nobody learns the moment."""
        cron = self.env["ir.cron"]
        domain = Domain("follow_pending", "=", True)
        last = 0
        while answers := self.search(
            domain & Domain("id", ">", last), order="id", limit=batch
        ):
            last = answers[-1].id
            answers._follow_alone()
            if not cron._commit_progress(len(answers)):
                break

    def _follow_alone(self):
        """Follows up a batch; what fails keeps no other waiting."""
        waiting = self.filtered("follow_pending")
        if not waiting:
            return
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                waiting._follow_up()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            # whatever it is, the others are followed up
            self.env.invalidate_all(flush=False)
            if len(waiting) > 1:
                for answer in waiting:
                    answer._follow_alone()
            else:
                waiting._note_issue(error)

    def _follow_up(self):
        """Those that count, and late ones as well: only their score waits."""
        answers = self.filtered(lambda one: one.state == "done" or one.is_late)
        late = answers.filtered("is_late").measurement_id
        if late:
            self.env.flush_all()
            self.env.execute_query(score_sql.rescore_answers(late.ids))
            answers.invalidate_recordset(["score", "has_score", "level_id"])
        answers._mark_dissatisfied()
        self.env.flush_all()
        self.env.cr.execute(online_sql.follow_done(self.ids))
        self.invalidate_recordset(["follow_pending"], flush=False)
        self.filtered("follow_issue").follow_issue = False

    def _note_issue(self, error):
        """Said once at the measurement, however often it is tried."""
        _logger.info("Questionnaire %s: not followed up: %s", self.id, error)
        if not self.follow_issue:
            record = self.measurement_id
            told = record.company_id._in_policy_lang(record)
            record.message_post(
                body=told.env._(
                    "A questionnaire was kept, but not passed on; it is tried again: "
                    "%(problem)s",
                    problem=str(error)[:500],
                )
            )
        self.follow_issue = str(error)[:500] or type(error).__name__
