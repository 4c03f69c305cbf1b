# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command, Domain
from odoo.tests import tagged

from .common import NOW, ComplaintCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCustomerFile(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.user_id = cls.colleague
        cls.other_customer = cls.env["res.partner"].create(
            {"name": "Customer B", "is_company": True}
        )
        cls.problems = cls.env["crm.complaint.problem"]

    def _complain(self, number, partner=None, **values):
        complaints = self.env["crm.complaint"]
        for _index in range(number):
            complaints |= self._new_complaint(
                partner_id=(partner or self.customer).id, **values
            )
        return complaints

    def _set(self, complaints, **values):
        """What only steps write."""
        complaints.sudo().write(values)

    def test_counts(self):
        """CMP-11: all, open, repeated, reopened and the last, of the whole customer."""
        first, second, third = self._complain(3, self.contact)
        self._set(first, state="closed", close_kind="confirmed", reopen_count=2)
        self._set(third, received_on="2026-06-01 00:00:00")
        self._set(self._complain(1), state="closed", close_kind="merged")
        self._set(self._complain(1), state="cancelled")
        self._complain(1, kind="opinion")
        self._set(first | third, is_repeat=False)
        self._set(second, is_repeat=True)
        for partner in self.customer | self.contact:
            self.assertEqual(partner.complaint_count, 3)
            self.assertEqual(partner.complaint_open_count, 2)
            self.assertEqual(partner.complaint_repeat_count, 1)
            self.assertEqual(partner.complaint_reopen_count, 2)
            self.assertEqual(str(partner.complaint_last_on), NOW)
        self.assertEqual(self.other_customer.complaint_count, 0)

    def test_one_query_for_many(self):
        """CMP-11: the counts of a list of customers take one statement."""
        partners = self.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(50)]
        )
        self._complain(2, partners[0])
        self.env.flush_all()
        self.env.invalidate_all()
        partners.mapped("commercial_partner_id.name")
        self.assertTrue(self.env.companies.mapped("name"))
        with self.assertQueryCount(1):
            partners.mapped("complaint_count")
            partners.mapped("complaint_open_count")
            partners.mapped("complaint_last_on")

    def test_search(self):
        """CMP-11: customers are found by their counts; none is zero."""
        self._complain(2, self.contact)
        both = self.customer | self.other_customer
        partners = self.env["res.partner"].with_user(self.officer)

        def find(*leaf):
            return partners.search([("id", "in", both.ids), leaf])

        self.assertEqual(find("complaint_count", ">", 1), self.customer)
        self.assertEqual(find("complaint_open_count", "=", 2), self.customer)
        self.assertEqual(find("complaint_count", "=", 0), self.other_customer)
        self.assertEqual(find("complaint_count", "<", 2), self.other_customer)
        self.assertEqual(find("complaint_count", "!=", 0), self.customer)
        self.assertEqual(find("complaint_repeat_count", ">=", 1), self.customer)
        self.assertFalse(find("complaint_repeat_count", ">=", 2))

    def test_salesperson(self):
        """CMP-11: salespeople see the counts of their customers, and of the complaints
        only those that they may."""
        self._complain(2)
        customer = self.customer.with_user(self.colleague)
        self.assertEqual(customer.complaint_count, 2)
        self.assertFalse(customer.complaint_ids)
        self._complain(1, user_id=self.colleague.id)
        customer.invalidate_recordset()
        self.assertEqual(len(customer.complaint_ids), 1)
        self.assertEqual(customer.complaint_count, 3)
        with self.assertRaises(AccessError):
            self.customer.with_user(self.employee).read(["complaint_count"])

    def test_problem_customer(self):
        """CMP-11: marked by the settings, with the figures; the mark goes again."""
        self._complain(2)
        self.problems._mark(self.company)
        self.assertFalse(self.customer.complaint_is_problem)
        complaint = self._complain(1)
        changed = self.problems._mark(self.company)
        self.assertEqual(changed, self.customer)
        self.assertTrue(self.customer.complaint_is_problem)
        self.assertTrue(self.contact.complaint_is_problem)
        self.assertIn("3 complaints within 12", self.customer.complaint_problem_reason)
        self.assertFalse(self.problems._mark(self.company), "the second run is idle")
        partners = self.env["res.partner"].with_user(self.officer)
        found = partners.search(
            [
                ("complaint_is_problem", "=", True),
                ("id", "in", (self.customer | self.other_customer).ids),
            ]
        )
        self.assertEqual(found, self.customer)
        groups = partners._read_group(
            [("id", "in", (self.customer | self.other_customer).ids)],
            ["complaint_is_problem"],
            ["__count"],
        )
        self.assertEqual(dict(groups), {True: 1, False: 1})
        self._set(complaint, state="cancelled")
        self.problems._mark(self.company)
        self.assertFalse(self.customer.complaint_is_problem)

    def test_limits(self):
        """CMP-11: repeated and unfair claims mark as well; old ones do not."""
        self.company.complaint_problem_count = 0
        complaints = self._complain(2)
        self.problems._mark(self.company)
        self.assertFalse(self.customer.complaint_is_problem)
        complaints.write({"judgement": "unfair"})
        self.problems._mark(self.company)
        self.assertTrue(self.customer.complaint_is_problem)
        complaints.write({"judgement": "justified"})
        self._set(complaints, is_repeat=True)
        self.problems._mark(self.company)
        problem = self.customer.complaint_problem_ids
        self.assertEqual((problem.repeat_count, problem.unfair_count), (2, 0))
        self._set(complaints, received_on="2025-06-30 15:59:59")
        self.problems._mark(self.company)
        self.assertFalse(self.customer.complaint_is_problem)

    def test_job(self):
        """CMP-11: the scheduled action marks every company by its own settings."""
        self._complain(3)
        with self.enter_registry_test_mode():
            self.env.ref("crm_complaints.ir_cron_problem").method_direct_trigger()
        self.env.invalidate_all()
        self.assertTrue(self.customer.complaint_is_problem)

    def test_other_company(self):
        """CMP-11: complaints of another company count there."""
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids = [Command.link(other.id)]
        self._new_complaint(self.env.user, company_id=other.id)
        self.assertEqual(self.customer.complaint_count, 0)
        inside = self.customer.with_context(allowed_company_ids=other.ids)
        self.assertEqual(inside.complaint_count, 1)

    def test_merged_customers(self):
        """CMP-11: after a merge the complaints of both count, and mark anew."""
        self._complain(2)
        self._complain(2, self.other_customer)
        self.problems._mark(self.company)
        self.assertFalse(self.customer.complaint_is_problem)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge(
            (self.customer | self.other_customer).ids, self.customer, extra_checks=False
        )
        self.assertEqual(self.customer.complaint_count, 4)
        self.assertTrue(self.customer.complaint_is_problem)
        self.assertEqual(self.customer.complaint_problem_ids.complaint_count, 4)

    def test_other_customers(self):
        """CMP-11: a salesperson sees no complaint of another's customer, but those
        that he handles."""
        foreign = self._new_complaint(self.officer, partner_id=self.other_customer.id)
        complaints = self.env["crm.complaint"].with_user(self.colleague)
        self.assertNotIn(foreign, complaints.search(Domain.TRUE))
        foreign.with_user(self.officer).user_id = self.colleague
        self.assertIn(foreign, complaints.search(Domain.TRUE))
