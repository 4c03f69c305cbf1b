# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import Command, fields

from .pool_common import PoolCommon


class IdleCommon(PoolCommon):
    """A customer that its owner got on 1 July, and the rule of the written policy."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.env["crm.allocation.idle.rule"]._get_for(cls.company)
        cls.customer = cls._new_customer("Idle Ltd", cls.user)
        cls.user.email = "user@example.com"

    @classmethod
    def _review(cls):
        return cls.rule._review(commit=False)

    @classmethod
    def _get_idle(cls, customer=None):
        customer = customer or cls.customer
        return cls.env["crm.allocation.idle"].search(
            [("partner_id", "=", customer.id)], order="id desc", limit=1
        )

    @classmethod
    def _log_call(cls, partner, user):
        """A call as the salesperson logs it: an activity that is done."""
        activity = (
            partner.with_user(user)
            .sudo()
            .activity_schedule("mail.mail_activity_data_call", user_id=user.id)
        )
        return activity.with_user(user).sudo().action_feedback(feedback="Talked")

    @classmethod
    def _meet(cls, partner, user, start):
        start = fields.Datetime.to_datetime(start)
        return cls.env["calendar.event"].create(
            {
                "name": "Meeting",
                "start": start,
                "stop": start + timedelta(hours=1),
                "user_id": user.id,
                "partner_ids": [Command.set((partner | user.partner_id).ids)],
            }
        )
