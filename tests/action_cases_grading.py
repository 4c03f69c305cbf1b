# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from dateutil.relativedelta import relativedelta


class GradingCases:
    """Customers of grade B, and a round that will say otherwise.

    :param Firm firm: whose customers are graded
    """

    def __init__(self, firm):
        self.firm = firm
        self.env = firm.env
        self.company = firm.company
        self.today = firm.today
        [self.scheme] = self.env["crm.grading.scheme"]._get_active(firm.company)
        self.grades = {grade.code: grade for grade in self.scheme._get_grades()}

    def make(self):
        self.company.write(
            {
                # somebody owes the measures of the policy officer
                "grading_officer_id": self.firm.head.id,
                # one low round is enough to propose a step
                "grading_risk_rounds": 1,
            }
        )
        self._assess()
        self._carry_grade()
        self._override()
        self._aim_higher()
        self._publish_round()

    def _assess(self):
        """Long ago; to be renewed within the week."""
        self.env["crm.grading.assessment"].action_prepare()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_grading_assessment"
            " SET points = 60, date = %s, valid_until = %s",
            [self.today - timedelta(days=500), self.today + timedelta(days=3)],
        )

    def _carry_grade(self):
        """Each has grade B."""
        self.env.cr.execute(
            "INSERT INTO crm_grading_standing"
            " (partner_id, company_id, scheme_id, is_leading, computed_grade_id,"
            " grade_id) SELECT unnest(%s), %s, %s, TRUE, %s, %s",
            [
                self.firm.customers.ids,
                self.company.id,
                self.scheme.root_id.id,
                self.grades["B"].id,
                self.grades["B"].id,
            ],
        )
        self.env.invalidate_all()

    def _override(self):
        """Approved grades that count for a few days more."""
        for customer in self.firm.customers[:3]:
            override = self.env["crm.grading.override"].create(
                {
                    "partner_id": customer.id,
                    "grade_id": self.grades["C"].id,
                    "reason": "A merger was announced",
                    "valid_until": self.today + timedelta(days=2),
                }
            )
            override.with_user(self.firm.head).action_approve()

    def _aim_higher(self):
        """Targets that nobody will reach in the days that are left."""
        self.env["crm.grading.target.set"].create(
            {
                "partner_ids": self.firm.customers[3:8].ids,
                "target_grade_id": self.grades["A"].id,
                "date": self.today + timedelta(days=2),
            }
        ).action_set()

    def _publish_round(self):
        """Of the quarter before the last; appeals are possible for two days."""
        self.scheme.appeal_days = 2
        record = self.env["crm.grading.round"].create(
            {
                "scheme_id": self.scheme.id,
                "date": self.today + relativedelta(day=1, months=-3, days=-1),
            }
        )
        record.action_compute()
        record.action_submit()
        record.with_user(self.firm.head).action_approve()
