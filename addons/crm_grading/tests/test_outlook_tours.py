# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import TODAY, InvoicingCommon


@tagged("post_install", "-at_install")
class TestOutlookTours(InvoicingCommon, HttpCase):
    """From a grade to the next one, and what grading changed, in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.near = cls._new_customer("Near Nut", user_id=cls.user.id)
        cls.far = cls._new_customer("Far Fabrics", user_id=cls.user.id)
        cls.foreign = cls._new_customer("Foreign Foods", user_id=cls.officer.id)
        cls.scheme.appeal_days = 0
        with freeze_time("2026-04-01"):
            for customer, points in ((cls.near, 95), (cls.far, 60), (cls.foreign, 90)):
                for line in cls.scheme.line_ids:
                    if line.method == "assessed":
                        cls._assess(cls, customer, line.code, points, on="2026-01-01")
            cls._invoice(cls.near, "2026-02-10", 10_000)
            record = cls._new_round(date="2026-03-31")
            record.action_compute()
            record.action_submit()
            record.action_approve()
            cls.round = record
        with freeze_time(TODAY):
            cls._invoice(cls.near, "2026-05-10", 20_000)

    def _start(self, tour, user):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(TODAY, tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    def test_ways_up(self):
        """GRD-19 a salesperson sorts by what is lacking, and sets a target"""
        self._start("crm_grading_ways_up", self.user)
        target = self.env["crm.grading.target"].search(
            [("partner_id", "=", self.near.id)]
        )
        self.assertEqual(target.user_id, self.user)
        self.assertEqual(str(target.date), "2026-12-31")
        self.assertEqual(target.plan, "Quarterly visit and a frame contract")

    def test_effect(self):
        """GRD-17 a manager measures the effect of a round and reads it"""
        self._start("crm_grading_effect", self.manager)
        row = self.round.effect_ids.filtered(lambda row: row.partner_id == self.near)
        self.assertEqual(row.months, 3)
        self.assertEqual((row.amount_before, row.amount_after), (10_000, 20_000))
