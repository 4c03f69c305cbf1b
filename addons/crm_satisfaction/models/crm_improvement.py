# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.crm_policy.models.crm_improvement import OPEN_STATES

ACTIVITY_TYPE = "mail.mail_activity_data_todo"


class CrmImprovement(models.Model):
    """An improvement because of a score is effective when a revisit says so (SAT-08).

    Nobody declares it effective by hand, unless a manager has said why no revisit is
    needed.
    """

    _inherit = "crm.improvement"

    satisfaction_measurement_ids = fields.One2many(
        "crm.satisfaction.measurement", "improvement_id", readonly=True
    )
    satisfaction_past_measurement_ids = fields.Many2many(
        "crm.satisfaction.measurement",
        "crm_satisfaction_past_improvement_rel",
        string="Earlier Measurement",
        readonly=True,
        copy=False,
    )
    satisfaction_measurement_id = fields.Many2one(
        "crm.satisfaction.measurement",
        string="Measurement",
        compute="_compute_satisfaction_measurement_id",
        compute_sudo=True,
    )
    satisfaction_finding = fields.Text(
        string="What was Found",
        readonly=True,
        copy=False,
        help="The score and the weakest factors when the improvement was opened.",
    )
    satisfaction_revisit_id = fields.Many2one(
        "crm.satisfaction.measurement",
        string="Decided by the Revisit",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    satisfaction_no_revisit_reason = fields.Text(
        string="Why No Revisit", readonly=True, copy=False, tracking=True
    )

    @api.depends("satisfaction_measurement_ids", "satisfaction_past_measurement_ids")
    def _compute_satisfaction_measurement_id(self):
        for improvement in self:
            improvement.satisfaction_measurement_id = (
                improvement.satisfaction_measurement_ids[:1]
                or improvement.satisfaction_past_measurement_ids[:1]
            )

    @api.model
    def _get_guarded_fields(self):
        return {
            **super()._get_guarded_fields(),
            "satisfaction_finding": False,
            "satisfaction_revisit_id": False,
            "satisfaction_no_revisit_reason": False,
        }

    def _get_missing_plan_labels(self):
        """Below the mark the cause is analysed before anything is planned."""
        labels = super()._get_missing_plan_labels()
        if self.satisfaction_measurement_id and not self.root_cause:
            labels.insert(0, self.env._("root cause"))
        return labels

    def action_plan(self):
        result = super().action_plan()
        self.filtered("satisfaction_measurement_id").activity_unlink([ACTIVITY_TYPE])
        return result

    def action_submit(self):
        """Carried out: from here on the customer is asked again."""
        result = super().action_submit()
        for improvement in self:
            # sudo: who carries it out need not be able to plan measurements
            improvement.sudo()._ask_again()
        return result

    def _ask_again(self):
        """A revisit of this cycle that is done decides; else one is planned."""
        measurement = self.satisfaction_measurement_id
        if not measurement or self.satisfaction_no_revisit_reason:
            return
        revisits = measurement.revisit_ids.filtered(self._is_decided_by)
        if revisits:
            self._verify_by(revisits.sorted(lambda one: (one.done_on, one.id))[-1])
        elif measurement.may_plan_revisit and self.company_id.satisfaction_revisit_days:
            measurement._plan_revisit()

    def _is_decided_by(self, revisit):
        return (
            revisit.state == "done"
            and revisit.has_score
            and revisit.revisit_cycle == self.cycle
        )

    def _judge_revisit(self, revisit):
        """A revisit is done: at the mark it is effective, below it begins again."""
        self.ensure_one()
        if self.state == "to_verify" and self._is_decided_by(revisit):
            self._verify_by(revisit)
        else:
            self.message_post(body=self._get_revisit_effect(revisit))

    def _verify_by(self, revisit):
        self._write_by_action(
            {
                "satisfaction_revisit_id": revisit.id,
                "effect": self._get_revisit_effect(revisit),
            }
        )
        if revisit.is_passed:
            self.action_verify_effective()
        else:
            self.action_verify_ineffective()

    def _get_revisit_effect(self, revisit):
        """What the revisit found, in the language of the responsible person."""
        lang = self.user_id.lang or self.env.lang
        return self.with_context(lang=lang).env._(
            "Revisit %(revisit)s: %(score).2f of 100, the pass mark is %(mark)g.",
            revisit=revisit.display_name,
            score=revisit.score,
            mark=revisit.basis["pass"],
        )

    # -- verification ------------------------------------------------------------------

    def _write_verification(self, result):
        for improvement in self.filtered("satisfaction_measurement_id"):
            improvement._check_revisited(result)
        return super()._write_verification(result)

    def _check_revisited(self, result):
        """:raises UserError: as long as no revisit of this cycle says so"""
        revisit = self.sudo().satisfaction_revisit_id  # sudo: only its score
        if self.satisfaction_no_revisit_reason:
            return
        if revisit and revisit.is_passed == (result == "effective"):
            return
        raise UserError(
            self.env._(
                "%(action)s is decided by the revisit: effective when it reaches the "
                "pass mark of %(mark)g, not effective below. Plan the revisit, or let "
                "a manager say why none is needed.",
                action=self.display_name,
                mark=self.company_id.satisfaction_pass,
            )
        )

    def action_verify_ineffective(self):
        """Begin again, with a new time and the next revisit."""
        result = super().action_verify_ineffective()
        for improvement in self.filtered("satisfaction_measurement_id"):
            company = improvement.company_id
            improvement._write_by_action(
                {
                    "satisfaction_revisit_id": False,
                    "satisfaction_no_revisit_reason": False,
                    "date_deadline": company._policy_today()
                    + timedelta(days=company.satisfaction_improvement_days),
                }
            )
            # sudo: who verifies may not plan activities of others
            improvement.sudo()._ask_to_plan()
        return result

    def _cancel(self, reason):
        result = super()._cancel(reason)
        self._drop_revisits(reason)
        return result

    def _drop_revisits(self, reason):
        """Revisits that are not done are not needed any more."""
        # sudo: the measurements follow the improvement, whoever decides on it
        measurements = self.sudo().satisfaction_measurement_ids
        for revisit in measurements._get_open_revisits():
            revisit._cancel(reason)

    # -- no revisit needed -------------------------------------------------------------

    def action_ask_no_revisit(self):
        """Ask the manager why no revisit is needed."""
        return self._ask_reason("no_revisit")

    def _get_reasoned_steps(self):
        return super()._get_reasoned_steps() | {
            "no_revisit": (self._waive_revisit, self.env._("No Revisit Needed"))
        }

    def _waive_revisit(self, reason):
        """The effect is verified by hand, for the reason that a manager gives.

        :raises UserError: for all but managers, and once it is closed
        """
        self.ensure_one()
        self._check_state(*OPEN_STATES)
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise UserError(
                self.env._("A manager says why no revisit is needed. Ask one.")
            )
        if not self.satisfaction_measurement_id:
            raise UserError(
                self.env._("This improvement does not come from a measurement.")
            )
        self._write_by_action({"satisfaction_no_revisit_reason": reason})
        self._drop_revisits(reason)

    # -- activities --------------------------------------------------------------------

    def _ask_to_plan(self):
        """The responsible person is asked for cause, time and measure."""
        for improvement in self.filtered("user_id"):
            user = improvement.user_id
            improvement.with_context(lang=user.lang).activity_schedule(
                ACTIVITY_TYPE,
                date_deadline=improvement.date_deadline,
                summary=improvement.with_context(lang=user.lang).env._(
                    "Below the pass mark: name cause, person, time and measure"
                ),
                user_id=user.id,
            )

    def action_open_measurement(self):
        self.ensure_one()
        return self.satisfaction_measurement_id._get_records_action(context={})
