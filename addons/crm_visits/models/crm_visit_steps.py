# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list

from ..engine.position import read_position
from .crm_visit import CLOSED_STATES


class CrmVisit(models.Model):
    """How a visit moves: started, ended, closed, opened again, cancelled (VIS-02)."""

    _inherit = "crm.visit"

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "started_on",
            "ended_on",
            "start_latitude",
            "start_longitude",
            "start_position",
            "end_latitude",
            "end_longitude",
            "end_position",
            "previous_visit_id",
            "asked_date",
            "done_on",
            "done_by_id",
            "corrected_on",
            "is_late",
            "sent_back_count",
            "sent_back_note",
            "cancel_reason_id",
            "cancel_note",
        }

    # -- on the way --------------------------------------------------------------------

    def action_agree(self):
        """The customer agreed: the planning leaves these visits alone."""
        self._lock("planned")
        vague = self.filtered(lambda visit: not (visit.planned_start and visit.user_id))
        if vague:
            raise UserError(
                self.env._(
                    "Give a date and a representative first: %(visits)s",
                    visits=format_list(self.env, vague.mapped("display_name")),
                )
            )
        self.write({"is_agreed": True})

    def action_start(self, position=None):
        """The visit begins now; it gets its number.

        :param dict position: latitude, longitude and accuracy (m) from the device
        """
        self._lock("planned")
        now = fields.Datetime.now()
        for visit in self:
            visit._check_startable()
            visit._decide(
                {
                    "state": "in_progress",
                    "name": visit._next_number(),
                    "user_id": visit.user_id.id or self.env.uid,
                    "date_start": now,
                    "started_on": now,
                    **visit._prepare_position("start", position),
                }
            )
        self.sudo()._prepare_checklist()

    def _check_startable(self):
        """Extensions refuse here what must not begin."""
        if not self.partner_id.active:
            raise UserError(
                self.env._(
                    "%(customer)s is archived: nobody visits it.",
                    customer=self.partner_id.name,
                )
            )

    def _next_number(self):
        self.ensure_one()
        return self.name or self.company_id._next_policy_number("crm.visit")

    def _prepare_position(self, moment, position):
        """Where the device was, for the fields of the start or the end."""
        place = read_position(position)
        if not place:
            return {}
        return {
            f"{moment}_latitude": place.latitude,
            f"{moment}_longitude": place.longitude,
            f"{moment}_position": str(place),
        }

    def action_end(self, position=None):
        """The visit ends now; its form stays open until it is closed.

        :param dict position: latitude, longitude and accuracy (m) from the device
        """
        self._lock("in_progress")
        now = fields.Datetime.now()
        for visit in self:
            place = visit._prepare_position("end", position)
            visit._decide({"date_end": now, "ended_on": now, **place})

    # -- the form is closed ------------------------------------------------------------

    def action_done(self):
        """Closes the form, with all that the channel requires (VIS-01).

        :raises UserError: naming all that is missing, at once
        """
        self._lock("in_progress")
        self._check_contents()
        now = fields.Datetime.now()
        for visit in self:
            visit._decide(visit._prepare_done(now))
        self.env["ir.attachment"]._give_uploads(self, "attachment_ids")
        self._plan_next_visits()
        self._after_done()

    def _prepare_done(self, now):
        self.ensure_one()
        vals = {"state": "done"}
        if not self.date_end:
            vals.update(date_end=now, ended_on=now)
        if self.done_on:
            vals["corrected_on"] = now
        else:
            vals.update(
                done_on=now,
                done_by_id=self.env.uid,
                is_late=now > self.report_deadline,
            )
        return vals

    def _after_done(self):
        """What follows from a closed form; extensions add theirs."""

    def _plan_next_visits(self):
        """The next date becomes dated work (VIS-12).

        A form that is closed again moves it only when it asks for another day: what
        was agreed with the customer since then stays.
        """
        # sudo: which visit it follows, and for when, is not for everybody to write
        for visit in self.sudo().filtered("next_date"):
            following = visit.next_visit_ids
            if not following:
                visit.create(visit._prepare_next_visit())
                continue
            moved = following.filtered(
                lambda planned, day=visit.next_date: planned.state == "planned"
                and planned.asked_date != day
            )
            if moved:
                vals = visit._prepare_next_visit()
                names = ("planned_start", "planned_end", "is_agreed", "asked_date")
                moved[0].write({name: vals[name] for name in names})

    def _prepare_next_visit(self):
        """At the same time of day; agreed, unless something else is agreed then."""
        self.ensure_one()
        time = self._get_local(self.planned_start or self.date_start).time()
        start = self.company_id._policy_moment(self.next_date, time)
        end = start + timedelta(hours=self.channel_id.duration)
        return {
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id,
            "team_id": self.team_id.id,
            "channel_id": self.channel_id.id,
            "type_id": self.type_id.id,
            "address_id": self.address_id.id,
            "place": self.place,
            "objective": self.next_strategy,
            "planned_start": start,
            "planned_end": end,
            "is_agreed": not self._find_busy(start, end) - self.next_visit_ids,
            "previous_visit_id": self.id,
            "asked_date": self.next_date,
        }

    def _find_busy(self, start, end):
        """What the representative has agreed in a span of time."""
        return self.search(
            [
                ("user_id", "=", self.user_id.id),
                ("is_busy", "=", True),
                ("state", "=", "planned"),
                ("planned_start", "<", end),
                ("planned_end", ">", start),
            ]
        )

    # -- opened again, cancelled -------------------------------------------------------

    def action_reopen(self):
        """Asks why a closed form has to be changed."""
        return self._open_dialog("crm_visits.crm_visit_reopen_action")

    def action_cancel(self):
        """Asks why the visits do not take place."""
        return self._open_dialog("crm_visits.crm_visit_cancel_action")

    def _open_dialog(self, xmlid):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return {**action, "context": {"default_visit_ids": self.ids}}

    def _reopen(self, note, sent_back=False):
        """Opens closed forms again; what they said before is kept as a note.

        :param str note: why
        :param bool sent_back: whether a reader sent it back (VIS-03)
        :raises UserError: when the form is locked for the person
        """
        self._lock(*CLOSED_STATES)
        for visit in self:
            visit._check_reopen()
            visit._keep_contents(note)
            vals = {"state": "in_progress"}
            if sent_back:
                vals.update(
                    sent_back_count=visit.sent_back_count + 1, sent_back_note=note
                )
            visit._decide(vals)

    def _check_reopen(self):
        """After inspection, and some days after closing, only managers correct."""
        if self.env["res.users"]._acts_as("manager"):
            return
        days = self.company_id.visit_lock_days
        limit = fields.Datetime.now() - timedelta(days=days)
        if self.state == "inspected" or (self.done_on and self.done_on < limit):
            raise UserError(
                self.env._(
                    "%(visit)s is locked: it was inspected, or closed more than "
                    "%(days)s days ago. Ask a manager to open it.",
                    visit=self.display_name,
                    days=days,
                )
            )

    def _keep_contents(self, note):
        """The form as it was goes into the history of the visit."""
        texts = [
            (self._fields[name]._description_string(self.env), self[name])
            for name in self._get_kept_fields()
        ]
        # sudo: a note of the suite, whoever opens the form
        self.sudo().message_post(
            body=Markup("<p>{}</p><ul>{}</ul>").format(
                self.env._("Opened again: %(note)s", note=note),
                Markup().join(
                    Markup("<li><b>{}</b> {}</li>").format(label, text)
                    for label, text in texts
                    if text
                ),
            )
        )

    def _get_kept_fields(self):
        """Texts of the form that are kept when it is opened again."""
        return [
            "customer_needs",
            "our_differences",
            "improvement_measures",
            "customer_feedback",
            "next_strategy",
            "summary",
        ]

    def _cancel(self, reason, note):
        """The visits do not take place.

        :param reason: crm.visit.cancel.reason
        :param str note: in the person's own words
        """
        self._lock("planned", "in_progress")
        made = self.filtered("done_on")
        if made:
            raise UserError(
                self.env._(
                    "%(visits)s took place: correct the form and close it again.",
                    visits=format_list(self.env, made.mapped("display_name")),
                )
            )
        self._decide(
            {"state": "cancelled", "cancel_reason_id": reason.id, "cancel_note": note}
        )
