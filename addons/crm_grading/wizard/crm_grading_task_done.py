# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingTaskDone(models.TransientModel):
    """Records what was done, for one measure or many alike (GRD-13)."""

    _name = "crm.grading.task.done"
    _description = "Measures Done"

    task_ids = fields.Many2many("crm.grading.task", string="Measures", required=True)
    count = fields.Integer(compute="_compute_count")
    needs_evidence = fields.Boolean(compute="_compute_count")
    note = fields.Text(string="What was Done")
    evidence_ids = fields.Many2many("ir.attachment")

    @api.depends("task_ids")
    def _compute_count(self):
        for wizard in self:
            wizard.count = len(wizard.task_ids)
            wizard.needs_evidence = any(wizard.task_ids.mapped("needs_evidence"))

    def action_record(self):
        """With the user's own rights on each of the measures."""
        self.ensure_one()
        tasks = self.task_ids
        tasks._record_done(self.note, self.evidence_ids)
        tasks._close_reminders()
        return {"type": "ir.actions.act_window_close"}
