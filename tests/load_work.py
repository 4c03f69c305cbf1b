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
# With these an errand comes to its end
LAST_CALLS = (
    *("list customers", "open customer", "preview grade", "export list"),
    *("finish visit", "claim", "submit registration", "check registration"),
    *("save complaint", "submit reply", "print register", "finish answer"),
)


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
        self.number = 0

    def errand(self):
        """One errand that fits the role."""
        errands = {
            "user": [
                *(self.list_customers, self.open_customer, self.visit, self.claim),
                *(self.register, self.complain, self.answer, self.preview),
            ],
            "officer": [
                *(self.list_customers, self.open_customer, self.check, self.complain),
                *(self.handle, self.answer, self.export),
            ],
            "manager": [
                *(self.list_customers, self.open_customer, self.preview, self.handle),
                *(self.export, self.print_list),
            ],
            "auditor": [self.list_customers, self.open_customer, self.export],
        }
        try:
            self.chance.choice(errands[self.person["role"]])()
        except Refused:
            # counted where it happened; the person goes on with something else
            return

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
        who = f"{self.person['id']}-{self.number}"
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

    def handle(self):
        """The next step of one of the oldest complaints, up to the reply."""
        found = self.client.call(
            *("list complaints", "crm.complaint", "search_read"),
            domain=[
                ["unit_id", "=", self.material["unit"]],
                ["state", "in", ["new", "reported", "investigating"]],
                ["reply_ids", "=", False],
            ],
            fields=["state", "acknowledged_on"],
            order="id",
            limit=20,
        )
        if not found:
            return
        complaint = self.chance.choice(found)
        ids = [complaint["id"]]
        if not complaint["acknowledged_on"]:
            self.client.call("acknowledge", "crm.complaint", "action_acknowledge", ids)
        if complaint["state"] == "new":
            mine = {"user_id": self.person["id"]}
            self.client.call("take complaint", "crm.complaint", "write", ids, vals=mine)
            self.client.call("report complaint", "crm.complaint", "action_report", ids)
        elif complaint["state"] == "reported":
            self.client.call("investigate", "crm.complaint", "action_investigate", ids)
        elif complaint["state"] == "investigating":
            [reply] = self.client.call(
                *("draft reply", "crm.complaint.reply", "create"),
                vals_list=[
                    {"complaint_id": ids[0], "way": "phone", "body": "<p>Sorry</p>"}
                ],
            )
            self.client.call(
                "submit reply", "crm.complaint.reply", "action_submit", [reply]
            )

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
        """Odoo's own export of the list; only over a session, as in the web client."""
        if self.client.way != "session":
            return self.list_customers()
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
        self.client.download("export list", path)

    def print_list(self):
        """The register of complaints as a workbook."""
        if self.client.way != "session":
            return self.list_customers()
        found = self.client.call(
            *("list complaints", "crm.complaint", "search"), domain=[], limit=80
        )
        if found:
            ids = ",".join(map(str, found))
            self.client.download("print register", f"{REGISTER}/{ids}")

    def _customer(self):
        return self.chance.choice(
            self.person["customers"] or self.material["customers"]
        )
