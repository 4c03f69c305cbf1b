# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.crm_policy.models.crm_improvement import OPEN_STATES

from ..engine.below import weakest


class CrmSatisfactionMeasurement(models.Model):
    """Below the pass mark: improved, visited again, done at the mark (SAT-08)."""

    _inherit = "crm.satisfaction.measurement"

    improvement_id = fields.Many2one(
        "crm.improvement",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    past_improvement_ids = fields.Many2many(
        "crm.improvement",
        "crm_satisfaction_past_improvement_rel",
        string="Earlier Improvements",
        readonly=True,
        copy=False,
        help="They were effective before the measurement was opened again.",
    )
    improvement_state = fields.Selection(
        related="improvement_id.state", string="Status of the Improvement"
    )
    improvement_user_id = fields.Many2one(
        related="improvement_id.user_id", string="Improved by"
    )
    improvement_deadline = fields.Date(
        related="improvement_id.date_deadline", string="Improvement Due"
    )
    improvement_cycle = fields.Integer(
        related="improvement_id.cycle", string="Cycle of the Improvement"
    )
    is_improvement_overdue = fields.Boolean(
        related="improvement_id.is_overdue", string="Improvement Overdue"
    )
    revisit_cycle = fields.Integer(
        readonly=True,
        copy=False,
        help="To which cycle of the improvement this revisit belongs.",
    )
    revisit_count = fields.Integer(
        string="Number of Revisits", compute="_compute_revisit_count"
    )
    may_plan_revisit = fields.Boolean(compute="_compute_may_plan_revisit")

    _improvement_uniq = models.UniqueIndex(
        "(improvement_id) WHERE improvement_id IS NOT NULL",
        "An improvement belongs to one measurement.",
    )
    _revisit_open_uniq = models.UniqueIndex(
        "(revisit_of_id) WHERE revisit_of_id IS NOT NULL"
        " AND state IN ('planned', 'open')",
        "A revisit is planned already.",
    )

    @api.depends("revisit_ids")
    def _compute_revisit_count(self):
        for measurement in self:
            measurement.revisit_count = len(measurement.revisit_ids)

    @api.depends("improvement_id.state", "revisit_ids.state")
    def _compute_may_plan_revisit(self):
        for measurement in self:
            # sudo: whether it is open, not what it says
            improvement = measurement.sudo().improvement_id
            measurement.may_plan_revisit = (
                improvement.state in OPEN_STATES
                and not measurement._get_open_revisits()
            )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "improvement_id",
            "past_improvement_ids",
            "revisit_of_id",
            "revisit_cycle",
        }

    def _before_reopened(self):
        """What was effective is history: below the mark again, a new one begins."""
        result = super()._before_reopened()
        # sudo: the measurement follows its improvement, whoever may see that
        for measurement in self.sudo():
            improvement = measurement.improvement_id
            if improvement.state == "effective":
                measurement._decide(
                    {
                        "improvement_id": False,
                        "past_improvement_ids": [Command.link(improvement.id)],
                    }
                )
        return result

    # -- the improvement ---------------------------------------------------------------

    def _after_done(self):
        result = super()._after_done()
        # sudo: who closes a measurement need not see the improvement of its unit
        for measurement in self.sudo():
            measurement._follow_up()
        return result

    def _follow_up(self):
        """Below the mark an improvement opens; a revisit decides on its one."""
        self.ensure_one()
        visited = self.revisit_of_id.improvement_id
        if visited.state in OPEN_STATES:
            visited._judge_revisit(self)
        elif self.has_score and not self.is_passed:
            if self.company_id.satisfaction_improvement_auto:
                self._open_improvement()
        elif self.improvement_id.state in OPEN_STATES:
            self._pass_after_all()

    def action_open_improvement(self):
        """The improvement; a new one where the settings open none by themselves.

        :raises UserError: where the score is not below the pass mark
        """
        self.ensure_one()
        if not self.improvement_id:
            self._lock("done")
            if not self.has_score or self.is_passed:
                raise UserError(
                    self.env._(
                        "Only a measurement below the pass mark is improved by an "
                        "action of its own."
                    )
                )
            # sudo: the link is written by the steps only
            self.sudo()._open_improvement()
        return self.improvement_id._get_records_action(context={})

    def _open_improvement(self):
        """One improvement a measurement; one that was given up is taken up again."""
        self.ensure_one()
        improvement = self.improvement_id
        if improvement.state in OPEN_STATES:
            return improvement
        if improvement.state == "cancelled":
            improvement.action_reopen()
        else:
            improvement = improvement.create(self._prepare_improvement())
            self._decide({"improvement_id": improvement.id})
        improvement._ask_to_plan()
        return improvement

    def _prepare_improvement(self):
        self.ensure_one()
        company = self.company_id
        user = self._get_improver()
        record = self.with_context(lang=user.lang or self.env.lang)
        return {
            "name": record.env._(
                "Satisfaction below the pass mark: %(subject)s",
                subject=record.subject_id.display_name,
            ),
            "company_id": company.id,
            "res_model": self._name,
            "res_id": self.id,
            "user_id": user.id,
            "date_deadline": company._policy_today()
            + timedelta(days=company.satisfaction_improvement_days),
            "satisfaction_finding": record._get_finding(),
            # revisits of an earlier one do not decide on this one
            "cycle": max(self.past_improvement_ids.mapped("cycle"), default=0) + 1,
        }

    def _get_improver(self):
        """The head of the unit; without one who measured, else a manager."""
        self.ensure_one()
        heads = self.unit_id._get_heads_up()
        others = self.user_id.filtered("active") or self._get_managers(self.company_id)
        return (heads or others)[:1]

    def _get_finding(self):
        """Score and weakest factors in words, in the language of the environment."""
        self.ensure_one()
        mark = self.basis["pass"]
        lines = [
            self.env._(
                "%(measurement)s: %(score).2f of 100, the pass mark is %(mark)g.",
                measurement=self.display_name,
                score=self.score,
                mark=mark,
            )
        ]
        # of few anonymous questionnaires nobody learns the single marks
        means = [] if self.is_few else self._get_factor_means()
        weak = weakest(means, mark)
        if weak:
            lines.append(self.env._("Weakest factors:"))
            lines += [f"– {name}: {score:.2f}" for name, score in weak]
        return "\n".join(lines)

    def _get_factor_means(self):
        """Mean of the answers to each factor.

        :return: list of (name in the language of the environment, 0 to 100)
        """
        groups = self.env["crm.satisfaction.answer.line"]._read_group(
            [
                ("answer_id.measurement_id", "=", self.id),
                ("answer_id.state", "=", "done"),
                ("state", "=", "answered"),
            ],
            ["factor_id"],
            ["score:avg"],
        )
        return [(factor.with_env(self.env).name, mean) for factor, mean in groups]

    def _pass_after_all(self):
        """Reopened and scored anew, it reaches the mark: a mere draft is not needed."""
        improvement = self.improvement_id
        reason = self.env._(
            "%(measurement)s was scored anew and reaches the pass mark.",
            measurement=self.display_name,
        )
        if improvement.state == "draft":
            improvement._cancel(reason)
        else:
            improvement.message_post(body=reason)

    def _prepare_dissatisfied_activity(self, activity_type):
        self.ensure_one()
        user = self._get_improver()
        env = self.with_context(lang=user.lang or self.env.lang).env
        return {
            "activity_type_id": activity_type.id,
            "res_model_id": env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "user_id": user.id,
            "date_deadline": self.company_id._policy_today(),
            "summary": env._("Dissatisfied answers came in: see what is behind them"),
        }

    # -- revisits ----------------------------------------------------------------------

    def _get_set(self):
        """A revisit asks the same again, so that both scores compare."""
        return self.revisit_of_id.set_id or super()._get_set()

    def _get_open_revisits(self):
        return self.revisit_ids.filtered(
            lambda revisit: revisit.state in ("planned", "open")
        )

    def action_plan_revisit(self):
        """The customer is asked again, when it is needed.

        :raises UserError: without an open improvement, or when one is planned already
        """
        self.ensure_one()
        self._lock("done")
        if not self.may_plan_revisit:
            raise UserError(
                self.env._(
                    "A revisit is planned once, as long as the improvement is open."
                )
            )
        # sudo: the link to what is visited again is written by the steps only
        revisit = self.sudo()._plan_revisit().with_env(self.env)
        return revisit._get_records_action(context={})

    def _plan_revisit(self):
        self.ensure_one()
        return self.create(self._prepare_revisit())

    def _prepare_revisit(self):
        self.ensure_one()
        company = self.company_id
        today = company._policy_today()
        days = company.satisfaction_revisit_days
        return {
            "subject_id": self.subject_id.id,
            "company_id": company.id,
            "occasion": "revisit",
            "revisit_of_id": self.id,
            "revisit_cycle": self.improvement_id.cycle,
            "date_from": today,
            "date_to": today + timedelta(days=days or 30),
            "user_id": self.user_id.id,
        }

    def action_open_revisits(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_measurement_action"
        )
        return {
            **action,
            "domain": [("revisit_of_id", "=", self.id)],
            "context": {"create": False},
        }

    def action_open_visited(self):
        self.ensure_one()
        return self.revisit_of_id._get_records_action(context={})
