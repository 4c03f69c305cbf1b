# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from .follow_up import FollowUp
from .intake import Intake
from .planning import Planning
from .reading import Reading
from .story import Visits


class CrmVisitsDemo(models.AbstractModel):
    """A month of field work at the demo company's customers."""

    _name = "crm.visits.demo"
    _description = "Demo of Customer Visits"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self = self.with_company(company)
        # demo data comes before the hook that does this for every company
        company._install_visit_classes()
        # visits are planned in the office hours of the company's own place
        company.resource_calendar_id.tz = company.policy_tz
        self.env["crm.policy.demo"]._install_teams()
        story = Visits(self.env, company)
        visits = story.record()
        planning = Planning(self.env, company)
        planning.classify()
        planning.plan()
        Reading(self.env, company).judge(story.inspected, story.sent_back)
        Intake(self.env, company).record()
        FollowUp(self.env, company, visits).record()
