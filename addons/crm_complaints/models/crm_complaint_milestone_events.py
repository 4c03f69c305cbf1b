# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from ..engine import milestones
from .crm_complaint_milestone import ACTIVE


class CrmComplaintMilestone(models.Model):
    """Milestones begin and end with events, all of a batch at once (CMP-03)."""

    _inherit = "crm.complaint.milestone"

    @api.model
    def _follow(self, events):
        """What new events mean for the milestones of their complaints.

        :param events: of any kinds, in the order in which they happened
        """
        for kind, batch in events.grouped("kind").items():
            if kind in milestones.WAITS:
                waiting = self._get_active(batch.complaint_id)
                self.env["crm.complaint.escalation"]._forget(waiting)
            if kind in milestones.WAITS_END:
                self._get_active(batch.complaint_id)._plan()
            self._end(kind, batch)
            if kind in milestones.STARTS:
                self._begin(kind, batch)

    @api.model
    def _get_active(self, complaints, kinds=milestones.KINDS):
        return self.search(
            Domain("complaint_id", "in", complaints.ids)
            & Domain("state", "in", ACTIVE)
            & Domain("kind", "in", kinds)
        )

    @api.model
    def _end(self, kind, events):
        """Fulfilled, or pointless; what is over is never changed again."""
        pointless = events.filtered(
            lambda event: kind in milestones.CANCELS
            or (
                kind == "closed"
                and event.complaint_id.close_kind in milestones.POINTLESS_ENDINGS
            )
        )
        kinds = milestones.CANCELS.get(kind) or milestones.ENDS.get(kind)
        if not kinds:
            return
        active = self._get_active(events.complaint_id, kinds)
        event_of = {event.complaint_id: event for event in events}
        waiting = active.filtered("complaint_id.is_waiting")
        if waiting:
            # the pause up to this moment counts
            waiting._plan({one: event.moment for one, event in event_of.items()})
        for milestone in active:
            event = event_of[milestone.complaint_id]
            milestone.write(
                {
                    "state": "cancelled"
                    if event in pointless
                    else milestones.get_done_state(event.moment, milestone.due_on),
                    "done_on": event.moment,
                    "done_event_id": event.id,
                    "needs_planning": False,
                }
            )
        if active:
            self.env["crm.complaint.escalation"]._close_requests(active.complaint_id)

    @api.model
    def _begin(self, kind, events):
        """New milestones, in statements that do not grow with the complaints."""
        kinds = milestones.STARTS[kind]
        rounds = {
            (complaint, one): cycle
            for complaint, one, cycle in self._read_group(
                Domain("complaint_id", "in", events.complaint_id.ids)
                & Domain("kind", "in", kinds),
                ["complaint_id", "kind"],
                ["cycle:max"],
            )
        }
        running = {
            (one.complaint_id, one.kind)
            for one in self._get_active(events.complaint_id, kinds)
        }
        new = [
            {
                "complaint_id": event.complaint_id.id,
                "company_id": event.complaint_id.company_id.id,
                "kind": one,
                "cycle": rounds.get((event.complaint_id, one), 0) + 1,
                "started_on": event.moment,
            }
            for event in events
            for one in kinds
            if (event.complaint_id, one) not in running
        ]
        begun = self.create(self._complete_plans(new))
        escalations = self.env["crm.complaint.escalation"]
        escalations._follow_start(begun)
        if kind == "reopened":
            escalations._follow_reopening(begun)
