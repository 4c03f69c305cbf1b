# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestDecisionTours(GradingCommon, HttpCase):
    """Appeal and audit of a published round, in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.weak = cls._new_customer("Weak Wheels")
        cls.best = cls._new_customer("Best Bearings")
        cls.scheme = cls._new_version(minimum_coverage=40, appeal_days=7)
        keep = ("new_business", "industry_outlook")
        cls.scheme.line_ids.filtered(lambda line: line.code not in keep).unlink()
        cls.scheme.line_ids.weight = 50
        with freeze_time(TODAY):
            cls.scheme.action_activate()
            for customer, points in ((cls.best, 90), (cls.weak, 50)):
                for code in keep:
                    cls.env["crm.grading.assessment"].create(
                        {
                            "partner_id": customer.id,
                            "indicator_id": cls._line(code).indicator_id.id,
                            "points": points,
                            "date": "2026-06-01",
                        }
                    )
            cls.round = cls._new_round()
            cls.round.action_compute()
            cls.round.action_submit()
            cls.round.action_approve()

    def _start(self, tour, user, url="/odoo"):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(TODAY, tick=True):
            self.start_tour(url, tour, login=user.login)

    def test_appeal(self):
        """GRD-10 an employee files, an officer investigates, a manager upholds"""
        self._start(
            "crm_grading_appeal_employee",
            self.employee,
            f"/odoo/grading-rounds/{self.round.id}",
        )
        appeal = self.env["crm.grading.appeal"].search(
            [("round_id", "=", self.round.id)]
        )
        self.assertEqual(appeal.appellant_id, self.employee)
        self._start("crm_grading_appeal_officer", self.officer)
        self.assertEqual(appeal.state, "to_decide")
        self.assertEqual(appeal.investigator_id, self.officer)
        self._start("crm_grading_appeal_manager", self.manager)
        self.assertEqual(appeal.state, "upheld")
        result = appeal.result_id
        self.assertEqual((result.score, result.grade_id), (75, self.grades["B"]))

    def test_audit(self):
        """GRD-16 an auditor samples, compares, records a finding and closes"""
        self._start("crm_grading_audit", self.auditor)
        audit = self.env["crm.grading.audit"].search([("round_id", "=", self.round.id)])
        self.assertEqual((audit.state, audit.error_rate), ("closed", 50))
        finding = self.env["crm.improvement"].search(
            [("res_model", "=", "crm.grading.audit.line")]
        )
        self.assertEqual(finding.res_id, audit.line_ids.filtered("remark").id)
