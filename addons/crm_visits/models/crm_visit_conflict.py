# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, format_datetime

from .crm_visit import CLOSED_STATES


class CrmVisit(models.Model):
    """Two visits at once, two devices on one visit: who meets whom is told (VIS-02).

    The database has the last word on both (exclusion constraint, row lock); what is
    checked here first says it in the person's words.
    """

    _inherit = "crm.visit"

    @api.constrains(
        "user_id", "planned_start", "planned_end", "is_agreed", "channel_id"
    )
    def _check_overlap(self):
        busy = self.filtered(
            lambda visit: visit.is_busy
            and visit.state == "planned"
            # the database refuses the others by itself
            and visit.planned_end
            and visit.planned_start < visit.planned_end
        )
        if not busy:
            return
        wanted = SQL(", ").join(
            SQL(
                "(%s, %s, %s::timestamp, %s::timestamp)",
                visit.id,
                visit.user_id.id,
                visit.planned_start,
                visit.planned_end,
            )
            for visit in busy
        )
        # SQL: a search would write the visits first, and so meet the constraint
        # itself; the conditions are those of its index
        found = self.env.execute_query(
            SQL(
                """SELECT wanted.id, other.id
                     FROM (VALUES %(wanted)s) AS wanted(id, user_id, begins, ends)
                     JOIN crm_visit other
                       ON int4range(other.user_id, other.user_id, '[]')
                          && int4range(wanted.user_id, wanted.user_id, '[]')
                      AND tsrange(other.planned_start, other.planned_end)
                          && tsrange(wanted.begins, wanted.ends)
                    WHERE other.is_busy
                      AND other.user_id IS NOT NULL
                      AND other.state = 'planned'
                      AND other.id NOT IN %(own)s
                    ORDER BY wanted.id, other.planned_start
                    LIMIT 1""",
                wanted=wanted,
                own=tuple(busy.ids),
            )
        )
        if found:
            visit, other = map(self.browse, found[0])
            raise ValidationError(visit._describe_overlap(other))

    def _describe_overlap(self, other):
        # sudo: that the person is busy is no secret; with whom is, for a stranger,
        # and constraints are checked as superuser
        span, other = other.sudo(), other.sudo(False)
        return self.env._(
            "%(person)s has agreed another visit from %(start)s to %(end)s: %(visit)s. "
            "Choose another time, or move that one first.",
            person=span.user_id.name,
            start=self._describe_moment(span.planned_start),
            end=self._describe_moment(span.planned_end),
            visit=other.display_name
            if other.has_access("read")
            else self.env._("one that you may not read"),
        )

    def _describe_moment(self, moment):
        """As the clock of the person who reads it shows it."""
        return format_datetime(self.env, moment, dt_format="short")

    def action_end(self, position=None):
        """:raises UserError: when another device ended the visit already"""
        self._lock("in_progress")
        for visit in self.filtered("ended_on"):
            raise UserError(
                self.env._(
                    "%(visit)s ended at %(time)s already, perhaps from another device. "
                    "Correct the time on the form if it is wrong.",
                    visit=visit.display_name,
                    time=self._describe_moment(visit.ended_on),
                )
            )
        return super().action_end(position)

    def _get_refusal(self, state):
        if self.state in CLOSED_STATES and self.done_by_id:
            return self.env._(
                "%(visit)s was closed by %(person)s at %(time)s, perhaps on another "
                "device. What you typed stays here: open the form again with a reason "
                "to add it.",
                visit=self.display_name,
                person=self.done_by_id.name,
                time=self._describe_moment(self.corrected_on or self.done_on),
            )
        if self.state == "in_progress" and self.started_on:
            return self.env._(
                "%(visit)s of %(person)s is in progress since %(time)s; this step is "
                "not possible now.",
                visit=self.display_name,
                person=self.user_id.name,
                time=self._describe_moment(self.started_on),
            )
        return super()._get_refusal(state)
