# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What happened before today: steps are taken now, then moved back in time."""

from datetime import timedelta

from odoo.tools import SQL


class Past:
    """Moves records into the past, with all their days and moments."""

    def __init__(self, env, company):
        self.env = env
        self.company = company

    def last_week(self, weekday=3):
        """How many days ago a day of last week was, Thursday by default."""
        return self.company._policy_today().weekday() + 7 - weekday

    def user(self, key):
        return self.env.ref(f"crm_policy.demo_user_{key}")

    def customer(self, key):
        own = self.env.ref(f"crm_allocation.demo_customer_{key}", False)
        return own or self.env.ref(f"crm_policy.demo_customer_{key}")

    def customers(self, keys):
        return self.env["res.partner"].union(*map(self.customer, keys))

    def by(self, records, key):
        """The records as a person of the story works on them."""
        return records.with_user(self.user(key)).with_context(
            allowed_company_ids=self.company.ids, tracking_disable=True
        )

    def answer(self, action, key, reason, **values):
        """A person confirms the dialog that a step has opened."""
        dialogs = self.by(self.env[action["res_model"]], key)
        return (
            dialogs.with_context(**action["context"])
            .create({"reason": reason, **values})
            .action_confirm()
        )

    def province(self, code):
        return self.env.ref(f"base.state_cn_{code}")

    def provinces(self, codes):
        return self.env["res.country.state"].union(*map(self.province, codes.split()))

    def allocation_class(self, code):
        return self.env.ref(f"crm_allocation.crm_allocation_class_{code}")

    def move(self, records, days=0, hours=0, only=None):
        """As if it had happened so long ago; due dates move along.

        :param only: names of the days and moments that are moved, all by default
        """
        if not records:
            return records
        self.env.flush_all()
        back = timedelta(days=days, hours=hours)
        columns = [
            name
            for name, field in records._fields.items()
            if field.type in ("date", "datetime") and field.store
            if only is None or name in only
        ]
        moves = SQL(", ").join(
            SQL("%s = %s - %s", SQL.identifier(name), SQL.identifier(name), back)
            for name in columns
        )
        # raw SQL: days that only steps may write, and none of them tracked
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id IN %s",
                SQL.identifier(records._table),
                moves,
                tuple(records.ids),
            )
        )
        self.env.invalidate_all()
        return records

    def move_ownership(self, partners, days=0, hours=0):
        """The present owners came so long ago, and the former left then."""
        lines = partners._get_open_ownership(self.company)
        self.env.flush_all()
        back = timedelta(days=days, hours=hours)
        # raw SQL: the ledger is written by nobody else
        self.env.cr.execute(
            SQL(
                """UPDATE crm_ownership former SET date_to = former.date_to - %(back)s
                     FROM crm_ownership line
                    WHERE line.id IN %(lines)s AND former.date_to = line.date_from
                      AND former.partner_id = line.partner_id
                      AND former.company_id = line.company_id""",
                back=back,
                lines=tuple(lines.ids),
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE crm_ownership SET date_from = date_from - %s WHERE id IN %s",
                back,
                tuple(lines.ids),
            )
        )
        self.env.invalidate_all()
        return lines
