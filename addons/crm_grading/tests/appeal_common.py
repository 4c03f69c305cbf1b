# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo import Command

from .common import TODAY, GradingCommon


class AppealCommon(GradingCommon):
    """A round of assessed figures, published on 1 July, appeals until 8 July."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.best = cls._new_customer("Best")
        cls.weak = cls._new_customer("Weak", user_id=cls.user.id)
        cls.scheme = cls._new_version(minimum_coverage=40, appeal_days=7)
        keep = ("new_business", "industry_outlook")
        cls.scheme.line_ids.filtered(lambda line: line.code not in keep).unlink()
        cls.scheme.line_ids.weight = 50
        cls.scheme.action_activate()

    def setUp(self):
        super().setUp()
        self.clock = freeze_time(TODAY)
        self.clock.start()
        self.addCleanup(lambda: self.clock.stop())
        for customer, points in ((self.best, 90), (self.weak, 50)):
            for code in ("new_business", "industry_outlook"):
                self._assess(customer, code, points, on=date(2026, 6, 1))
        self.round = self._published()
        self.result = self._result(self.round, self.weak)

    def _at(self, day):
        self.clock.stop()
        self.clock = freeze_time(day)
        self.clock.start()

    def _published(self, **values):
        record = self._new_round(**values).with_user(self.officer)
        record.action_compute()
        record.action_submit()
        record = record.with_user(self.manager)
        record.action_approve()
        return record

    def _result(self, record, customer):
        return record.sudo().result_ids.filtered(lambda r: r.partner_id == customer)

    def _file(self, user, result=None, **values):
        return (
            self.env["crm.grading.appeal"]
            .with_user(user)
            .create(
                {
                    "result_id": (result or self.result).id,
                    "reason": "They buy more than that",
                    **values,
                }
            )
        )

    def _investigate(self, appeal, **figures):
        """Takes an appeal up to the decision, with corrected figures by code."""
        appeal = appeal.with_user(self.officer)
        appeal.action_investigate()
        appeal.write(
            {
                "finding": "The contract of May was left out",
                "answer": "You are right about the contract",
                "correction_ids": [
                    Command.create(
                        {
                            "line_id": self._line(code, appeal.scheme_id).id,
                            "figure": figure,
                            "reason": "Contract of 12 May",
                        }
                    )
                    for code, figure in figures.items()
                ],
            }
        )
        appeal.action_submit()
        return appeal.with_user(self.manager)
