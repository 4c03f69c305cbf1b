# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingTaskChange(models.TransientModel):
    """Gives measures to somebody else, cancels them or opens them again (GRD-13).

    For officers, as its access rights say; the reason stays with each measure.
    """

    _name = "crm.grading.task.change"
    _description = "Change Measures"

    task_ids = fields.Many2many("crm.grading.task", string="Measures", required=True)
    count = fields.Integer(compute="_compute_count")
    kind = fields.Selection(
        [
            ("assign", "Give to somebody else"),
            ("cancel", "Cancel"),
            ("reopen", "Take back what was recorded, open again"),
        ],
        string="Change",
        required=True,
        default="assign",
    )
    user_id = fields.Many2one(
        "res.users", string="New Responsible", domain=[("share", "=", False)]
    )
    reason = fields.Text(required=True)

    @api.depends("task_ids")
    def _compute_count(self):
        for wizard in self:
            wizard.count = len(wizard.task_ids)

    def action_change(self):
        self.ensure_one()
        tasks = self.task_ids
        if self.kind == "assign":
            tasks._assign(self.user_id)
        elif self.kind == "cancel":
            tasks._cancel()
        else:
            tasks._reopen()
        tasks._message_log_batch(bodies=dict.fromkeys(tasks.ids, self._get_message()))
        return {"type": "ir.actions.act_window_close"}

    def _get_message(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        return self.env._(
            "%(change)s %(person)s: %(reason)s",
            change=labels[self.kind],
            person=self.user_id.name if self.kind == "assign" else "",
            reason=self.reason,
        )
