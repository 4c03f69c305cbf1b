# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import feedback_sql


class CrmSatisfactionMeasurement(models.Model):
    """Where a finished measurement counts (SAT-07)."""

    _inherit = "crm.satisfaction.measurement"

    rollup_period_id = fields.Many2one(
        "crm.satisfaction.period",
        string="Counts in",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The quarter of the due date, or when that is closed the next one.",
    )
    is_rolled_up = fields.Boolean(
        string="Counts in the Score of the Quarter",
        compute="_compute_is_rolled_up",
        store=True,
        precompute=True,
        copy=False,
        help="Otherwise its answers count in the figures of loyalty only.",
    )
    asked_count = fields.Integer(
        string="People Asked",
        readonly=True,
        copy=False,
        help="Invited, or listed as a respondent of the object. Of an anonymous "
        "measurement only the invited: its questionnaires name nobody.",
    )
    feedback_count = fields.Integer(
        string="People Who Answered",
        readonly=True,
        copy=False,
        help="Of the people asked: online, by phone, in an interview or on paper.",
    )
    is_counted_later = fields.Boolean(
        string="Counts Later",
        compute="_compute_is_counted_later",
        help="Its own quarter was closed when it was done.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "rollup_period_id",
            "is_rolled_up",
            "asked_count",
            "feedback_count",
        }

    @api.depends("occasion")
    def _compute_is_rolled_up(self):
        """All count; a bridge may keep an occasion of its own out of the score."""
        self.is_rolled_up = True

    def _compute_is_counted_later(self):
        for one in self:
            period = one.rollup_period_id
            one.is_counted_later = bool(period and one.date_to < period.date_start)

    def _after_done(self):
        """Each counts in its quarter, or in the next one that is open (SAT-07)."""
        res = super()._after_done()
        self._count_feedback()
        # sudo: periods are taken and written by nobody's hand
        periods = self.env["crm.satisfaction.period"].sudo()
        quarters = self.grouped(lambda one: (one.company_id, one.year, one.quarter))
        for (company, _year, _quarter), measurements in quarters.items():
            period = periods._take(company, measurements[0].date_to)
            measurements._decide({"rollup_period_id": period.id})
        self._update_trends()
        self._ask_for_roll_up()
        return res

    def _count_feedback(self):
        """How many of the people asked answered, as it stands now (SAT-10)"""
        if self:
            self.env.flush_all()
            # SQL: all measurements in one statement
            self.env.execute_query(feedback_sql.count_feedback(self.ids))
            self.invalidate_recordset(["asked_count", "feedback_count"])

    def _before_reopened(self):
        """:raises UserError: it counts in a quarter that is closed"""
        res = super()._before_reopened()
        # sudo: periods are read and written by nobody's hand
        periods = self.sudo().rollup_period_id
        closed = periods.filtered(lambda one: one.state == "closed")
        if closed:
            raise UserError(
                self.env._(
                    "It counts in %(quarters)s, which is closed. Open the quarter "
                    "first.",
                    quarters=", ".join(closed.mapped("name")),
                )
            )
        periods._touch()
        self._decide({"rollup_period_id": False})
        self._ask_for_roll_up()
        return res

    def _reopen(self, reason):
        res = super()._reopen(reason)
        self._update_trends()
        return res

    @api.model
    def _name_readable(self, names):
        """What stands in figures that everybody reads, as far as one may read it.

        :param names: names of measurements by id
        :return: those of them that one may read
        """
        readable = set(self.search([("id", "in", list(names))]).ids)
        return {key: name for key, name in names.items() if key in readable}

    def _update_trends(self):
        """The objects show their last two scores."""
        # sudo: the score of an object follows its measurements
        self.subject_id.sudo()._update_trend()

    def _ask_for_roll_up(self):
        """The figures of open periods follow soon."""
        # sudo: who measures does not handle scheduled actions
        self.env.ref("crm_satisfaction.ir_cron_satisfaction_roll_up").sudo()._trigger()
