# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time, timedelta

import pytz

from odoo import fields, models


class ResCompany(models.Model):
    """How new customers are taken in (VIS-08, VIS-10, VIS-11)."""

    _inherit = "res.company"

    visit_registration_hour = fields.Float(
        string="Record New Customers before",
        default=18.0,
        help="Hour of the branch by which the record of a walk-in customer must be "
        "made, on the same day. Who comes later, or on a day off, counts for the next "
        "working day.",
    )
    visit_registration_remind = fields.Float(
        string="Remind (hours before)",
        default=1.0,
        help="So long before the hour those who make the records are reminded of what "
        "waits. 0: no reminder.",
    )
    visit_card_days = fields.Integer(
        string="Enter Cards within (days)",
        default=3,
        help="Days after the end of an exhibition by which its cards are entered.",
    )
    visit_phone_script = fields.Html(
        string="Script of the Phone Order",
        translate=True,
        default=lambda self: self._default_visit_phone_script(),
        help="Shown to the person on the phone.",
    )

    _visit_registration_hour_of_day = models.Constraint(
        "CHECK(visit_registration_hour > 0 AND visit_registration_hour < 24)",
        "The hour for records of new customers must lie within the day.",
    )
    _visit_intake_positive = models.Constraint(
        "CHECK(visit_registration_remind >= 0 AND visit_card_days >= 0)",
        "Times of intake cannot be negative.",
    )

    def _default_visit_phone_script(self):
        return self.env._(
            "<ol><li>Greet, give your name, ask who calls and type the number.</li>"
            "<li>Note each article. Look up the stock while the customer waits.</li>"
            "<li>Out of stock? Never say “we have none”: offer a substitute, or say "
            "when it comes.</li>"
            "<li>Ask for what goes with it, and note what the customer says.</li>"
            "<li>Repeat the order and say who gets in touch.</li></ol>"
        )

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.visit.registration": (
                self.env._("Customer registration of %(company)s", company=self.name),
                "REG/%(year)s/",
            ),
            "crm.visit.phone.order": (
                self.env._("Phone order of %(company)s", company=self.name),
                "TEL/%(year)s/",
            ),
        }

    def _get_visit_working_dates(self, first, last):
        """The working days of the company, public holidays left out.

        :param date first: first day looked at
        :param date last: last day looked at
        :return: set of dates; all days without a working calendar
        """
        self.ensure_one()
        # sudo: everybody may know when the company works
        calendar = self.sudo().resource_calendar_id
        if not calendar:
            days = (last - first).days
            return {first + timedelta(days=number) for number in range(days + 1)}
        zone = pytz.timezone(calendar.tz)
        intervals = calendar._work_intervals_batch(
            zone.localize(datetime.combine(first, time.min)),
            zone.localize(datetime.combine(last, time.max)),
        )[False]
        return {start.astimezone(zone).date() for start, _stop, _work in intervals}
