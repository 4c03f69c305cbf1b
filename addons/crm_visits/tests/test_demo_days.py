# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import csv
from datetime import date, datetime, timedelta
from itertools import pairwise

from odoo.tests import BaseCase
from odoo.tools.misc import file_open

from odoo.addons.crm_visits.demo.story import read_visits, working_day

FIRST = date(2027, 1, 1)


class TestDemoDays(BaseCase):
    def test_no_two_visits_at_once(self):
        """VIS-02 The demo can be made on any day of a month and a week."""
        with file_open("crm_policy/demo/customers.tsv", "r") as stream:
            customers = csv.DictReader(stream, delimiter="\t")
            owners = {line["key"]: line["user"] for line in customers}
        visits = [line for line in read_visits() if line["state"] != "cancelled"]
        for number in range(35):
            today = FIRST + timedelta(days=number)
            times = {}
            for line in visits:
                clock = datetime.strptime(line["time"], "%H:%M").time()
                begin = datetime.combine(working_day(today, int(line["days"])), clock)
                end = begin + timedelta(hours=float(line["hours"]))
                times.setdefault(owners[line["key"]], []).append((begin, end))
            for owner, theirs in times.items():
                for (_begin, end), (begin, _end) in pairwise(sorted(theirs)):
                    self.assertLessEqual(end, begin, f"{owner} on {today}")
