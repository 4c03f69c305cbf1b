# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""A month of visits of the demo company, told day by day.

One line of ``visits.tsv`` is one visit; its day counts from the day of installation.
Nothing falls on a weekend but what is of today.
"""

import csv
from datetime import datetime, timedelta

import pytz

from odoo.fields import Command
from odoo.tools.misc import file_open

TEXTS = {
    "needs": "customer_needs",
    "differences": "our_differences",
    "measures": "improvement_measures",
    "feedback": "customer_feedback",
    "strategy": "next_strategy",
    "summary": "summary",
    "outcome": "outcome",
    "objective": "objective",
}
# A round trip of today: degrees of latitude and longitude by customer
PLACES = {
    "donghai": (31.3460, 121.5070),
    "orchid": (30.2741, 120.1551),
    "yulong": (30.0023, 120.5810),
    "wanda_steel": (29.8683, 121.5440),
}
MADE = ("done", "inspected", "sent_back")
# a cancelled one was started, and nobody was there
BEGUN = ("open", "ended", "cancelled", *MADE)


def read_visits(addon="crm_visits"):
    with file_open(f"{addon}/demo/visits.tsv", "r") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def working_day(today, days):
    """A day of the story.

    Days to come are counted in working days, so that what is planned for different
    days never meets on one. A day in the past moves back off the weekend; today itself
    stays, so that there is always a day to look at.
    """
    day = today
    if days > 0:
        for _day in range(days):
            day = _off_weekend(day + timedelta(days=1), 1)
    elif days:
        day = _off_weekend(today + timedelta(days=days), -1)
    return day


def _off_weekend(day, step):
    while day.weekday() > 4:
        day += timedelta(days=step)
    return day


class Visits:
    """Makes the visits of the story."""

    def __init__(self, env, company):
        self.env = env
        self.company = company
        self.today = company._policy_today()
        self.zone = pytz.timezone(company.policy_tz)
        self.competitors = {}
        self.inspected = self.sent_back = env["crm.visit"]

    def record(self):
        """The visits by customer key and day of the story."""
        self.company.visit_calendar_sync = True
        for key, (latitude, longitude) in PLACES.items():
            self.get_customer(key).write(
                {"partner_latitude": latitude, "partner_longitude": longitude}
            )
        return self.make(read_visits())

    def make(self, lines):
        """:return: the visits by customer key and day of the story"""
        return {(line["key"], line["days"]): self._make(line) for line in lines}

    def get_customer(self, key):
        return self.env.ref(f"crm_policy.demo_customer_{key}")

    def _make(self, line):
        visit = self.env["crm.visit"].create(self._prepare(line))
        if line["state"] == "inspected":
            self.inspected += visit
        elif line["state"] == "sent_back":
            self.sent_back += visit
        if line["state"] in BEGUN:
            # only planned visits get their checklist by themselves
            self._prepare_checks(visit)
        if line["state"] == "cancelled":
            reason = self.env.ref("crm_visits.crm_visit_cancel_reason_nobody")
            visit._cancel(reason, "Closed for stocktaking (客户盘点关门)")
        return visit

    def _prepare_checks(self, visit):
        self.env["crm.visit.check"].create(
            [
                {
                    "visit_id": visit.id,
                    "name": item.name,
                    "sequence": item.sequence,
                    "is_done": True,
                }
                for item in visit.channel_id.item_ids
            ]
        )

    def _prepare(self, line):
        partner = self.get_customer(line["key"])
        start = self._moment(line["days"], line["time"])
        hours = float(line["hours"])
        vals = {
            "company_id": self.company.id,
            "partner_id": partner.id,
            "user_id": partner.user_id.id,
            "channel_id": self.env.ref(
                f"crm_visits.crm_visit_channel_{line['channel']}"
            ).id,
            "type_id": self.env.ref(f"crm_visits.crm_visit_type_{line['type']}").id,
            "planned_start": start,
            "planned_end": start + timedelta(hours=hours),
            "is_agreed": line["state"] == "agreed",
            "contact_ids": [Command.set(self._get_people(partner).ids)],
            **{field: line[name] or False for name, field in TEXTS.items()},
            **self._prepare_competition(line["competition"]),
        }
        if line["next"]:
            vals["next_date"] = working_day(self.today, int(line["next"]))
        if line["state"] in BEGUN:
            vals.update(
                self._prepare_course(line, start, start + timedelta(hours=hours))
            )
        return vals

    def _prepare_course(self, line, start, end):
        """How a visit went that has begun."""
        course = {
            "state": "in_progress",
            "name": self._next_number(start),
            "date_start": start,
            "started_on": start,
        }
        if line["state"] in ("ended", *MADE):
            course.update(date_end=end, ended_on=end)
        if line["state"] in MADE:
            closed = end + timedelta(hours=int(float(line["hours"]) * 3))
            partner = self.get_customer(line["key"])
            course.update(state="done", done_on=closed, done_by_id=partner.user_id.id)
        return course

    def _prepare_competition(self, cell):
        lines = [part.split("|") for part in cell.split(";") if part]
        return {
            "no_competitor": not lines,
            "competition_ids": [
                Command.create(
                    {
                        "competitor_id": self._get_competitor(name).id,
                        "advantage_id": self.env.ref(
                            f"crm_visits.crm_visit_advantage_{advantage}"
                        ).id,
                        "note": note,
                    }
                )
                for name, advantage, note in lines
            ],
        }

    def _get_people(self, partner):
        return partner.child_ids.filtered(lambda child: child.type == "contact")[:1]

    def _get_competitor(self, name):
        if name not in self.competitors:
            competitors = self.env["crm.visit.competitor"]
            known = competitors.search([("name", "=", name)])
            self.competitors[name] = known or competitors.create({"name": name})
        return self.competitors[name]

    def _next_number(self, start):
        sequences = self.env["ir.sequence"].with_company(self.company)
        return sequences.next_by_code("crm.visit", sequence_date=start.date())

    def _moment(self, days, time):
        """The UTC moment of a local time so many days from today."""
        day = working_day(self.today, int(days))
        local = datetime.combine(day, datetime.strptime(time, "%H:%M").time())
        moment = self.zone.localize(local).astimezone(pytz.utc)
        return moment.replace(tzinfo=None)
