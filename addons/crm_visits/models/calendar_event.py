# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

TIME_FIELDS = {"start", "stop", "start_date", "stop_date", "duration", "allday"}


class CalendarEvent(models.Model):
    """The meeting of a customer visit (VIS-02)."""

    _inherit = "calendar.event"

    visit_ids = fields.One2many(
        "crm.visit",
        "calendar_event_id",
        string="Customer Visit",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )

    @api.depends("visit_ids.partner_id")
    def _compute_display_name(self):
        """Who may read the visit is told the customer; the stored name tells nobody."""
        result = super()._compute_display_name()
        # not as superuser: names of linked records are read with its rights
        visits = self.env["crm.visit"].sudo(False)
        if not visits.has_access("read"):
            return result
        for visit in visits.search([("calendar_event_id", "in", self.ids)]):
            meeting = visit.calendar_event_id.with_env(self.env)
            meeting.display_name = self.env._(
                "Visit: %(customer)s", customer=visit.partner_id.name
            )
        return result

    def write(self, vals):
        names = set(vals)
        result = super().write(vals)
        if names & (TIME_FIELDS | {"active"}):
            self._move_visits()
        return result

    def _move_visits(self):
        """Planned visits follow their meetings; a removed meeting frees its visit."""
        # sudo: whether a meeting has a visit does not depend on who moves it
        visits = self.env["crm.visit"].sudo()
        for visit in visits.search([("calendar_event_id", "in", self.ids)]):
            meeting = visit.calendar_event_id
            if not meeting.active:
                visit.calendar_event_id = False
            elif visit.state == "planned" and not meeting.recurrency:
                start, stop = meeting._get_visit_times(visit)
                if (start, stop) != (visit.planned_start, visit.planned_end):
                    meeting._move_visit(
                        visit.sudo(self.env.su),
                        {"planned_start": start, "planned_end": stop},
                    )

    def _move_visit(self, visit, times):
        """
        :raises AccessError: for people who may see the meeting but not move the visit
        """
        if not visit.has_access("write"):
            raise AccessError(
                self.env._(
                    "This meeting is a customer visit of %(person)s, who alone moves "
                    "it.",
                    person=self.user_id.name,
                )
            )
        if not self.env.context.get("dont_notify"):
            visit.write(times)
            return
        # Another calendar was synchronised: its other meetings must come through, and
        # the person learns why this one could not.
        try:
            with self.env.cr.savepoint():
                visit.write(times)
        except UserError as error:
            visit.invalidate_recordset()
            visit.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("The meeting was moved, the visit was not"),
                note=str(error),
                user_id=visit.user_id.id,
            )

    def _get_visit_times(self, visit):
        """When a visit takes place by its meeting.

        A meeting for the whole day says the day only: the visit keeps its time of day
        and its length.
        """
        self.ensure_one()
        if not self.allday:
            return self.start, self.stop
        return visit._get_times_on(self.start_date)

    def action_open_visit(self):
        self.ensure_one()
        return self.visit_ids._get_records_action(context={})
