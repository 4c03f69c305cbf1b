# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaint(models.Model):
    """Complaints about what is measured, and out of answers (SAT-13)."""

    _inherit = "crm.complaint"

    satisfaction_subject_id = fields.Many2one(
        "crm.satisfaction.subject",
        string="Measured Object",
        check_company=True,
        index="btree_not_null",
        ondelete="set null",
        tracking=True,
    )
    satisfaction_answer_id = fields.Many2one(
        "crm.satisfaction.answer",
        string="Questionnaire",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The dissatisfied answer that became this complaint.",
    )

    _satisfaction_answer_uniq = models.UniqueIndex(
        "(satisfaction_answer_id) WHERE satisfaction_answer_id IS NOT NULL",
        "This answer became a complaint already.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"satisfaction_answer_id"}

    def action_open_satisfaction_answer(self):
        self.ensure_one()
        return self.satisfaction_answer_id._get_records_action(context={})
