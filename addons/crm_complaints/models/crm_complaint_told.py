# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from .crm_complaint_steps import ACTIVITY


class CrmComplaint(models.Model):
    """Who was asked to do something is no longer asked once it is done (CMP-02, 03)."""

    _inherit = "crm.complaint"

    def _after_events(self, events):
        result = super()._after_events(events)
        for event in events.filtered(lambda one: one.kind == "investigating"):
            complaint = event.complaint_id
            complaint._close_activities(complaint._get_people_to_tell())
        for event in events.filtered(lambda one: one.kind == "replied"):
            complaint = event.complaint_id
            told = complaint._get_people_to_tell()
            complaint._close_activities(told | complaint.user_id)
        return result

    def _close_activities(self, users):
        """What people were asked by steps of the case; not what somebody planned."""
        for user in users:
            # sudo: the work of others is not one's own
            self.sudo().activity_unlink([ACTIVITY], user_id=user.id)

    def _close_reply_request(self):
        """The handler, who was asked to reply, has written the reply."""
        for complaint in self:
            summary = complaint._get_reply_request()
            # sudo: who submits the reply need not be the handler
            complaint.sudo().activity_ids.filtered(
                lambda activity, summary=summary: activity.summary == summary
            ).unlink()
