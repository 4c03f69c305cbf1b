# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmComplaint(models.Model):
    """What ends with a case: nobody works on, or is reminded of, what is over."""

    _inherit = "crm.complaint"

    def _after_events(self, events):
        """Findings, executions and replies that were not finished end (CMP-03)."""
        result = super()._after_events(events)
        # sudo: the work of everybody
        events = events.sudo()
        ended = events.filtered(lambda event: event.kind in ("closed", "cancelled"))
        for complaint in ended.complaint_id:
            for parts in complaint._get_parts():
                parts._lapse(complaint.close_reason)
        reopened = events.filtered(lambda event: event.kind == "reopened")
        for complaint in reopened.complaint_id:
            cycle = complaint._get_cycle()
            complaint.finding_ids.filtered(
                lambda finding, cycle=cycle: finding.cycle < cycle
            )._lapse(complaint.reopen_reason)
        return result

    def _get_parts(self):
        """The work on the case, by kind of work; bridges may add theirs."""
        self.ensure_one()
        return [self.finding_ids, self.execution_ids, self.reply_ids]
