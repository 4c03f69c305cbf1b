# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What people of each role do in a working day, call by call."""

import json
from datetime import datetime, timedelta
from urllib.parse import quote

from load_calls import Refused

LIST = {
    "name": {},
    "customer_owner_id": {"fields": {"display_name": {}}},
    "customer_grade_id": {"fields": {"display_name": {}}},
    "customer_score": {},
    "satisfaction_score": {},
}
FORM = {
    **LIST,
    "visit_count": {},
    "complaint_open_count": {},
    "improvement_count": {},
    "customer_protected_until": {},
    "customer_source_id": {"fields": {"display_name": {}}},
    "child_ids": {"fields": {"name": {}}, "limit": 40},
}
EXPORTED = {
    "name": "char",
    "customer_owner_id": "many2one",
    "customer_grade_id": "many2one",
    "customer_score": "float",
}

COMPLAINT = "Came two days late"
REGISTER = "/report/xlsx/crm_complaints.register_xlsx"


class Work:
    """One person's work; each method is one errand of some calls.

    :param Client client: the person's connection
    :param dict material: what ``load_people.py`` printed
    :param random.Random chance: chooses what the person does
    """

    def __init__(self, client, material, chance):
        self.client = client
        self.material = material
        self.chance = chance
        self.person = client.person
        self.browser = client.browse()
        self.number = 0
        self.errands = self._get_errands()

    def errand(self):
        """The next errand of the role; each comes once before any comes again."""
        if not self.errands:
            self.errands = self._get_errands()
            self.chance.shuffle(self.errands)
        try:
            self.errands.pop(0)()
        except Refused:
            # counted where it happened; the person goes on with something else
            return

    def _get_errands(self):
        """What fits the role; colleagues begin with different errands.

        However short the run is, each errand is somebody's first: what no other role
        does stands at the front.
        """
        errands = {
            "user": [
                *(self.register, self.visit, self.claim, self.preview),
                *(self.answer, self.complain, self.open_customer, self.list_customers),
            ],
            "officer": [
                *(self.check, self.report, self.investigate, self.reply, self.export),
                *(self.list_customers, self.open_customer, self.complain, self.answer),
            ],
            "manager": [
                *(self.print_list, self.reply, self.report, self.investigate),
                *(self.export, self.list_customers, self.open_customer, self.preview),
            ],
            "auditor": [self.export, self.list_customers, self.open_customer],
        }[self.person["role"]]
        first = self.person["rank"] % len(errands)
        return errands[first:] + errands[:first]

    def list_customers(self):
        self.client.call(
            *("list customers", "res.partner", "web_search_read"),
            domain=[["is_company", "=", True]],
            specification=LIST,
            limit=80,
            order=self.chance.choice(
                ["name", "customer_grade_id, customer_score desc"]
            ),
        )

    def open_customer(self):
        self.client.call(
            *("open customer", "res.partner", "web_read", [self._customer()]),
            specification=FORM,
        )

    def visit(self):
        """From the start to the closed form."""
        # nobody is at two places: each visit has an hour of its own
        start = datetime.now() + timedelta(days=self.number + 1)
        [visit] = self.client.call(
            *("plan visit", "crm.visit", "create"),
            vals_list=[
                {
                    "partner_id": self._customer(),
                    "user_id": self.person["id"],
                    "channel_id": self.material["channel"],
                    "type_id": self.material["type"],
                    "planned_start": f"{start:%Y-%m-%d %H:%M:00}",
                    "planned_end": f"{start + timedelta(hours=1):%Y-%m-%d %H:%M:00}",
                }
            ],
        )
        self.number += 1
        self.client.call("start visit", "crm.visit", "action_start", [visit])
        read = self.client.call(
            *("open visit", "crm.visit", "web_read", [visit]),
            specification={"partner_id": {}, "missing_contents": {}},
        )
        contacts = self.client.call(
            *("open visit", "res.partner", "search_read"),
            domain=[["parent_id", "=", read[0]["partner_id"]]],
            fields=["name"],
        )
        self.client.call(
            *("write visit", "crm.visit", "write", [visit]),
            vals={
                "contact_ids": [[6, 0, [one["id"] for one in contacts]]],
                "customer_needs": "Needs",
                "no_competitor": True,
                "our_differences": "Differences",
                "improvement_measures": "Measures",
                "customer_feedback": "Feedback",
                "next_strategy": "Strategy",
                "summary": "Summary",
                "outcome": "forward",
            },
        )
        self.client.call("finish visit", "crm.visit", "action_done", [visit])

    def claim(self):
        """Everybody sees the same pool, and some want the same customer."""
        found = self.client.call(
            *("list pool", "crm.allocation.pool.customer", "search_read"),
            domain=[["pool_id", "=", self.material["pool"]]],
            fields=["display_name"],
            limit=10,
        )
        if found:
            wanted = [self.chance.choice(found)["id"]]
            answer = self.client.call(
                *("ask for one", "crm.allocation.pool.customer", "action_claim", wanted)
            )
            # who gets the customer is led to it, the others read why not
            if answer["res_model"] == "res.partner":
                self.client.ledger.succeed("claim")

    def register(self):
        self.number += 1
        who = f"{self.person['id']}-works-{self.number}"
        now = datetime.now()
        [registration] = self.client.call(
            *("enter registration", "crm.allocation.registration", "create"),
            vals_list=[
                {
                    "kind": "own",
                    "customer_name": f"Found {who}",
                    "contact_name": "Ms Found",
                    "phone": f"+49 30 {self.person['id']:04}{self.number:05}",
                    "email": f"office@found-{who}.example.com",
                    "city": "Berlin",
                    "country_id": self.material["country"],
                    "customer_source_id": self.material["source"],
                    "industry_id": self.material["industry"],
                    "demand": "Spare parts",
                    "demand_date": f"{now + timedelta(days=45):%Y-%m-%d}",
                    "expected_amount": 1000,
                    "developed_on": f"{now - timedelta(hours=20):%Y-%m-%d %H:%M:00}",
                }
            ],
        )
        self.client.call(
            *("submit registration", "crm.allocation.registration", "action_submit"),
            [registration],
        )

    def check(self):
        """The clerk looks at what was registered."""
        found = self.client.call(
            *("list registrations", "crm.allocation.registration", "search_read"),
            domain=[["state", "=", "submitted"]],
            fields=["customer_name"],
            limit=10,
        )
        if found:
            self.client.call(
                *("check registration", "crm.allocation.registration", "action_check"),
                [self.chance.choice(found)["id"]],
            )

    def complain(self):
        """A customer calls and complains."""
        [intake] = self.client.call(
            *("take complaint down", "crm.complaint.intake", "create"),
            vals_list=[
                {
                    "desk_id": self.material["desk"],
                    "partner_id": self._customer(),
                    "category_id": self.material["category"],
                    "unit_id": self.material["unit"],
                    "name": COMPLAINT,
                    "description": "The pallet came two days late.",
                }
            ],
        )
        self.client.call(
            "save complaint", "crm.complaint.intake", "action_save", [intake]
        )

    def report(self):
        """The receiver confirms the receipt, takes the complaint and reports it."""
        complaint = self._find_complaint("new")
        if not complaint:
            return
        ids = [complaint["id"]]
        if not complaint["acknowledged_on"]:
            self.client.call("acknowledge", "crm.complaint", "action_acknowledge", ids)
        mine = {"user_id": self.person["id"]}
        self.client.call("take complaint", "crm.complaint", "write", ids, vals=mine)
        self.client.call("report complaint", "crm.complaint", "action_report", ids)

    def investigate(self):
        if complaint := self._find_complaint("reported"):
            self.client.call(
                *("investigate", "crm.complaint", "action_investigate"),
                [complaint["id"]],
            )

    def reply(self):
        """What is found out is told, once the head agrees."""
        complaint = self._find_complaint("investigating")
        if not complaint:
            return
        [reply] = self.client.call(
            *("draft reply", "crm.complaint.reply", "create"),
            vals_list=[
                {
                    "complaint_id": complaint["id"],
                    "way": "phone",
                    "body": "<p>Sorry</p>",
                }
            ],
        )
        self.client.call(
            "submit reply", "crm.complaint.reply", "action_submit", [reply]
        )

    def _find_complaint(self, state):
        found = self.client.call(
            *("list complaints", "crm.complaint", "search_read"),
            domain=[["unit_id", "=", self.material["unit"]], ["state", "=", state]],
            fields=["acknowledged_on"],
            order="id desc",
            limit=20,
        )
        return found and self.chance.choice(found)

    def answer(self):
        """A customer answers a questionnaire on the phone."""
        [answer] = self.client.call(
            *("enter answer", "crm.satisfaction.answer", "create"),
            vals_list=[
                {
                    "measurement_id": self.material["measurement"],
                    "way": "phone",
                    "contact_name": f"Caller {self.person['id']}",
                }
            ],
        )
        lines = self.client.call(
            *("open answer", "crm.satisfaction.answer.line", "search"),
            domain=[["answer_id", "=", answer]],
        )
        score = self.chance.randrange(40, 100)
        self.client.call(
            *("write answer", "crm.satisfaction.answer", "write", [answer]),
            vals={
                "line_ids": [
                    [1, line, {"state": "answered", "score": score}] for line in lines
                ]
            },
        )
        self.client.call(
            "finish answer", "crm.satisfaction.answer", "action_done", [answer]
        )

    def preview(self):
        self.client.call(
            *("preview grade", "res.partner", "action_preview_grade"),
            [self._customer()],
        )

    def export(self):
        """Odoo's own export of the list."""
        self.list_customers()
        data = {
            "model": "res.partner",
            "fields": [
                {"name": name, "label": name, "type": kind, "store": True}
                for name, kind in EXPORTED.items()
            ],
            "ids": False,
            "domain": [["is_company", "=", True]],
            "groupby": [],
            "import_compat": False,
            "context": {},
        }
        path = f"/web/export/xlsx?data={quote(json.dumps(data))}"
        self.browser.download("export list", path)

    def print_list(self):
        """The register of complaints as a workbook."""
        found = self.client.call(
            *("list complaints", "crm.complaint", "search"), domain=[], limit=80
        )
        ids = ",".join(map(str, found))
        self.browser.download("print register", f"{REGISTER}/{ids}")

    def _customer(self):
        return self.chance.choice(
            self.person["customers"] or self.material["customers"]
        )
