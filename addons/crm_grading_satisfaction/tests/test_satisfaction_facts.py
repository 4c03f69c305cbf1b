# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.crm_grading.tests.common import GradingCommon


@tagged("post_install", "-at_install")
class TestSatisfactionFacts(GradingCommon):
    """What satisfaction says about customers (SAT-11)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Harbour")
        unit = cls.env["crm.policy.unit"].create({"name": "Works"})
        cls.subject = cls.env["crm.satisfaction.subject"].create(
            {
                "name": "North Bridge",
                "kind_id": cls.env.ref(
                    "crm_satisfaction.crm_satisfaction_kind_engineering"
                ).id,
                "unit_id": unit.id,
                "user_id": cls.env.uid,
                "partner_id": cls.customer.id,
            }
        )

    @classmethod
    def _measured(cls, score, done_on="2026-05-01 02:00:00", subject=None, **values):
        """A measurement with its figures, as the steps leave them."""
        measurement = cls.env["crm.satisfaction.measurement"].create(
            {"subject_id": (subject or cls.subject).id}
        )
        measurement.write(
            {
                "state": "done",
                "done_on": done_on,
                "has_score": True,
                "score": score,
                "is_passed": score >= 80,
                **values,
            }
        )
        cls.env.flush_all()
        return measurement

    def _figure(self, code, months=12):
        """The raw figure of the customer in a round of 30 June 2026."""
        scheme = self._new_version()
        indicator = self.env.ref(f"crm_grading_satisfaction.indicator_{code}")
        self._line("purchase_frequency", scheme).write(
            {"indicator_id": indicator.id, "window_months": months}
        )
        result = self._grade(self.customer, scheme_id=scheme.id)
        return result.breakdown[code]["raw"]

    def test_aside(self):
        """SAT-13 GRD-04: what counts beside the score is no score of the customer"""
        self._measured(90)
        self._measured(10, "2026-05-02 02:00:00", is_rolled_up=False)
        self.assertEqual(self._figure("satisfaction_last"), 90)

    def test_never_measured(self):
        """SAT-11: no measurement is no score, and a count of zero"""
        self.assertIsNone(self._figure("satisfaction_last"))
        self.assertEqual(self._figure("satisfaction_count"), 0)
        self.assertEqual(self._figure("satisfaction_below_count"), 0)
        self.assertIsNone(self._figure("satisfaction_nps"))

    def test_scores(self):
        """SAT-11: last and mean score, number, below the mark, within the time"""
        self._measured(90)
        self._measured(70, done_on="2026-06-01 02:00:00")
        self._measured(95, done_on="2026-06-30 15:59:00")
        # 30 June is over in Shanghai, or it is long ago, or it is not done
        self._measured(10, done_on="2026-06-30 16:00:00")
        self._measured(20, done_on="2025-06-30 02:00:00")
        self._measured(30, state="open", done_on=False)
        self._measured(40, state="cancelled")
        self.assertEqual(self._figure("satisfaction_last"), 95)
        self.assertEqual(self._figure("satisfaction_mean"), 85)
        self.assertEqual(self._figure("satisfaction_count"), 3)
        self.assertEqual(self._figure("satisfaction_count", months=13), 4)
        self.assertEqual(self._figure("satisfaction_below_count"), 1)

    def test_recommendation(self):
        """SAT-11: % promoters less % detractors of all who were asked"""
        counts = ("recommend_count", "promoter_count", "detractor_count")
        self._measured(90, **dict(zip(counts, (8, 5, 1), strict=True)))
        self._measured(85, **dict(zip(counts, (2, 0, 2), strict=True)))
        self.assertEqual(self._figure("satisfaction_nps"), 20)
        self.assertEqual(self._figure("satisfaction_promoters"), 50)

    def test_other_company(self):
        """SAT-11: other companies' measurements stay out"""
        other = self.env["res.company"].create({"name": "Other"})
        unit = self.env["crm.policy.unit"].create(
            {"name": "Works", "company_id": other.id}
        )
        theirs = self.subject.copy(
            {"company_id": other.id, "unit_id": unit.id, "set_id": False}
        )
        self._measured(90, subject=theirs)
        self.assertEqual(self._figure("satisfaction_count"), 0)

    def test_in_no_scheme(self):
        """SAT-11: no scheme uses them until somebody chooses so"""
        lines = self.env["crm.grading.scheme.line"].search(
            [("indicator_id.fact", "=like", "satisfaction_%")]
        )
        self.assertFalse(lines)

    def test_effect(self):
        """SAT-11 GRD-17: satisfaction before and after stands in the report"""
        effects = self.env["crm.grading.effect"]
        self.assertEqual(
            effects._get_effect_figures()["satisfaction"], "satisfaction_mean"
        )
        record = self._grade(self.customer).round_id
        self.assertTrue(effects.new({"round_id": record.id}).has_satisfaction)
