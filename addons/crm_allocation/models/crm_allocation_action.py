# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Command, Domain
from odoo.tools import SQL


class CrmAllocationAction(models.Model):
    """A kind of sales action 销售动作, which keeps a customer from being idle (ALC-04).

    Typed events only: no message, note or change of a field is an action. Addons add
    records, and to :meth:`_get_action_selects` where their actions are found.
    """

    _name = "crm.allocation.action"
    _inherit = ["crm.policy.delivered.mixin"]
    _description = "Kind of Sales Action"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    code = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, translate=True)
    description = fields.Char(translate=True, help="What counts as such an action.")

    _code_uniq = models.Constraint("UNIQUE(code)", "Each kind has a code of its own.")

    @api.model
    def _switch_on(self, codes):
        """Actions that came with an addon count in all companies from the beginning."""
        actions = self.search([("code", "in", codes)])
        self.env["res.company"].search(Domain.TRUE).write(
            {"allocation_action_ids": [Command.link(action.id) for action in actions]}
        )

    @api.model
    def _get_action_selects(self):
        """Where each kind of action is found.

        :return: dict by code of SELECTs with the columns customer, company (may be
            NULL: any), person, moment (UTC), code, model and id of the record
        """
        return {"call": self._select_calls(), "meeting": self._select_meetings()}

    @api.model
    def _select_calls(self):
        """Calls that were logged: activities of the category phone call, done."""
        return SQL(
            """
            SELECT contact.commercial_partner_id, NULL::int4, caller.id, message.date,
                   'call'::varchar, 'mail.message'::varchar, message.id
              FROM mail_message message
              JOIN mail_activity_type type ON type.id = message.mail_activity_type_id
               AND type.category = 'phonecall'
              JOIN res_partner contact ON contact.id = message.res_id
              JOIN res_users caller ON caller.partner_id = message.author_id
             WHERE message.model = 'res.partner'
            """
        )

    @api.model
    def _select_meetings(self):
        """Meetings that are over, of each employee who did not decline."""
        return SQL(
            """
            SELECT contact.commercial_partner_id, NULL::int4, person.id, event.stop,
                   'meeting'::varchar, 'calendar.event'::varchar, event.id
              FROM calendar_event event
              JOIN calendar_attendee guest ON guest.event_id = event.id
              JOIN res_partner contact ON contact.id = guest.partner_id
               AND contact.partner_share
              JOIN calendar_attendee host ON host.event_id = event.id
               AND host.state IS DISTINCT FROM 'declined'
              JOIN res_users person ON person.partner_id = host.partner_id
               AND NOT person.share
             WHERE event.active
               AND guest.state IS DISTINCT FROM 'declined'
               AND %s
            """,
            self._get_meeting_condition(),
        )

    @api.model
    def _get_meeting_condition(self):
        """Which meetings are actions of their own, as a condition on ``event``."""
        return SQL("TRUE")
