# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestAccess(GradingCommon):
    """Who reads results and the figures behind them."""

    @classmethod
    @freeze_time(TODAY)
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Customer")
        cls.accountant = cls._new_user(
            "grading_accountant", "base.group_user,account.group_account_readonly"
        )
        cls.portal = cls._new_user("grading_portal", "base.group_portal")
        other = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.stranger = cls._new_user(
            "grading_stranger", "crm_policy.group_manager", company=other
        )
        cls.draft = cls._new_round(date="2026-03-31")
        cls.draft.action_compute()
        cls.published = cls._new_round()
        cls.published.action_compute()
        cls.published.action_submit()
        cls.published.action_approve()

    def _as(self, user, record):
        """The record as the user opens it, in the user's own company."""
        return record.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        )

    def _can_read(self, user, record):
        return self._as(user, record).has_access("read")

    def test_audit(self):
        """GRD-16 an auditor sees figures, points, weights, version and approver."""
        result = self.published.result_ids[0].with_user(self.auditor)
        figure = result.breakdown["purchase_amount"]
        self.assertEqual(set(figure), {"raw", "points", "weight"})
        self.assertEqual(figure["weight"], 30)
        self.assertEqual(result.scheme_id.version, 1)
        self.assertTrue(result.round_id.approved_by_id)
        self.assertTrue(self._can_read(self.auditor, self.draft.result_ids))
        self.assertTrue(self.auditor.has_group("base.group_allow_export"))
        for record in (self.published, result, self.scheme):
            for right in ("write", "create", "unlink"):
                self.assertFalse(record.with_user(self.auditor).has_access(right))

    def test_accountant_needs_no_policy_role(self):
        """GRD-18 accountants open published results with their figures, no drafts."""
        result = self.published.result_ids[0].with_user(self.accountant)
        self.assertTrue(result.breakdown)
        self.assertTrue(result.score_sheet["lines"])
        self.assertFalse(self._can_read(self.accountant, self.draft.result_ids))
        self.assertFalse(self._can_read(self.accountant, self.draft))
        menus = self.env["ir.ui.menu"].with_user(self.accountant)._visible_menu_ids()
        self.assertIn(self.env.ref("crm_grading.crm_grading_round_menu").id, menus)

    def test_employee_sees_grades_without_figures(self):
        """GRD-09 publication shows grades to everybody, and amounts to nobody new."""
        result = self.published.result_ids[0].with_user(self.employee)
        self.assertTrue(result.read(["grade_id", "score"]))
        for fname in ("breakdown", "score_sheet"):
            with self.assertRaises(AccessError):
                result.read([fname])
        with self.assertRaises(AccessError):
            result.search([("breakdown", "!=", False)])
        with self.assertRaises(AccessError):
            self.customer.with_user(self.employee).read(["grading_score_sheet"])

    def test_unpublished_results(self):
        """GRD-09 before publication only officers, managers and auditors read."""
        results = self.draft.result_ids
        for user in (self.officer, self.manager, self.auditor):
            self.assertTrue(self._can_read(user, results))
        for user in (self.user, self.employee, self.accountant, self.portal):
            self.assertFalse(self._can_read(user, results))
        self.assertFalse(self.customer.with_user(self.user).grading_result_id & results)

    def test_portal(self):
        """GRD-16 portal users read nothing of it."""
        for record in (self.published, self.published.result_ids, self.scheme):
            self.assertFalse(self._can_read(self.portal, record))

    def test_other_company(self):
        """GRD-16 a manager of another company reads and decides nothing here."""
        for record in (self.published, self.published.result_ids, self.scheme):
            self.assertFalse(self._can_read(self.stranger, record))
        with self.assertRaises(AccessError):
            self._as(self.stranger, self.published).action_cancel()
        self.assertFalse(
            self._as(self.stranger, self.env["crm.grading.result"]).search([])
        )

    def test_scheme_of_other_company(self):
        """GRD-16 what a scheme is made of is closed with it, and open when shared."""
        scheme = self.scheme
        company = {"company_id": scheme.company_id.id}
        patterns = scheme.with_context(active_test=False)
        rules = patterns.search([("method", "=", "rules")], limit=1).copy(company)
        matrix = patterns.search([("method", "=", "matrix")], limit=1).copy(company)
        parts = [
            scheme.line_ids,
            scheme.line_ids.band_ids,
            scheme.threshold_ids,
            rules.rule_ids,
            matrix.value_class_ids | matrix.potential_class_ids,
            matrix.cell_ids,
        ]
        for records in parts:
            with self.subTest(model=records._name):
                self.assertTrue(records)
                self.assertFalse(self._can_read(self.stranger, records))
                self.assertTrue(self._can_read(self.manager, records))
                self.assertTrue(self._can_read(self.user, records))
        shared = scheme.copy({"company_id": False}).line_ids
        self.assertTrue(self._can_read(self.stranger, shared))

    def test_all_fields_of_what_one_reads(self):
        """GRD-18 who may read a record reads each field it has for him."""
        measure = self.env["crm.grading.measure"].search([], limit=1)
        for user in (self.employee, self.accountant, self.user, self.auditor):
            for record in filter(None, (self.published, measure)):
                record = self._as(user, record)
                if not record.has_access("read"):
                    continue
                self.env.invalidate_all()
                with self.subTest(user=user.login, model=record._name):
                    self.assertTrue(record.read(list(record.fields_get(attributes=[]))))
