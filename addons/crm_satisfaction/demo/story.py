# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""The quarters and names of the story."""

from odoo.addons.crm_policy.demo import story
from odoo.addons.crm_policy.engine.periods import last_complete


class Story(story.Story):
    """Eight complete quarters up to the one that runs."""

    def __init__(self, env, company):
        super().__init__(env, company)
        quarter = last_complete(self.today, "quarter")
        self.quarters = [quarter]
        while len(self.quarters) < 8:
            self.quarters.insert(0, self.quarters[0].previous())

    def unit(self, key):
        return self.env.ref(f"crm_satisfaction.demo_unit_{key}")

    def subject(self, key):
        return self.env.ref(f"crm_satisfaction.demo_subject_{key}")

    def partner(self, key):
        return self.env.ref(f"crm_satisfaction.demo_partner_{key}")

    def ref(self, kind, key):
        return self.env.ref(f"crm_satisfaction.crm_satisfaction_{kind}_{key}")
