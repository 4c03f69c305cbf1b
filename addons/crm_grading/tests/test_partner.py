# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .common import TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestPartner(GradingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.env["res.partner"]
        cls.other_company = cls.env["res.company"].create({"name": "Elsewhere"})
        for name, grade, score in (
            ("Alpha", "A", 90),
            ("Beta", "B", 75),
            ("Gamma", "B", 71),
            ("Delta", None, None),
        ):
            customer = cls._new_customer(name)
            cls.customers |= customer
            if grade:
                cls._new_standing(customer, grade, score=score)
        cls._new_standing(cls.customers[0], "D", cls.other_company, score=10)
        cls.contact = cls.env["res.partner"].create(
            {"name": "Buyer", "parent_id": cls.customers[0].id}
        )

    def _search(self, *domain, **kwargs):
        domain = [("id", "in", (self.customers | self.contact).ids), *domain]
        return self.env["res.partner"].search(domain, **kwargs).mapped("name")

    def test_search_by_grade(self):
        """GRD-11 customers are found by grade, by its mark, by score and by none."""
        a, b = self.grades["A"], self.grades["B"]
        graded = ["Alpha", "Beta", "Buyer", "Gamma"]
        for domain, names in (
            (("customer_grade_id", "=", b.id), ["Beta", "Gamma"]),
            (
                ("customer_grade_id", "in", (a | b).ids),
                ["Alpha", "Beta", "Buyer", "Gamma"],
            ),
            (("customer_grade_id", "!=", b.id), ["Alpha", "Buyer", "Delta"]),
            (("customer_grade_id", "=", False), ["Delta"]),
            (("customer_grade_id", "!=", False), graded),
            (("customer_grade_id", "in", [False, a.id]), ["Alpha", "Buyer", "Delta"]),
            (("customer_grade_id.code", "=", "A"), ["Alpha", "Buyer"]),
            (("customer_grade_id", "ilike", "B"), ["Beta", "Gamma"]),
            (("customer_score", ">=", 75), ["Alpha", "Beta", "Buyer"]),
            (("customer_score", "<", 75), ["Gamma"]),
            (
                ("customer_grade_date", "<", "2026-02-01"),
                ["Alpha", "Beta", "Buyer", "Gamma"],
            ),
        ):
            self.assertEqual(sorted(self._search(domain)), names, domain)

    def test_sorted_and_grouped(self):
        """GRD-11 lists sort by score and group by grade, in the database."""
        self.assertEqual(
            self._search(
                ("is_company", "=", True), order="customer_score desc nulls last, id"
            ),
            ["Alpha", "Beta", "Gamma", "Delta"],
        )
        groups = self.env["res.partner"]._read_group(
            [("id", "in", self.customers.ids)],
            ["customer_grade_id"],
            ["__count", "customer_score:avg"],
        )
        empty = self.env["crm.grading.grade"]
        self.assertEqual(
            groups,
            [
                (self.grades["A"], 1, 90),
                (self.grades["B"], 2, 73),
                (empty, 1, False),
            ],
        )

    def test_contacts_carry_the_grade_of_their_company(self):
        """GRD-11 a contact shows the grade of the company it belongs to."""
        self.assertEqual(self.contact.customer_grade_id, self.grades["A"])

    def test_grade_is_per_company(self):
        """GRD-11 in another company the same customer has that company's grade."""
        alpha = self.customers[0]
        self.assertEqual(alpha.customer_grade_id, self.grades["A"])
        elsewhere = alpha.with_company(self.other_company)
        self.assertEqual(elsewhere.customer_grade_id, self.grades["D"])
        found = self.env["res.partner"].with_company(self.other_company)
        self.assertEqual(
            found.search(
                [
                    ("id", "in", self.customers.ids),
                    ("customer_grade_id", "=", self.grades["D"].id),
                ]
            ),
            alpha,
        )

    def test_branch_shows_the_grade_of_its_company(self):
        """GRD-11 people of a branch see the grade of their main company."""
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        clerk = self._new_user("grading_clerk", "base.group_user", company=branch)
        alpha = (
            self.customers[0]
            .with_user(clerk)
            .with_context(allowed_company_ids=branch.ids)
        )
        self.assertEqual(alpha.customer_grade_id.code, "A")

    def test_choice_of_a_customer_shows_the_grade(self):
        """GRD-11 the grade stands as a badge where a customer is chosen."""
        alpha = self.customers[0].with_context(formatted_display_name=True)
        self.assertIn("`A`", alpha.display_name)
        self.assertNotIn("`", self.customers[0].display_name)

    def test_a_list_takes_few_queries(self):
        """GRD-11 the grades of fifty customers take the queries of three."""
        many = self.env["res.partner"].create(
            [{"name": f"C{i}", "is_company": True} for i in range(50)]
        )

        def queries(partners):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            partners.mapped("customer_grade_id.code")
            return self.env.cr.sql_log_count - before

        some = self.customers[:3]
        self.assertEqual(queries(some | many), queries(some))

    @freeze_time(TODAY)
    def test_score_sheet_explains_the_grade(self):
        """GRD-16 figure, points, weight, and what the next grade takes."""
        customer = self.customers[0]
        self._assess(customer, "new_business", 60)
        self._assess(customer, "industry_outlook", 80)
        sheet = self._grade(customer).score_sheet
        lines = {line["code"]: line for line in sheet["lines"]}
        self.assertEqual(
            list(lines), self.scheme.line_ids.mapped("code"), "in the scheme's order"
        )
        self.assertEqual(lines["new_business"]["points"], 60)
        self.assertEqual(lines["new_business"]["weight"], 10)
        self.assertEqual(lines["credit_rating"]["raw_text"], "no data")
        self.assertEqual(lines["purchase_amount"]["next_band"]["points"], 30)
        self.assertIn("10,000", lines["purchase_amount"]["next_band"]["raw_text"])
        self.assertEqual(sheet["grade"], "D")
        self.assertEqual(sheet["next_grade"]["code"], "C")

    def test_movement_of_the_grade_in_effect(self):
        """GRD-09 GRD-11 up or down is told once it is in effect, not while appeals
        are possible."""
        customer = self.customers[2]
        self.scheme.appeal_days = 7
        with freeze_time(TODAY):
            self._assess(customer, "new_business", 0)
            record = self._new_round()
            record.action_compute()
            record.action_submit()
            record.action_approve()
        result = record.result_ids.filtered(lambda one: one.partner_id == customer)
        self.assertEqual((record.state, result.movement), ("published", "down"))
        reader = customer.with_user(self.user)
        self.assertEqual(reader.grading_result_id, result)
        self.assertFalse(reader.grading_movement)
        self.assertEqual(reader.grading_pending_date, reader.grading_result_id.date)
        with freeze_time("2026-07-09"):
            record.action_apply()
        reader.invalidate_recordset()
        self.assertEqual(reader.grading_movement, "down")
        self.assertFalse(reader.grading_pending_date)

    @freeze_time(TODAY)
    def test_grade_on_demand(self):
        """GRD-11 a salesperson sees what a customer would be graded today."""
        customer = self.customers[0]
        self._assess(customer, "new_business", 60)
        action = customer.with_user(self.user).action_preview_grade()
        preview = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(preview.grade_id, self.grades["D"])
        self.assertTrue(preview.score_sheet["lines"])
        self.assertEqual(customer.customer_grade_id, self.grades["A"], "no effect")
