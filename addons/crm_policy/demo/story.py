# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""The clock and the people of the stories that demo data tells."""

from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytz

from odoo import fields

OPENING, CLOSING = time(9, 20), time(17, 50)


class Story:
    """Takes the real steps at moments of the past, by the people who take them."""

    def __init__(self, env, company):
        self.env = env
        self.company = company
        self.today = company._policy_today()

    def user(self, key):
        return self.env.ref(f"crm_policy.demo_user_{key}")

    def customer(self, key):
        return self.env.ref(f"crm_policy.demo_customer_{key}")

    def contact(self, key):
        """Whom the customer named for everything; perhaps nobody."""
        return self.customer(key).child_ids.filtered(
            lambda child: child.type == "contact"
        )[:1]

    def by(self, records, key):
        """The records as a person of the story works on them."""
        return records.with_user(self.user(key)).with_context(
            allowed_company_ids=self.company.ids
        )

    def moment(self, days, hour=9):
        """A time of day so many days ago, moved off the weekend, naive in UTC."""
        day = self.today - timedelta(days=days)
        while days and day.weekday() > 4:
            day -= timedelta(days=1)
        return self.on(day, hour)

    def on(self, day, hour=9):
        """A time of the clock of a day, never after now, naive in UTC."""
        whole = int(hour)
        at = time(whole, round((hour - whole) * 60))
        return min(self.company._policy_moment(day, at), self._now())

    @contextmanager
    def at(self, moment):
        """As if it were that moment: what steps write down is of that time.

        Only Odoo's own "now" is set, and only while demo data is made.
        """
        flush = self.env.flush_all
        flush()
        # messages keep the "now" that they were loaded with as their default
        sent = self.env["mail.message"]._fields["date"]
        original, default = fields.Datetime.now, sent.default
        fields.Datetime.now = staticmethod(lambda *_args: moment)
        sent.default = lambda _messages: moment
        try:
            yield
            flush()
        finally:
            fields.Datetime.now = original
            sent.default = default

    @staticmethod
    def _now():
        return datetime.now(UTC).replace(tzinfo=None, microsecond=0)

    def later(self, moment, hours):
        """Never after now: what has not happened yet is not told.

        People work and answer on weekdays from 9 to 18; else on the next morning.
        """
        zone = pytz.timezone(self.company.policy_tz)
        local = pytz.utc.localize(moment + timedelta(hours=hours)).astimezone(zone)
        day, clock = local.date(), local.time()
        if clock < OPENING:
            clock = OPENING
        elif clock > CLOSING:
            day, clock = day + timedelta(days=1), OPENING
        while day.weekday() > 4:
            day, clock = day + timedelta(days=1), OPENING
        return min(self.company._policy_moment(day, clock), self._now())
