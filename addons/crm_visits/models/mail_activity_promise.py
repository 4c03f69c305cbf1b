# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from .crm_visit_promise import ACTIVITY


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """Marking the reminder of a promise done keeps the promise (VIS-12)."""
        kind = self.env.ref(ACTIVITY, raise_if_not_found=False)
        reminders = self.filtered(lambda activity: activity.activity_type_id == kind)
        promises = self.env["crm.visit.promise"].browse(reminders.mapped("res_id"))
        open_promises = promises.filtered(lambda promise: promise.state == "open")
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if open_promises:
            open_promises.action_keep()
        return result
