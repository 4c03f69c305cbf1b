# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.crm_grading.tests.common import GradingCommon


@tagged("post_install", "-at_install")
class TestTicketGrading(GradingCommon):
    """Tickets are a figure like any other: chosen, graded, explained."""

    def _open_tickets(self, customer, *dates, **values):
        return self.env["crm.example.ticket"].create(
            [
                {"name": "Ask", "partner_id": customer.id, "date": day, **values}
                for day in dates
            ]
        )

    def _grade_by_tickets(self, customer):
        """The result of the round of 30 June 2026, with tickets in the scheme."""
        scheme = self._new_version(minimum_coverage=0)
        line = self._line("purchase_frequency", scheme)
        line.indicator_id = self.env.ref("crm_policy_example.indicator_tickets")
        line.window_months = 12
        return self._grade(customer, scheme_id=scheme.id)

    def test_figure_of_an_indicator(self):
        """Those of the contacts count for their company, within the time taken"""
        customer = self._new_customer("Harbour")
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": customer.id}
        )
        self._open_tickets(customer, "2025-06-30", "2026-05-01", "2026-07-01")
        self._open_tickets(contact, "2026-06-30", is_urgent=True)
        other = self.env["res.company"].create({"name": "Other"})
        self._open_tickets(customer, "2026-05-01", company_id=other.id)
        figure = self._grade_by_tickets(customer).breakdown["example_tickets"]
        self.assertEqual(figure["raw"], 2)
        self.assertEqual(figure["parts"], {"urgent": 1})

    def test_customer_without_a_ticket(self):
        """Nothing asked is a figure too"""
        result = self._grade_by_tickets(self._new_customer("Quiet"))
        self.assertEqual(result.breakdown["example_tickets"]["raw"], 0)

    def test_explained(self):
        """The figure has a name, a unit, and its parts have labels"""
        indicator = self.env.ref("crm_policy_example.indicator_tickets")
        self.assertEqual(indicator.unit, "count")
        self.assertIn("example_tickets", dict(indicator._selection_fact()))
        labels = self.env["crm.grading.score.sheet.mixin"]._get_part_labels()
        self.assertIn("urgent", labels)
