# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.automatic_common import AutomaticCommon
from odoo.addons.crm_allocation.tests.common import NOW

SATURDAY = "2026-07-04 01:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTicketAllocation(AutomaticCommon):
    """Tickets decide who receives customers, and whose customers are idle."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.example_ticket_limit = 2
        cls.customer = cls._new_customer("Harbour", cls.user)
        cls.tickets = cls._open_tickets(cls.user, 2)

    @classmethod
    def _open_tickets(cls, user, count):
        tickets = cls.env["crm.example.ticket"].with_user(user)
        return tickets.create(
            [
                {"name": f"Ask {number}", "partner_id": cls.customer.id}
                for number in range(count)
            ]
        )

    def test_too_many_open_tickets(self):
        """Who has too many receives nothing, and the decision says why"""
        decision = self._allocate(self._new_waiting())
        self.assertEqual(decision.user_id, self.colleague)
        self.assertIn(
            f"{self.user.name}: too many open tickets",
            decision.with_user(self.officer).sentence,
        )

    def test_one_is_closed(self):
        """One ticket less, and the person receives again"""
        self.tickets[0].with_user(self.user).action_close()
        decision = self._allocate(self._new_waiting())
        verdicts = [row["verdict"] for row in decision.candidates]
        self.assertEqual(sorted(verdicts), ["chosen", "waiting"])

    def test_out_of_hours(self):
        """The reason counts for rules that do not ask for working hours, too"""
        with freeze_time(SATURDAY):
            decision = self._allocate(self._new_waiting())
        self.assertEqual(decision.user_id, self.colleague)

    def test_no_limit(self):
        """0 switches the reason off"""
        self.company.example_ticket_limit = 0
        self.assertFalse(self.company._get_overloaded_users())

    def test_closed_ticket_is_a_sales_action(self):
        """Closing a ticket keeps its customer from being idle"""
        actions = self.env["crm.allocation.action"]
        self.tickets.with_user(self.user).action_close()
        self.env.flush_all()
        rows = self.env.execute_query(actions._get_action_selects()["ticket"])
        self.assertEqual({row[0] for row in rows}, {self.customer.id})
        action = self.env.ref("crm_policy_example.crm_allocation_action_ticket")
        self.assertIn(action, self.env.ref("base.main_company").allocation_action_ids)

    def test_weekly_summary(self):
        """The week of a salesperson counts the tickets closed, with their ids"""
        self.tickets[0].with_user(self.user).action_close()
        summaries = self.env["crm.allocation.summary"]
        with freeze_time("2026-07-06 00:05:00"):
            summary = summaries._make(self.company, date(2026, 6, 29), date(2026, 7, 5))
        line = summary.line_ids.filtered(lambda one: one.user_id == self.user)
        self.assertEqual(line.tickets_closed, 1)
        self.assertEqual(line.details["tickets_closed"], self.tickets[0].ids)

    def test_own_tickets_only(self):
        """A salesperson reads the own tickets, an officer all, an employee none"""
        tickets = self.env["crm.example.ticket"]
        self.assertEqual(tickets.with_user(self.user).search([]), self.tickets)
        self.assertFalse(tickets.with_user(self.colleague).search([]))
        self.assertEqual(tickets.with_user(self.officer).search([]), self.tickets)
        self.assertFalse(tickets.with_user(self.employee).has_access("read"))
