# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, InvoicingCommon


@tagged("post_install", "-at_install")
class TestLeadingScheme(InvoicingCommon):
    """Several schemes grade side by side; one gives customers their grade."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Harbour")
        cls._new_standing(cls.customer, "C", score=60)
        pattern = cls.env.ref("crm_grading.crm_grading_scheme_amount")
        cls.amount = pattern._copy_for_company(cls.company)

    def _apply(self, scheme):
        with freeze_time(TODAY):
            record = self._new_round(scheme_id=scheme.id)
            record.action_compute()
            record.action_submit()
            record.action_approve()
        with freeze_time("2026-07-20"):
            record.action_apply()
        return record

    def test_side_by_side(self):
        """GRD-05 a second scheme leaves the customer's grade alone and shows beside it;
        both schemes are active."""
        self.amount.action_activate()
        self.assertEqual(self.scheme.state, "active")
        self.assertFalse(self.amount.is_leading)
        self._invoice(self.customer, "2026-05-01", 900000)
        record = self._apply(self.amount)
        self.assertEqual(self.customer.customer_grade_id.code, "C")
        beside = self.customer.with_user(self.user).customer_other_standing_ids
        self.assertEqual(beside.grade_id.code, "A")
        self.assertEqual(beside.scheme_name, self.amount.name)
        self.assertTrue(record.is_current)
        self.assertEqual(
            record.result_ids.filtered(
                lambda result: result.partner_id == self.customer
            ).movement,
            "new",
            "the grade before is that of the same scheme",
        )

    def test_change_of_leader(self):
        """GRD-05 GRD-01 a manager lets another scheme lead: customers carry its grades
        at once, and the former ones show beside them; an officer cannot."""
        self.amount.action_activate()
        self._invoice(self.customer, "2026-05-01", 900000)
        self._apply(self.amount)
        with self.assertRaises(AccessError):
            self.amount.with_user(self.officer).action_lead()
        self.amount.with_user(self.manager).action_lead()
        self.customer.invalidate_recordset()
        self.assertEqual(self.customer.customer_grade_id.code, "A")
        self.assertEqual(self.customer.customer_other_standing_ids.grade_id.code, "C")
        found = self.env["res.partner"].search([("customer_grade_id.code", "=", "A")])
        self.assertIn(self.customer, found)
        self.assertFalse(self.scheme.is_leading)
        self.assertEqual(self.scheme._get_active(self.company), self.amount)

    def test_new_version_leads_on(self):
        """GRD-16 a new version of the leading scheme leads, and keeps the standings."""
        new = self._new_version()
        new.action_activate()
        self.assertTrue(new.is_leading)
        self.assertEqual(
            (self.scheme.state, self.scheme.is_leading), ("retired", False)
        )
        self.assertEqual(new.root_id, self.scheme.root_id)
        self.assertEqual(self.customer.customer_grade_id.code, "C")

    def test_retired_leader(self):
        """GRD-11 customers keep their grade when the leading scheme retires; a draft
        cannot lead."""
        self.scheme.action_retire()
        self.assertEqual(self.customer.customer_grade_id.code, "C")
        self.assertFalse(self.scheme._find_active(self.company))
        with self.assertRaisesRegex(UserError, "Activate it first"):
            self.amount.action_lead()

    def test_override_in_the_leading_scheme(self):
        """GRD-12 GRD-06 a grade of another scheme cannot be set by hand"""
        values = {
            "partner_id": self.customer.id,
            "reason": "Signed today",
            "valid_until": "2099-12-31",
        }
        strategic = self.env["crm.grading.grade"].search([("code", "=", "S")])
        overrides = self.env["crm.grading.override"].with_user(self.officer)
        with self.assertRaisesRegex(ValidationError, "graded A, B, C, D, not S"):
            overrides.create({**values, "grade_id": strategic.id})
        wizard = self.env["crm.grading.override.request"].with_user(self.officer)
        allowed = wizard.fields_get(["grade_id"])["grade_id"]["domain"]
        self.assertNotIn(strategic, strategic.search(allowed))

    def test_one_leader(self):
        """GRD-05 the database lets one scheme lead a company."""
        self.amount.action_activate()
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.amount.is_leading = True
            self.env.flush_all()

    def test_texts_in_all_languages(self):
        """GRD-07 GRD-16 copies of a pattern, and versions, keep the texts of every
        language, whoever makes them"""
        self.env["res.lang"]._activate_lang("zh_CN")
        pattern = self.env.ref("crm_grading.crm_grading_scheme_rules")
        pattern.with_context(lang="zh_CN").name = "按规则分级"
        pattern.rule_ids[0].with_context(lang="zh_CN").name = "战略协议"
        english = pattern.with_context(lang="en_US").name
        chinese = pattern.with_user(self.manager).with_context(lang="zh_CN")
        scheme = chinese.browse(chinese.action_use_pattern()["res_id"])
        scheme.action_activate()
        new = scheme.browse(scheme.action_new_version()["res_id"])
        for copied in scheme | new:
            self.assertEqual(copied.name, "按规则分级")
            self.assertEqual(copied.rule_ids[0].name, "战略协议")
            self.assertEqual(copied.with_context(lang="en_US").name, english)

    def test_pattern(self):
        """GRD-05 GRD-07 a manager takes a pattern into use: a draft of the company with
        all its parts."""
        pattern = self.env.ref("crm_grading.crm_grading_scheme_matrix")
        action = pattern.with_user(self.manager).action_use_pattern()
        scheme = self.env["crm.grading.scheme"].browse(action["res_id"])
        self.assertEqual((scheme.state, scheme.company_id), ("draft", self.company))
        self.assertEqual(len(scheme.cell_ids), 9)
        classes = scheme.value_class_ids | scheme.potential_class_ids
        self.assertEqual(scheme.cell_ids.value_class_id, scheme.value_class_ids)
        self.assertFalse(classes & pattern.cell_ids.value_class_id)
        scheme._check_ready()
