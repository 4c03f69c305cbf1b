# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date
from decimal import Decimal
from itertools import product

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..engine import outcome
from .common import ROUND_DATE, TODAY, InvoicingCommon


@tagged("post_install", "-at_install")
class TestMethods(InvoicingCommon):
    """Grading by amount, by rules and by value and potential, in one statement each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Harbour", user_id=cls.user.id)
        cls.other = cls._new_customer("Quay", user_id=cls.officer.id)

    def _use(self, name):
        """The company's copy of a pattern, active beside the leading scorecard."""
        pattern = self.env.ref(f"crm_grading.crm_grading_scheme_{name}")
        scheme = pattern._copy_for_company(self.company)
        scheme.action_activate()
        return scheme

    def _result_of(self, scheme, customer=None):
        customer = customer or self.customer
        record = self._new_round(scheme_id=scheme.id, kind="what_if")
        record.action_compute()
        return record.result_ids.filtered(lambda result: result.partner_id == customer)

    # -- amount ------------------------------------------------------------------------

    def test_amount(self):
        """GRD-05 A from 800 000, B from 400 000, C from 200 000, D below;
        credit notes may leave a negative amount."""
        scheme = self._use("amount")
        amounts = {
            800000: "A",
            799999: "B",
            400000: "B",
            399999: "C",
            200000: "C",
            199999: "D",
        }
        customers = {}
        for amount in amounts:
            customers[amount] = self._new_customer(f"C {amount}")
            self._invoice(customers[amount], "2026-03-01", amount)
        self._credit(self.customer, "2026-03-01", 500)
        record = self._new_round(scheme_id=scheme.id, kind="what_if")
        record.action_compute()
        grades = {
            result.partner_id: (result.amount, result.grade_id.code)
            for result in record.result_ids
        }
        for amount, grade in amounts.items():
            self.assertEqual(grades[customers[amount]], (amount, grade))
        self.assertEqual(grades[self.customer], (-500, "D"))
        self.assertEqual(grades[self.other], (0, "D"), "who bought nothing is D")

    def test_amount_faults(self):
        """GRD-05 an amount needs one figure of money and grades without a gap."""
        scheme = self._use("amount").copy()
        scheme.line_ids.indicator_id = self.env.ref(
            "crm_grading.indicator_purchase_frequency"
        )
        scheme.threshold_ids.filtered(lambda item: item.lower == 0).unlink()
        with self.assertRaisesRegex(UserError, "not an amount of money") as error:
            scheme._check_ready()
        self.assertIn("200000", str(error.exception))

    def test_amount_sheet(self):
        """GRD-05 GRD-16 the sheet says the amount and what the next grade lacks."""
        scheme = self._use("amount")
        self._invoice(self.customer, "2026-03-01", 350000)
        sheet = self._result_of(scheme).score_sheet
        self.assertEqual(sheet["lines"][0]["raw"], 350000)
        symbol = self.company.currency_id.symbol
        self.assertIn(f"50,000 {symbol} are missing to grade B.", sheet["decision"])

    # -- rules -------------------------------------------------------------------------

    def _judge(self, customer=None, **points):
        for code, value in points.items():
            self._assess(customer or self.customer, code, value, on="2026-06-01")

    def _add_project(self, expected="2026-08-01", **values):
        return self.env["crm.grading.project"].create(
            {
                "partner_id": self.customer.id,
                "name": "Second line",
                "opened_on": "2026-05-01",
                "expected_on": expected,
                **values,
            }
        )

    def _add_agreement(self, until="2027-06-30", **values):
        file = self.env["ir.attachment"].create({"name": "signed.pdf", "raw": b"%PDF"})
        return self.env["crm.grading.agreement"].create(
            {
                "partner_id": self.customer.id,
                "name": "Framework",
                "signed_on": "2025-07-01",
                "valid_until": until,
                "evidence_ids": file.ids,
                **values,
            }
        )

    def test_rules_first_match(self):
        """GRD-06 rules are tried in order: strategic, key, general, potential."""
        scheme = self._use("rules")

        def grade():
            return self._result_of(scheme).grade_id.code

        result = self._result_of(scheme)
        self.assertEqual((result.status, result.reason), ("blocked", "no_rule"))
        self._judge(fundamentals=80)
        self._add_project()
        self.assertEqual(grade(), "P", "sound, near-term project")
        self._judge(relation=70)
        self.assertEqual(grade(), "G", "a good relation")
        self._judge(smoothness=90, willingness=60)
        self.assertEqual(grade(), "K", "smooth, project, sound, both willing")
        for month in (1, 2, 3):
            self._invoice(self.customer, f"2026-0{month}-10", 1000)
        self.assertEqual(grade(), "S", "the third cooperation")
        result = self._result_of(scheme)
        self.assertEqual(
            result.rule_id,
            scheme.rule_ids.filtered(lambda rule: "Three" in rule.name),
        )
        self.assertEqual(result.breakdown["cooperations"]["raw"], 3)
        self.assertEqual(result.breakdown["fundamentals"]["raw"], 80)
        self.assertTrue(result.score_sheet["decision"][-1].startswith("✔"))

    def test_rules_agreement(self):
        """GRD-06 a strategic agreement in force on the day of the round is enough; not
        one that ended the day before."""
        scheme = self._use("rules")
        agreement = self._add_agreement(until="2026-06-30")
        self.assertEqual(self._result_of(scheme).grade_id.code, "S")
        agreement.valid_until = "2026-06-29"
        self.assertFalse(self._result_of(scheme).grade_id)

    def test_agreement_needs_file(self):
        """GRD-06 an agreement without its file is refused."""
        with self.assertRaisesRegex(ValidationError, "Attach the signed agreement"):
            self._add_agreement(evidence_ids=False)

    def test_rules_influence(self):
        """GRD-06 a manager marks major influence under the own name; others cannot."""
        values = {"partner_id": self.customer.id, "reason": "Opens the harbour market"}
        influences = self.env["crm.grading.influence"]
        for user in (self.user, self.officer):
            with self.assertRaises(Exception) as error:
                influences.with_user(user).create(values)
            self.assertEqual(type(error.exception).__name__, "AccessError")
        with freeze_time(TODAY):
            influence = influences.with_user(self.manager).create(
                {**values, "decided_by_id": self.user.id, "decided_on": "2020-01-01"}
            )
        self.assertEqual(influence.decided_by_id, self.manager)
        self.assertEqual(influence.decided_on, date(2026, 7, 1))
        scheme = self._use("rules")
        record = self._new_round(scheme_id=scheme.id, kind="what_if", date="2026-07-01")
        record.action_compute()
        grades = record.result_ids.grouped("partner_id")
        self.assertEqual(grades[self.customer].grade_id.code, "S")
        self.assertFalse(grades[self.other].grade_id)

    def test_expired_judgement(self):
        """GRD-06 fundamentals judged too long ago count no more."""
        scheme = self._use("rules")
        self._judge(relation=90)
        self.env["crm.grading.assessment"].search(
            [("partner_id", "=", self.customer.id)]
        ).valid_until = "2026-06-29"
        self.assertFalse(self._result_of(scheme).grade_id)

    def test_closed_project(self):
        """GRD-06 a project counts until it is closed, on the day of the round."""
        project = self._add_project(closed_on="2026-07-15", outcome="won")
        customer = self.customer.with_context(grading_date="2026-06-30")
        self.assertEqual(customer.customer_project_count, 1)
        project.closed_on = "2026-06-30"
        customer.invalidate_recordset()
        self.assertEqual(customer.customer_project_count, 0)

    def test_near_project(self):
        """GRD-06 near-term is within the months of the settings."""
        self._add_project(expected="2026-12-31")
        customer = self.customer.with_context(grading_date="2026-06-30")
        self.assertEqual(customer.customer_near_project_count, 0)
        self.company.grading_near_months = 7
        customer.invalidate_recordset()
        self.assertEqual(customer.customer_near_project_count, 1)

    def test_cooperations(self):
        """GRD-06 cooperations are counted as the settings say: contracts that invoices
        name, or invoices; within the months; from a smallest amount."""
        for day, amount, origin in (
            ("2026-01-01", 100, "C-1"),
            ("2026-02-01", 100, "C-1"),
            ("2026-03-01", 500, "C-2"),
            ("2026-04-01", 50, False),
            ("2022-01-01", 900, "C-0"),
        ):
            self._invoice(self.customer, day, amount, invoice_origin=origin)

        def count():
            customer = self.customer.with_context(grading_date="2026-06-30")
            customer.invalidate_recordset()
            return customer.customer_cooperation_count

        self.assertEqual(count(), 3, "C-1, C-2 and the one without a contract")
        self.company.grading_cooperation_unit = "invoice"
        self.assertEqual(count(), 4)
        self.company.grading_cooperation_minimum = 100
        self.assertEqual(count(), 3)
        self.company.grading_cooperation_months = 60
        self.assertEqual(count(), 4)

    def test_rules_need_rules(self):
        """GRD-06 a scheme without rules cannot grade; a condition must be readable."""
        scheme = self._use("rules").copy()
        with self.assertRaises(ValidationError):
            scheme.rule_ids[0].domain = "[('no_such_field', '=', 1)]"
        scheme.rule_ids.unlink()
        with self.assertRaisesRegex(UserError, "no rules"):
            scheme._check_ready()

    def test_rules_frozen(self):
        """GRD-06 GRD-16 rules that gave grades stay as they are."""
        scheme = self._use("rules")
        self._result_of(scheme)
        with self.assertRaisesRegex(UserError, "New Version"):
            scheme.rule_ids[0].with_user(self.manager).domain = "[]"

    def test_rule_customers(self):
        """GRD-06 who meets a rule today can be opened from it."""
        scheme = self._use("rules")
        rule = scheme.rule_ids.filtered(lambda rule: "influence" in rule.name)
        self.assertFalse(rule._get_customer_ids(self.company))
        self.env["crm.grading.influence"].create(
            {"partner_id": self.customer.id, "reason": "Why", "decided_on": ROUND_DATE}
        )
        self.assertEqual(rule._get_customer_ids(self.company), self.customer.ids)

    # -- matrix ------------------------------------------------------------------------

    def test_matrix(self):
        """GRD-07 value A/B/C by potential high/medium/low make the grade."""
        scheme = self._use("matrix")
        self._invoice(self.customer, "2026-03-01", 1500000)
        self._invoice(self.other, "2026-03-01", 100)
        self._judge(industry_outlook=80, new_business=80)
        self._judge(self.other, industry_outlook=30, new_business=30)
        best, worst = (
            self._result_of(scheme, customer)
            for customer in (self.customer, self.other)
        )
        self.assertEqual(best.potential_class_id.name, "High")
        self.assertEqual(best.potential_score, 80)
        self.assertEqual(worst.potential_class_id.name, "Low")
        for result in (best, worst):
            cell = scheme.cell_ids.filtered(
                lambda cell, result=result: (
                    cell.value_class_id == result.value_class_id
                    and cell.potential_class_id == result.potential_class_id
                )
            )
            self.assertEqual(result.grade_id, cell.grade_id)
            self.assertEqual(result.score_sheet["decision"][-1], cell.strategy)

    def test_matrix_agrees_with_engine(self):
        """GRD-07 SQL and the pure engine give the same classes, scores and grades."""
        scheme = self._use("matrix")
        customers = {}
        for amount, points in product((1000, 90000, 900000), (20, 60, 95)):
            customer = self._new_customer(f"{amount} {points}")
            self._invoice(customer, "2026-04-01", amount)
            self._judge(customer, industry_outlook=points)
            customers[customer] = None
        record = self._new_round(scheme_id=scheme.id, kind="what_if")
        record.action_compute()
        method = scheme._prepare_matrix()
        for result in record.result_ids.filtered(lambda item: item.coverage):
            figures = {
                code: tuple(
                    None if entry[key] is None else Decimal(str(entry[key]))
                    for key in ("raw", "points")
                )
                for code, entry in result.breakdown.items()
            }
            expected = outcome.outcome(method, figures)
            self.assertEqual(result.status, expected["status"])
            self.assertEqual(result.grade_id.id or None, expected["grade_id"])
            self.assertEqual(result.value_class_id.id, expected["value_class_id"])
            for fname in ("score", "potential_score", "coverage"):
                self.assertAlmostEqual(result[fname], float(expected[fname]), places=2)

    def test_matrix_without_potential(self):
        """GRD-07 without any figure of one axis there is no class and no grade."""
        scheme = self._use("matrix")
        self._invoice(self.customer, "2026-03-01", 1500000)
        result = self._result_of(scheme)
        self.assertEqual((result.status, result.reason), ("blocked", "no_data"))
        self.assertFalse(result.grade_id)

    def test_matrix_faults(self):
        """GRD-07 all faults at once: weights of each axis, classes, cells."""
        scheme = self._use("matrix").copy()
        scheme.cell_ids[0].unlink()
        scheme.line_ids[0].weight = 10
        scheme.potential_class_ids.filtered(lambda item: not item.lower).lower = 5
        with self.assertRaises(UserError) as error:
            scheme._check_ready()
        for part in ("Value: the weights", "Potential: scores below", "has no grade"):
            self.assertIn(part, str(error.exception))

    # -- together ----------------------------------------------------------------------

    def test_statements(self):
        """GRD-06 a round of each method takes as many statements for 30 as for 3."""
        schemes = [self._use(name) for name in ("amount", "rules", "matrix")]
        # what is read once for all
        self._new_round(scheme_id=schemes[0].id, kind="what_if").action_compute()
        counts = []
        for number in (3, 30):
            for index in range(number):
                self._new_customer(f"N{number}-{index}")
            self.env.flush_all()
            for scheme in schemes:
                record = self._new_round(scheme_id=scheme.id, kind="what_if")
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                record.action_compute()
                counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[:3], counts[3:])

    def test_preview(self):
        """GRD-06 GRD-11 one customer is graded alone by each method."""
        self._judge(relation=90)
        self._invoice(self.customer, "2026-03-01", 450000)
        previews = self.env["crm.grading.preview"]
        for name, expected in (("amount", "B"), ("rules", "G")):
            scheme = self._use(name)
            [row] = previews._get_results(scheme, self.customer, ROUND_DATE)
            self.assertEqual(self.grades[expected].id, row["grade_id"])

    def test_preview_without_the_figure(self):
        """GRD-05 GRD-11 the figure went with its addon: the preview says so."""
        scheme = self._use("amount")
        line = scheme.line_ids
        # raw SQL: what is in the database when the figure's addon was uninstalled
        self.env.cr.execute(
            "UPDATE crm_grading_indicator SET fact = 'gone' WHERE id = %s",
            [line.indicator_id.id],
        )
        self.env.invalidate_all()
        previews = self.env["crm.grading.preview"]
        with self.assertRaisesRegex(UserError, f"{line.name}: its figure comes from"):
            previews._get_results(scheme, self.customer, ROUND_DATE)
