# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import random

from dateutil.relativedelta import relativedelta

NOTES = {
    "executive": "Agreed on next year's volumes (商定明年采购量)",
    "salesperson": "Met purchasing; new line planned for spring (拜访采购，春季新产线)",
    "key_account": "Visited the plant; service plan confirmed (走访工厂，确认服务方案)",
    "service": "Orders and questions checked, no complaint (订单与咨询已核查，无投诉)",
    "officer": "Checked against receivables and deliveries (已核对应收与交付)",
}

# Of a hundred measures so many were done in time, so many late; the rest was missed
IN_TIME, LATE = 72, 14
# Every so many key accounts still wait for their manager
WITHOUT_MANAGER = 4


class Measures:
    """What was done for the demo customers since the last complete quarter began."""

    def __init__(self, env, company, quarter):
        """
        :param quarter: the last complete quarter
        """
        self.env = env
        self.company = company
        self.quarter = quarter
        # the same people do the same every day the demo is installed
        self.chance = random.Random("measures")

    def record(self):
        self._name_people()
        tasks = self.env["crm.grading.task"]
        tasks._plan(self.company, self.quarter.start)
        today = self.company._policy_today()
        for task in tasks.search(
            [("company_id", "=", self.company.id), ("date_deadline", "<", today)]
        ):
            self._work_on(task, today)
        tasks._plan(self.company)
        for task in tasks.search(
            [("company_id", "=", self.company.id), ("state", "=", "planned")]
        ):
            if task.user_id and self.chance.randrange(100) < LATE:
                self._close(task, today)
        tasks._remind(self.company)

    def _name_people(self):
        """Departments, who stands in, and account teams; some are missing."""
        self.env["crm.policy.demo"]._install_teams()
        self.company.write(
            {
                "grading_executive_id": self._get_user("manager").id,
                "grading_officer_id": self._get_user("officer").id,
                "grading_service_id": self._get_user("officer").id,
                "grading_late_credit": 50,
            }
        )
        partners = self.env["res.partner"].with_company(self.company)
        keys = partners.search([("customer_lacks_key_account", "=", True)])
        for number, partner in enumerate(keys.sorted("name")):
            if number % WITHOUT_MANAGER:
                partner.customer_key_account_id = partner.user_id
        strategic = partners.search([("customer_priority", "=", "2")], limit=1)
        strategic.customer_executive_id = self._get_user("manager")
        keys[:1].customer_own_priority = "2"

    def _get_user(self, name):
        return self.env.ref(f"crm_policy.demo_user_{name}")

    def _work_on(self, task, today):
        luck = self.chance.randrange(100)
        before, after = self.chance.randrange(1, 12), self.chance.randrange(1, 9)
        if not task.user_id or luck >= IN_TIME + LATE:
            return
        shift = -before if luck < IN_TIME else after
        day = max(task.date_deadline + relativedelta(days=shift), task.period_start)
        self._close(task, min(day, today))

    def _close(self, task, day):
        is_late = day > task.date_deadline
        task.write(
            {
                "state": "done",
                "done_on": day,
                "done_by_id": task.user_id.id,
                "is_late": is_late,
                "execution": self.company.grading_late_credit if is_late else 100,
                "note": NOTES[task.measure_id.role],
            }
        )
