# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Store managers read the visit forms of the demo company."""

import random

REMARKS = {
    3: "Good. Put the next step in figures. (不错，下一步请量化)",
    4: "Clear and useful. (清楚、有用)",
    5: "A model for the team. (可作样板)",
}
SENT_BACK = "Which competitor, and at what price? (哪个竞争者，价格多少？)"


class Reading:
    """Passes most forms, sends one back, leaves the rest in the queue."""

    def __init__(self, env, company):
        self.env = env
        self.company = company
        # the same readers judge the same every day the demo is installed
        self.chance = random.Random("reading")

    def judge(self, inspected, sent_back):
        """
        :param inspected: visits whose form is good
        :param sent_back: visits whose form is not
        """
        inspections = self.env["crm.visit.inspection"]
        done = self.env["crm.visit"].search(
            [("company_id", "=", self.company.id), ("state", "=", "done")]
        )
        inspections._ask(done)
        for visit in inspected:
            stars = self.chance.choice((3, 4, 4, 5))
            inspection = self._take(visit, stars)
            inspection.remark = REMARKS[stars]
            inspection.action_pass()
        for visit in sent_back:
            inspection = self._take(visit, 2)
            inspection.remark = SENT_BACK
            inspection.action_send_back()

    def _take(self, visit, stars):
        """The reading of a visit by its reader, with marks around a number of stars."""
        inspection = self.env["crm.visit.inspection"].search(
            [("visit_id", "=", visit.id), ("state", "=", "waiting")]
        )
        inspection = inspection.with_user(self._get_reader(visit)).with_context(
            allowed_company_ids=self.company.ids
        )
        for mark in inspection.mark_ids:
            spread = self.chance.choice((-1, 0, 0, 1))
            mark.stars = str(min(5, max(1, stars + spread)))
        return inspection

    def _get_reader(self, visit):
        """The store manager; the manager for visits of the store manager."""
        leader = visit.team_id.user_id
        manager = self.env.ref("crm_policy.demo_user_manager")
        return manager if leader == visit.user_id else leader
