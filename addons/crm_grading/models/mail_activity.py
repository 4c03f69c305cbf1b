# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from .crm_grading_task import REMINDER


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """Marking the reminder of a measure done records the measure (GRD-13).

        With the feedback as note; the measure refuses when it says too little.
        """
        reminders = self.filtered(
            lambda activity: activity.activity_type_id == self.env.ref(REMINDER)
        )
        tasks = self.env["crm.grading.task"].browse(reminders.mapped("res_id"))
        evidence = self.env["ir.attachment"].browse(attachment_ids or [])
        open_tasks = tasks.filtered(lambda task: task.state in ("planned", "missed"))
        if open_tasks:
            open_tasks._record_done(feedback or "", evidence)
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
