# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""The clock and the people of the story."""

import csv

from odoo.tools.misc import file_open

from odoo.addons.crm_policy.demo import story


def read_cases():
    with file_open("crm_complaints/demo/cases.tsv", "r") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


class Story(story.Story):
    def unit(self, key):
        return self.env.ref(f"crm_complaints.demo_unit_{key}")
