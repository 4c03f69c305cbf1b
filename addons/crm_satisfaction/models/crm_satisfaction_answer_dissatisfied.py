# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine import below_sql

ACTIVITY = "crm_satisfaction.mail_activity_type_dissatisfied"


class CrmSatisfactionAnswer(models.Model):
    """Dissatisfied answers, also where the measurement as a whole passes (SAT-08)."""

    _inherit = "crm.satisfaction.answer"

    is_dissatisfied = fields.Boolean(
        string="Dissatisfied",
        readonly=True,
        copy=False,
        index=True,
        help="By the settings: the whole questionnaire, any factor, or a low "
        "willingness to recommend.",
    )
    dissatisfied_with = fields.Char(compute="_compute_dissatisfied_with")
    measurement_passed = fields.Boolean(
        related="measurement_id.is_passed", string="Total Passed"
    )

    @api.depends("line_ids.level_id")
    @api.depends_context("lang")
    def _compute_dissatisfied_with(self):
        """The factors that were answered with the lowest level."""
        for answer in self:
            lines = answer.line_ids.filtered(
                lambda line: line.level_id.code == "dissatisfied"
            )
            answer.dissatisfied_with = ", ".join(lines.factor_id.mapped("name"))

    def _get_decided_fields(self):
        return super()._get_decided_fields() | {"is_dissatisfied"}

    def _after_answered(self):
        result = super()._after_answered()
        # sudo: whoever took the answer in, the mark is the programme's
        answers = self.sudo().filtered(lambda one: not one.follow_pending)
        answers._mark_dissatisfied()
        return result

    def _after_voided(self):
        """What does not count is nobody's dissatisfaction (SAT-08)."""
        result = super()._after_voided()
        # sudo: the mark is the programme's
        self.sudo().write({"is_dissatisfied": False})
        return result

    def _mark_dissatisfied(self):
        """Marks by the settings of today, and lets somebody know; a batch."""
        if not self:
            return
        self.env.flush_all()
        # raw SQL: one statement for any number of answers
        rows = self.env.execute_query(below_sql.mark_dissatisfied(self.ids))
        self.invalidate_recordset(["is_dissatisfied"], flush=False)
        self.browse(row[0] for row in rows)._after_dissatisfied()

    def _after_dissatisfied(self):
        """What follows dissatisfied answers, a batch; bridges do more."""
        self._tell_dissatisfied()

    def _tell_dissatisfied(self):
        """One activity a measurement, for who answers for the unit."""
        activity_type = self.env.ref(ACTIVITY, raise_if_not_found=False)
        if not activity_type:
            return
        activities = self.env["mail.activity"]
        told = activities.search(
            [
                ("res_model", "=", "crm.satisfaction.measurement"),
                ("res_id", "in", self.measurement_id.ids),
                ("activity_type_id", "=", activity_type.id),
            ]
        ).mapped("res_id")
        # without a mail for each: it stands among the activities
        activities.with_context(mail_activity_quick_update=True).create(
            [
                measurement._prepare_dissatisfied_activity(activity_type)
                for measurement in self.measurement_id
                if measurement.id not in told
            ]
        )
