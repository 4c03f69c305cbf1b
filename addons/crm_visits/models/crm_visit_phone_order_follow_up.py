# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import fields, models


class CrmVisitPhoneOrder(models.Model):
    """What a call leaves behind: a contact in the books, and work for the area."""

    _inherit = "crm.visit.phone.order"

    visit_id = fields.Many2one(
        "crm.visit",
        string="Recorded Call",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The call as a contact of the customer.",
    )
    follow_up_visit_id = fields.Many2one(
        "crm.visit",
        string="Proposed Call",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Proposed to the representative because of the customer's reactions.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"visit_id", "follow_up_visit_id"}

    def _after_close(self):
        result = super()._after_close()
        for order in self:
            order._record_visit()
            order._record_promises()
        self.filtered("has_follow_up")._hand_over()
        return result

    def _record_visit(self):
        """The call counts as a contact through the phone, like any other (VIS-07).

        It is closed by the step of all visits, so nothing that its channel requires
        may be missing (VIS-01).
        """
        self.ensure_one()
        caller = self._link_callers()[self]
        # sudo: a recorded call is closed at once, and not written by hand
        visits = self.env["crm.visit"].sudo()
        visit = visits.create({**self._prepare_visit(), "contact_ids": caller.ids})
        visit.name = visit._next_number()
        self._decide({"visit_id": visit.id})
        visit.action_done()

    def _prepare_visit(self):
        """A visit in progress that ended with the call."""
        self.ensure_one()
        end = self.closed_at or fields.Datetime.now()
        return {
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id,
            "team_id": self.team_id.id,
            "type_id": self._get_visit_type().id,
            "channel_id": self._get_visit_channel().id,
            "objective": self.env._("Phone order %(number)s", number=self.name),
            "state": "in_progress",
            "is_agreed": True,
            "date_start": self.received_at,
            "date_end": end,
            "started_on": self.received_at,
            "ended_on": end,
            **self._prepare_contents(),
        }

    def _record_promises(self):
        """A date told to the customer is dated work; a broken one shows (VIS-12)."""
        self.ensure_one()
        user = self.representative_id or self.user_id
        # sudo: who is on the phone promises for the representative
        promises = self.env["crm.visit.promise"].sudo().with_context(lang=user.lang)
        lines = self.line_ids.with_env(promises.env)._get_promised()
        promises.create([line._prepare_promise(user) for line in lines])

    def _hand_over(self):
        """The reactions go to the representative of the area as work (VIS-10)."""
        for order in self:
            user = order.representative_id
            # sudo: who is on the phone gives work to the representative
            record = order.sudo().with_context(lang=user.lang)
            lines = record._get_summary().splitlines()
            record.activity_schedule(
                "crm_visits.mail_activity_type_phone_order",
                summary=record.env._(
                    "Follow up the call of %(customer)s",
                    customer=record.partner_id.display_name,
                ),
                note=Markup("<br/>").join(lines),
                user_id=user.id,
            )
            visit = record.env["crm.visit"].create(record._prepare_follow_up_visit())
            record._decide({"follow_up_visit_id": visit.id})

    def _prepare_follow_up_visit(self):
        """A proposal without a date: the representative says when."""
        self.ensure_one()
        return {
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "user_id": self.representative_id.id,
            "type_id": self._get_visit_type().id,
            "channel_id": self._get_visit_channel().id,
            "previous_visit_id": self.visit_id.id,
            "objective": self._get_summary(),
        }
