# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.crm_grading.tests.common import GradingCommon


@tagged("post_install", "-at_install")
class TestComplaintFacts(GradingCommon):
    """What complaints say about customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Harbour")
        cls.contact = cls.env["res.partner"].create(
            {"name": "Buyer", "parent_id": cls.customer.id}
        )
        cls.facts = cls.env["crm.grading.scheme"]._get_fact_registry().facts

    def _complain(self, received="2026-05-01 02:00:00", closed=None, **values):
        complaint = self.env["crm.complaint"].create(
            {
                "name": "Broken",
                "partner_id": self.contact.id,
                "company_id": self.company.id,
                "received_on": received,
            }
        )
        complaint.write(
            {
                **({"state": "closed", "closed_on": closed} if closed else {}),
                **values,
            }
        )
        self.env.flush_all()
        return complaint

    def _count(self, code, months=12):
        """The raw figure of the customer in a round of 30 June 2026."""
        scheme = self._new_version()
        indicator = self.env.ref(f"crm_grading_complaints.indicator_{code}")
        self._line("purchase_frequency", scheme).write(
            {"indicator_id": indicator.id, "window_months": months}
        )
        result = self._grade(self.customer, scheme_id=scheme.id)
        return result.breakdown[code]["raw"]

    def test_no_complaint(self):
        """CMP-11: a customer without complaints has zero, not nothing"""
        self.assertEqual(self._count("complaint_count"), 0)

    def test_within_the_time(self):
        """CMP-11: complaints of contacts count for their company, within the time"""
        self._complain()
        self._complain(closed="2026-05-10 02:00:00", close_kind="confirmed")
        self._complain(received="2025-06-30 02:00:00")
        self._complain(received="2026-06-30 17:00:00")
        self.assertEqual(self._count("complaint_count"), 2)
        self.assertEqual(self._count("complaint_count", months=13), 3)

    def test_open_on_the_day(self):
        """CMP-11: open is what was open on the day of the round, though closed since"""
        self._complain(closed="2026-07-03 02:00:00", close_kind="confirmed")
        self._complain(closed="2026-06-03 02:00:00", close_kind="confirmed")
        self.assertEqual(self._count("complaint_open_count"), 1)

    def test_repeated_and_justified(self):
        """CMP-11: repeated and justified ones are figures of their own"""
        first = self._complain()
        second = self._complain()
        third = self._complain()
        (first | third).write({"is_repeat": False})
        second.write({"is_repeat": True, "judgement": "partly"})
        third.write({"judgement": "unfair"})
        self.env.flush_all()
        self.assertEqual(self._count("complaint_repeat_count"), 1)
        self.assertEqual(self._count("complaint_justified_count"), 1)

    def test_what_does_not_count(self):
        """CMP-11: mistakes, merged reports, leaks and other companies stay out"""
        other = self.env["res.company"].create({"name": "Other"})
        self._complain(state="cancelled")
        self._complain(state="closed", close_kind="merged")
        self._complain(kind="opinion")
        leak = {"name": "List", "kind": "leak", "partner_id": self.customer.id}
        self.env["crm.complaint"].with_user(self.officer).create(leak)
        self.env["crm.complaint"].create(
            {"name": "x", "partner_id": self.customer.id, "company_id": other.id}
        )
        self.assertEqual(self._count("complaint_count"), 0)

    def test_default_in_no_scheme(self):
        """CMP-11: no scheme counts complaints until somebody chooses so"""
        lines = self.env["crm.grading.scheme.line"].search(
            [("indicator_id.fact", "in", list(self._get_complaint_facts()))]
        )
        self.assertFalse(lines)

    def _get_complaint_facts(self):
        return {code for code in self.facts if code.startswith("complaint_")}

    def test_priority_on_the_complaint(self):
        """CMP-11: the customer's grade and priority stand on the complaint"""
        self._new_standing(self.customer, "A")
        complaint = self._complain().with_user(self.officer)
        self.assertEqual(complaint.customer_grade_id.code, "A")
        self.assertEqual(complaint.customer_priority, self.customer.customer_priority)
        found = complaint.search([("customer_grade_id.code", "=", "A")])
        self.assertEqual(found, complaint)
        [(grade, cases)] = complaint._read_group(
            [("id", "=", complaint.id)], ["customer_grade_id"], ["id:recordset"]
        )
        self.assertEqual((grade.code, cases), ("A", complaint))
