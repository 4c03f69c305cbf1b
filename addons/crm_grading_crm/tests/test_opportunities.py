# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged
from odoo.tools.convert import convert_file

from odoo.addons.crm_grading.tests.common import GradingCommon
from odoo.addons.crm_policy.uninstall import forget

ADDON = "crm_grading_crm"


@tagged("post_install", "-at_install")
class TestOpportunities(GradingCommon):
    """What the sales pipeline says about customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Harbour")
        cls.contact = cls.env["res.partner"].create(
            {"name": "Buyer", "parent_id": cls.customer.id}
        )
        cls.won_stage = cls.env["crm.stage"].create({"name": "Done", "is_won": True})

    def _add_lead(self, revenue, opened="2026-05-01", closed=None, won=True, **values):
        lead = self.env["crm.lead"].create(
            {
                "name": "Line",
                "type": "opportunity",
                "partner_id": self.contact.id,
                "expected_revenue": revenue,
                "company_id": self.company.id,
                "date_deadline": "2026-08-01",
                "user_id": False,
                "team_id": False,
                **values,
            }
        )
        if closed and won:
            lead.stage_id = self.won_stage
        elif closed:
            lead.action_set_lost()
        self.env.flush_all()
        # raw SQL: when a record was made, and closed, cannot be chosen
        self.cr.execute(
            "UPDATE crm_lead SET create_date = %s, date_closed = %s WHERE id = %s",
            (opened, closed, lead.id),
        )
        self.env.invalidate_all()
        return lead

    def _grade_by(self, code, months=12):
        pattern = self.env.ref("crm_grading.crm_grading_scheme_amount")
        scheme = pattern._copy_for_company(self.company)
        scheme.line_ids.write(
            {
                "indicator_id": self.env.ref(f"crm_grading_crm.indicator_{code}").id,
                "window_months": months,
            }
        )
        result = self._grade(self.customer, scheme_id=scheme.id)
        return result.amount, result.grade_id.code

    def test_expected_amount(self):
        """GRD-05 open opportunities add up, those of contacts for their company"""
        self._add_lead(300000)
        self._add_lead(500000, partner_id=self.customer.id)
        self._add_lead(900000, opened="2026-07-02")
        self._add_lead(900000, type="lead")
        self.assertEqual(self._grade_by("expected_revenue"), (800000, "A"))

    def test_closed_later(self):
        """GRD-05 what was open on the day of the round counts, though closed since"""
        self._add_lead(400000, closed="2026-07-03")
        self._add_lead(100000, closed="2026-06-20")
        self._add_lead(100000, closed="2026-06-20", won=False)
        self.assertEqual(self._grade_by("expected_revenue"), (400000, "B"))

    def test_day_of_the_company(self):
        """GRD-05 days are those of the company: 30 June, 20:00 UTC is 1 July there"""
        self._add_lead(400000, opened="2026-06-30 20:00:00")
        self._add_lead(200000, opened="2026-06-30 15:00:00")
        self.assertEqual(self._grade_by("expected_revenue"), (200000, "C"))

    def test_won_amount(self):
        """GRD-05 won opportunities count in their time, lost ones never"""
        self._add_lead(250000, closed="2026-06-20")
        self._add_lead(900000, closed="2026-06-20", won=False)
        self._add_lead(900000, opened="2024-01-01", closed="2025-06-30")
        self._add_lead(900000)
        self.assertEqual(self._grade_by("won_revenue"), (250000, "C"))
        self.assertEqual(self._grade_by("won_revenue", months=13), (1150000, "A"))

    def test_other_company(self):
        """GRD-05 opportunities of another company stay out, shared ones count"""
        other = self.env["res.company"].create({"name": "Other"})
        self._add_lead(900000, company_id=other.id)
        self._add_lead(200000, company_id=False)
        self.assertEqual(self._grade_by("expected_revenue"), (200000, "C"))

    def test_archived(self):
        """GRD-05 an opportunity archived without a result does not count"""
        lead = self._add_lead(900000)
        self.env.cr.execute(
            "UPDATE crm_lead SET active = FALSE WHERE id = %s", lead.ids
        )
        self.assertEqual(self._grade_by("expected_revenue"), (0, "D"))

    def test_follow_up_project(self):
        """GRD-06 open opportunities are follow-up projects, beside marked ones"""
        self._add_lead(1)
        self._add_lead(1, date_deadline="2027-06-01")
        self._add_lead(1, closed="2026-06-20")
        self.env["crm.grading.project"].create(
            {
                "partner_id": self.customer.id,
                "name": "Marked",
                "opened_on": "2026-05-01",
                "expected_on": "2026-08-01",
            }
        )
        customer = self.customer.with_context(grading_date="2026-06-30")
        self.assertEqual(customer.customer_project_count, 3)
        self.assertEqual(customer.customer_near_project_count, 2)
        found = customer.search([("customer_project_count", "=", 3)])
        self.assertEqual(found, self.customer | self.contact)

    def test_uninstalled(self):
        """GRD-05 a scheme keeps its indicator, which the addon finds again"""
        self._grade_by("won_revenue")
        used, unused = (
            self.env.ref(f"{ADDON}.indicator_{code}_revenue")
            for code in ("won", "expected")
        )
        forget(self.env, ADDON)
        self.assertEqual((used | unused).exists(), used)
        self.assertFalse(used.get_external_id()[used.id])
        convert_file(
            self.env, ADDON, "data/crm_grading_indicator_data.xml", {}, mode="init"
        )
        self.assertEqual(self.env.ref(f"{ADDON}.indicator_won_revenue"), used)
        self.assertTrue(self.env.ref(f"{ADDON}.indicator_expected_revenue"))
