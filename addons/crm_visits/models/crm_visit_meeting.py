# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Command

# What makes a meeting of a visit that has none.
OCCASIONS = {"planned_start", "planned_end", "user_id", "is_agreed"}
# What changes the meeting of a visit, or ends it.
CAUSES = OCCASIONS | {"companion_ids", "state"}


class CrmVisit(models.Model):
    """An agreed visit stands in the calendars of those who make it (VIS-02).

    Its meeting is private and tells neither customer nor content: who may read the
    visit sees them through the link. Both sides compare before they write, so that a
    move is carried over once.
    """

    _inherit = "crm.visit"

    calendar_event_id = fields.Many2one(
        "calendar.event",
        string="Meeting",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )

    _calendar_event_uniq = models.UniqueIndex(
        "(calendar_event_id) WHERE calendar_event_id IS NOT NULL",
        "This meeting belongs to another visit already.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"calendar_event_id"}

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits._create_meetings()
        return visits

    def write(self, vals):
        before = {visit.id: visit._get_people() for visit in self._having_meeting()}
        result = super().write(vals)
        if before and vals.keys() & CAUSES:
            self._update_meetings(
                {
                    visit.id: before[visit.id] - visit._get_people()
                    for visit in self._having_meeting()
                }
            )
        if vals.keys() & OCCASIONS:
            self._create_meetings()
        return result

    def unlink(self):
        # sudo: the meeting of a visit goes with it, whoever deletes the visit
        meetings = self.sudo().calendar_event_id
        result = super().unlink()
        meetings.unlink()
        return result

    def _having_meeting(self):
        return self.filtered("calendar_event_id")

    def _is_meeting(self):
        """Whether the visit has a place in calendars."""
        return bool(
            self.state == "planned"
            and self.is_agreed
            and self.planned_start
            and self.user_id
        )

    def _create_meetings(self):
        """Meetings of agreed visits that have none."""
        visits = self.filtered(
            lambda visit: not visit.calendar_event_id
            and visit._is_meeting()
            and visit.company_id.visit_calendar_sync
        )
        if not visits:
            return
        # sudo: who plans for others need not be able to write into their calendars
        meetings = self.env["calendar.event"].sudo()
        # nobody is invited by mail: who goes agreed to it on the visit
        meetings = meetings.with_context(
            no_mail_to_attendees=True,
            skip_contact_description=True,
            mail_create_nosubscribe=True,
        )
        created = meetings.create([visit._prepare_meeting() for visit in visits])
        for visit, meeting in zip(visits, created, strict=True):
            visit.sudo().calendar_event_id = meeting

    def _prepare_meeting(self):
        self.ensure_one()
        speaker = self.with_context(lang=self.user_id.sudo().lang)
        return {
            "name": speaker.env._("Customer visit"),
            "description": False,
            "user_id": self.user_id.id,
            "privacy": "private",
            "show_as": "busy",
            "res_model_id": False,
            "res_id": False,
            "start": self.planned_start,
            "stop": self.planned_end,
            "partner_ids": [Command.set(self._get_people().ids)],
        }

    def _update_meetings(self, left):
        """Meetings follow their visits; those of visits that began stay as they are.

        :param dict left: by visit, the partners who do not take part any more
        """
        # sudo: who plans for others need not be able to write into their calendars
        for visit in self.sudo().filtered("calendar_event_id"):
            meeting = visit.calendar_event_id
            if visit.state not in ("planned", "cancelled"):
                continue
            if not visit._is_meeting():
                meeting.unlink()
            elif visit.user_id != meeting.user_id:
                # the meeting leaves one calendar and enters another
                meeting.unlink()
                visit._create_meetings()
            elif not meeting.recurrency:
                visit._move_meeting(meeting, left.get(visit.id, ()))

    def _move_meeting(self, meeting, left):
        """Writes what differs, without mails: the visit tells of its move itself."""
        changed = {}
        times = (self.planned_start, self.planned_end)
        if meeting._get_visit_times(self) != times:
            changed.update(start=times[0], stop=times[1], allday=False)
        # who was invited in the calendar besides stays invited
        new = self._get_people() - meeting.partner_ids
        if new or left:
            changed["partner_ids"] = [
                *(Command.link(partner.id) for partner in new),
                *(Command.unlink(partner.id) for partner in left),
            ]
        if changed:
            meeting.with_context(
                no_mail_to_attendees=True, skip_attendee_notification=True
            ).write(changed)

    def _get_people(self):
        """Who makes the visit, as partners."""
        # sudo: the partners of colleagues
        return (self.user_id | self.companion_ids).sudo().partner_id

    def _get_times_on(self, day):
        """The planned times on another day, at the same time of the local clock."""
        self.ensure_one()
        at = self._get_local(self.planned_start).time()
        start = self.company_id._policy_moment(day, at)
        return start, start + (self.planned_end - self.planned_start)
