# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .common import TODAY, InvoicingCommon


@tagged("post_install", "-at_install")
class TestAppealMethods(InvoicingCommon):
    """Appeals against grades that no scorecard gave."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Harbour")
        cls.other = cls._new_customer("Quay")

    def setUp(self):
        super().setUp()
        clock = freeze_time(TODAY)
        clock.start()
        self.addCleanup(clock.stop)

    def _publish(self, name):
        scheme = self.env.ref(f"crm_grading.crm_grading_scheme_{name}")
        scheme = scheme._copy_for_company(self.company)
        scheme.action_activate()
        record = self._new_round(scheme_id=scheme.id)
        record.action_compute()
        record.action_submit()
        record.action_approve()
        results = record.result_ids.grouped("partner_id")
        return results[self.customer], results[self.other]

    def _uphold(self, result, code, figure):
        appeal = self.env["crm.grading.appeal"].with_user(self.employee)
        appeal = appeal.create({"result_id": result.id, "reason": "Look again"})
        appeal = appeal.with_user(self.officer)
        appeal.action_investigate()
        appeal.write(
            {
                "finding": "Something was left out",
                "answer": "You are right",
                "correction_ids": [
                    Command.create(
                        {
                            "line_id": self._line(code, result.scheme_id).id,
                            "figure": figure,
                            "reason": "Contract of 12 May",
                        }
                    )
                ],
            }
        )
        appeal.action_submit()
        appeal = appeal.with_user(self.manager)
        self.assertIn("grade", appeal.preview)
        appeal.action_uphold()

    def test_amount(self):
        """GRD-10 GRD-05 a corrected amount makes the grade of that customer only"""
        self._invoice(self.customer, "2026-05-01", 390000)
        result, other = self._publish("amount")
        self._uphold(result, "purchase_amount", 410000)
        self.assertEqual((result.amount, result.grade_id.code), (410000, "B"))
        self.assertEqual(result.original_grade_id.code, "C")
        self.assertEqual(other.grade_id.code, "D")

    def test_matrix(self):
        """GRD-10 GRD-07 a corrected figure moves the customer to another cell"""
        self._invoice(self.customer, "2026-05-01", 1500000)
        self._assess(self.customer, "industry_outlook", 30, on="2026-06-01")
        result, _other = self._publish("matrix")
        self.assertEqual(result.potential_class_id.name, "Low")
        self._uphold(result, "industry_outlook", 90)
        self.assertEqual(result.potential_class_id.name, "High")
        self.assertEqual(result.potential_score, 90)
        cell = result.scheme_id.cell_ids.filtered(
            lambda cell: (
                cell.value_class_id == result.value_class_id
                and cell.potential_class_id == result.potential_class_id
            )
        )
        self.assertEqual(result.grade_id, cell.grade_id)

    def test_rules(self):
        """GRD-10 GRD-06 rules are asked again with the evidence that was recorded"""
        self._assess(self.customer, "relation", 70, on="2026-06-01")
        result, other = self._publish("rules")
        self.assertEqual(result.grade_id.code, "G")
        file = self.env["ir.attachment"].create({"name": "signed.pdf", "raw": b"%PDF"})
        self.env["crm.grading.agreement"].create(
            {
                "partner_id": self.customer.id,
                "name": "Framework",
                "signed_on": "2025-05-12",
                "valid_until": "2027-05-11",
                "evidence_ids": file.ids,
            }
        )
        self._uphold(result, "agreements", 1)
        self.assertEqual(result.grade_id.code, "S")
        self.assertIn("agreement", result.rule_id.name)
        entry = result.breakdown["agreements"]
        self.assertEqual((entry["raw"], entry["correction"]["raw"]), (1, 0))
        self.assertEqual(other.status, "blocked")
