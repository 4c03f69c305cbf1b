# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GradingCommon

WRITTEN_POLICY = {
    "purchase_amount": 30,
    "purchase_frequency": 10,
    "profit_contribution": 10,
    "industry_outlook": 10,
    "customer_growth": 10,
    "new_business": 10,
    "credit_rating": 5,
    "payment_record": 5,
    "financial_condition": 5,
    "repeat_purchase": 2,
    "recommendation": 2,
    "brand_recognition": 1,
}


@tagged("post_install", "-at_install")
class TestScheme(GradingCommon):
    def _faults(self, scheme):
        with self.assertRaises(UserError) as caught:
            scheme.with_user(self.manager).action_activate()
        return caught.exception.args[0]

    def test_default_weights(self):
        """GRD-01 every new company starts with the written policy's weights."""
        self.assertEqual(self.scheme.state, "active")
        self.assertEqual(
            {line.code: line.weight for line in self.scheme.line_ids}, WRITTEN_POLICY
        )
        by_dimension = {}
        for line in self.scheme.line_ids:
            code = line.dimension_id.code
            by_dimension[code] = by_dimension.get(code, 0) + line.weight
        self.assertEqual(
            by_dimension, {"value": 50, "potential": 30, "credit": 15, "loyalty": 5}
        )

    def test_default_thresholds(self):
        """GRD-02 A from 85, B from 70, C from 55, D below."""
        self.assertEqual(
            {t.grade_id.code: t.lower for t in self.scheme.threshold_ids},
            {"A": 85, "B": 70, "C": 55, "D": 0},
        )

    def test_default_scheme_is_the_companys_own(self):
        """GRD-01 a company changes its copy; the pattern and others stay."""
        other = self.env["res.company"].create({"name": "Other"})
        scheme = self.env["crm.grading.scheme"]._get_active(other)
        self.assertNotEqual(scheme, self.scheme)
        self.assertEqual(
            scheme.line_ids & self.scheme.line_ids, self.env[scheme.line_ids._name]
        )
        branch = self.env["res.company"].create({"name": "B", "parent_id": other.id})
        self.assertEqual(self.env["crm.grading.scheme"]._get_active(branch), scheme)

    def test_weights_must_total_100(self):
        """GRD-01 weights that do not total 100 % are refused, with both figures."""
        draft = self._new_version()
        self._line("purchase_amount", draft).weight = 25
        message = self._faults(draft)
        self.assertIn("95", message)
        self.assertIn("-5", message)
        with self.assertRaises(UserError):
            draft.with_user(self.manager).action_what_if()
        self.assertEqual(draft.state, "draft")
        self.assertEqual(self.scheme.state, "active")

    @mute_logger("odoo.sql_db")
    def test_weight_within_bounds(self):
        """GRD-01 a weight is between 0 and 100 %."""
        draft = self._new_version()
        for weight in (-1, 101):
            with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                self._line("purchase_amount", draft).weight = weight
                self.env.flush_all()

    def test_thresholds_out_of_order(self):
        """GRD-02 thresholds out of order, equal, with a gap: the message says which."""
        draft = self._new_version()
        threshold = {t.grade_id.code: t for t in draft.threshold_ids}
        threshold["A"].lower = 60
        self.assertIn("A must begin above B", self._faults(draft))
        threshold["A"].lower = 70
        self.assertIn("A and B overlap", self._faults(draft))
        threshold["A"].lower = 85
        threshold["D"].lower = 10
        message = self._faults(draft)
        self.assertIn("below 10.00 have no grade", message)
        self.assertIn("D", message)
        draft.threshold_ids = [Command.clear()]
        self.assertIn("no grades", self._faults(draft))

    def test_bands_refused(self):
        """GRD-04 missing and overlapping bands: the message names the indicator."""
        draft = self._new_version()
        line = self._line("purchase_amount", draft)
        line.band_ids[1:].unlink()
        self.assertIn("Annual Purchase Amount: bands are missing", self._faults(draft))
        line.band_ids = [
            Command.create({"lower": 5, "points": 10}),
            Command.create({"lower": 5, "points": 20}),
        ]
        self.assertIn("overlap, both begin at 5", self._faults(draft))

    def test_all_faults_at_once(self):
        """GRD-01 what is wrong is told in one message."""
        draft = self._new_version()
        self._line("purchase_amount", draft).weight = 25
        self._line("repeat_purchase", draft).write({"floor": 5, "cap": 5})
        self._line("payment_record", draft).method = "assessed"
        self._line("new_business", draft).method = "linear"
        message = self._faults(draft)
        for words in ("95", "floor and cap", "cannot be assessed", "no figure"):
            self.assertIn(words, message)

    def test_fallback_of_another_unit(self):
        """GRD-04 a figure in money cannot stand for one in per cent."""
        draft = self._new_version()
        self._line("customer_growth", draft).fallback = "invoiced_amount"
        self.assertIn("another unit", self._faults(draft))

    def test_figure_of_an_addon_that_went(self):
        """GRD-04 the scheme says which figure nobody measures any more."""
        draft = self._new_version()
        line = self._line("purchase_amount", draft)
        # raw SQL: what is in the database when the figure's addon was uninstalled
        self.env.cr.execute(
            "UPDATE crm_grading_indicator SET fact = 'gone' WHERE id = %s",
            [line.indicator_id.id],
        )
        self.env.invalidate_all()
        self.assertIn(f"{line.name}: its figure comes from", self._faults(draft))

    def test_scheme_in_use_is_frozen(self):
        """GRD-16 an active scheme does not change; a new version does."""
        scheme = self.scheme.with_user(self.manager)
        for change in (
            lambda: scheme.write({"minimum_coverage": 10}),
            lambda: self._line("purchase_amount", scheme).write({"weight": 31}),
            lambda: (
                self._line("purchase_amount", scheme).band_ids[0].write({"points": 1})
            ),
            lambda: scheme.threshold_ids[0].write({"lower": 80}),
            lambda: scheme.threshold_ids[0].unlink(),
            lambda: scheme.write({"line_ids": [Command.clear()]}),
            lambda: self._line("purchase_amount", scheme).band_ids.create(
                {
                    "line_id": self._line("purchase_amount", scheme).id,
                    "lower": 3,
                    "points": 5,
                }
            ),
            lambda: scheme.unlink(),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                change()
        scheme.write({"appeal_days": 3, "cadence": "month"})

    def test_new_version(self):
        """GRD-01 changing a scheme in use makes a new version; the old one retires."""
        action = self.scheme.with_user(self.manager).action_new_version()
        new = self.env["crm.grading.scheme"].browse(action["res_id"])
        self.assertEqual((new.version, new.previous_id), (2, self.scheme))
        self._line("purchase_amount", new).weight = 20
        self._line("purchase_frequency", new).weight = 20
        self.assertEqual(self._line("purchase_amount").weight, 30)
        new.with_user(self.manager).action_activate()
        self.assertEqual((new.state, self.scheme.state), ("active", "retired"))
        third = self.env["crm.grading.scheme"].browse(
            self.scheme.action_new_version()["res_id"]
        )
        self.assertEqual(third.version, 3)

    def test_results_freeze_a_draft(self):
        """GRD-16 a draft with computed grades is frozen; a what-if leaves it free."""
        draft = self._new_version()
        self._new_round(scheme_id=draft.id, kind="what_if").action_compute()
        self.assertFalse(draft.is_frozen)
        regular = self._new_round(scheme_id=draft.id)
        regular.action_compute()
        draft.invalidate_recordset(["is_frozen"])
        self.assertTrue(draft.is_frozen)
        self.assertIn(draft, draft.search([("is_frozen", "=", True)]))
        regular.action_cancel()
        draft.invalidate_recordset(["is_frozen"])
        self.assertFalse(draft.is_frozen)

    def test_state_is_not_written_by_hand(self):
        """GRD-01 nobody activates a scheme past its checks."""
        draft = self._new_version().with_user(self.manager)
        with self.assertRaises(UserError):
            draft.state = "active"
        created = draft.create(
            {"name": "X", "company_id": self.company.id, "state": "active"}
        )
        self.assertEqual(created.state, "draft")

    def test_rights(self):
        """GRD-01 managers change schemes; officers, users and auditors read them."""
        draft = self._new_version()
        draft.with_user(self.manager).name = "Ours"
        for user in (self.officer, self.user, self.auditor, self.employee):
            self.assertEqual(draft.with_user(user).name, "Ours")
            with self.assertRaises(AccessError):
                draft.with_user(user).name = "Mine"
            with self.assertRaises(AccessError):
                draft.with_user(user).action_activate()

    def test_domain_is_checked(self):
        """GRD-09 a choice of customers that cannot be read is refused."""
        draft = self._new_version()
        for wrong in ("[('no_such_field', '=', 1)]", "not a domain", "[(]"):
            with self.assertRaises(ValidationError):
                draft.domain = wrong

    def test_branch_has_no_scheme(self):
        """GRD-01 branches share the scheme of their company."""
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        with self.assertRaises(ValidationError):
            self._new_version(company_id=branch.id)

    def test_company_without_a_scheme(self):
        """GRD-01 a company without an active scheme says what to do."""
        self.scheme.action_retire()
        with self.assertRaises(UserError) as caught:
            self.env["crm.grading.assessment"].action_prepare()
        self.assertIn("Grading Schemes", caught.exception.args[0])
        settings = self.env["res.config.settings"].create({})
        self.assertFalse(settings.grading_scheme_id)

    def test_settings_show_the_active_scheme(self):
        """GRD-01 the settings show the active scheme and change its cadence."""
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.grading_scheme_id, self.scheme)
        self.assertEqual(settings.grading_line_ids, self.scheme.line_ids)
        settings.grading_cadence = "half"
        settings.grading_appeal_days = 10
        self.assertEqual((self.scheme.cadence, self.scheme.appeal_days), ("half", 10))

    def test_used_indicator_keeps_its_meaning(self):
        """GRD-16 the figure of an indicator in use cannot be changed under it."""
        indicator = self._line("purchase_amount").indicator_id
        with self.assertRaises(UserError):
            indicator.with_user(self.manager).fact = "invoice_count"
        indicator.with_user(self.manager).description = "Said better."
