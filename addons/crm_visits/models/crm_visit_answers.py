# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

# Contents of the visit form that are marks of an answer, with the day of each
ANSWER_DATES = {
    "is_receipt_confirmed": "receipt_confirmed_on",
    "is_answered": "answered_on",
}


class CrmVisit(models.Model):
    """Written contacts: received and read? Comments and messages: answered? (VIS-07)"""

    _inherit = "crm.visit"

    channel_code = fields.Char(related="channel_id.code")
    is_receipt_confirmed = fields.Boolean(
        string="Receipt Confirmed",
        copy=False,
        tracking=True,
        help="The customer confirmed that the e-mail or letter was received and read.",
    )
    receipt_confirmed_on = fields.Datetime(
        string="Confirmed on", compute="_compute_receipt_confirmed_on", store=True
    )
    is_answered = fields.Boolean(
        string="Comments Answered",
        copy=False,
        tracking=True,
        help="The customer's comments and messages online have got their answer.",
    )
    answered_on = fields.Datetime(compute="_compute_answered_on", store=True)

    @api.depends("is_receipt_confirmed")
    def _compute_receipt_confirmed_on(self):
        self._mark_time("is_receipt_confirmed")

    @api.depends("is_answered")
    def _compute_answered_on(self):
        self._mark_time("is_answered")

    def _mark_time(self, name):
        """When a mark was set; unset with it."""
        date = ANSWER_DATES[name]
        now = fields.Datetime.now()
        for visit in self:
            visit[date] = visit[name] and (visit[date] or now)

    def _get_content_dependencies(self):
        return super()._get_content_dependencies() + list(ANSWER_DATES)

    def _get_always_open_fields(self):
        """The customer may confirm after the form is closed."""
        return super()._get_always_open_fields() | set(ANSWER_DATES)

    def action_confirm_receipt(self):
        """The customer received and read it."""
        self.write({"is_receipt_confirmed": True})

    def action_answered(self):
        """Comments and messages have got their answer."""
        self.write({"is_answered": True})
