# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import date, timedelta

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NOW, AllocationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEffect(AllocationCommon):
    """The effect of allocation: contacts, conversion, shares, pools (ALC-19)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.class_a = cls.env.ref("crm_allocation.crm_allocation_class_a")
        cls.effects = cls.env["crm.allocation.effect"]
        cls.allocated = cls.env["res.partner"]
        # contacted after 4 and 8 minutes, after 30, and never
        for minutes in (4, 8, 30, None):
            customer = cls._new_customer(f"Allocated {minutes}")
            cls.allocated += customer
            line = cls._transfer(customer, "allocation", user_id=cls.user.id)
            cls._time(line, minutes)
        cls.allocated[0].allocation_class_id = cls.class_a
        cls.claimed = cls._new_customer("Claimed")
        cls._transfer(cls.claimed, "opening", user_id=cls.colleague.id)
        cls._transfer(cls.claimed, "release", pool_id=cls.pool.id)
        cls._transfer(cls.claimed, "claim", user_id=cls.colleague.id)
        lines = cls.allocated[:2]._get_open_ownership(cls.company)
        lines.developed_on = date(2026, 7, 1)
        cls.env.flush_all()

    @classmethod
    def _time(cls, line, minutes):
        """The clock of an allocation; without minutes it was missed."""
        clock = cls.env["crm.allocation.contact"].search(
            [("ownership_id", "=", line.id)]
        )
        now = fields.Datetime.now()
        values = {
            "starts_at": now,
            "contact_due": now + timedelta(minutes=10),
            "report_due": now + timedelta(minutes=30),
            "state": "reported" if minutes else "missed",
            "contacted_at": minutes and now + timedelta(minutes=minutes),
        }
        if clock:
            clock.sudo().write(values)
        else:
            clock.create(
                {
                    "ownership_id": line.id,
                    "partner_id": line.partner_id.id,
                    "company_id": line.company_id.id,
                    "user_id": line.user_id.id,
                    "assigned_at": now,
                    **values,
                }
            )

    def _rows(self, **values):
        own = [("company_id", "=", self.company.id)]
        return self.effects.search(
            [*own, *((name, "=", value) for name, value in values.items())]
        )

    def _dashboard(self, user=None, **values):
        return (
            self.env["crm.allocation.dashboard"]
            .with_user(user or self.manager)
            .create({"date_from": "2026-07-01", "date_to": "2026-07-01", **values})
        )

    def _card(self, dashboard, key):
        (card,) = (card for card in dashboard.figures["cards"] if card["key"] == key)
        return card

    def _texts(self, dashboard):
        return {card["key"]: card["text"] for card in dashboard.figures["cards"]}

    def test_time_to_first_contact(self):
        """ALC-19: median, mean and share in time, of the clocks that have ended."""
        texts = self._texts(self._dashboard())
        self.assertEqual(texts["median"], "8.0")
        self.assertEqual(texts["mean"], "14.0")
        self.assertEqual(texts["in_time"], "50.0")

    def test_running_clocks_say_nothing_yet(self):
        """ALC-19: a clock that runs, or was called off, is not measured."""
        customer = self._new_customer("Just now")
        line = self._transfer(customer, "allocation", user_id=self.user.id)
        self._time(line, 1)
        clock = self.env["crm.allocation.contact"].search(
            [("ownership_id", "=", line.id)]
        )
        clock.sudo().write({"state": "open", "contacted_at": False})
        self.env.flush_all()
        self.assertFalse(self._rows(partner_id=customer.id).has_clock)
        self.assertEqual(self._texts(self._dashboard())["in_time"], "50.0")

    def test_conversion(self):
        """ALC-19: customers of whom something came, of all that came."""
        texts = self._texts(self._dashboard())
        self.assertEqual(texts["new"], "5")
        self.assertEqual(texts["conversion"], "40.0")
        row = self._rows(partner_id=self.allocated[0].id)
        self.assertEqual((row.conversion, row.days_to_develop), (100, 0))
        self.assertEqual(
            self._rows(partner_id=self.claimed.id, source="claim").is_new, 1
        )

    def test_shares(self):
        """ALC-19: share of each salesperson, the largest, and the Herfindahl index."""
        dashboard = self._dashboard()
        texts = self._texts(dashboard)
        self.assertEqual(texts["largest"], "80.0")
        self.assertEqual(texts["herfindahl"], "6,800")
        shares = dashboard.figures["groups"][0]["rows"]
        self.assertEqual(
            [(row["label"], row["text"], row["remark"]) for row in shares],
            [
                (self.user.name, "4", "80.0 %"),
                (self.colleague.name, "1", "20.0 %"),
            ],
        )

    def test_pools(self):
        """ALC-19: what came into pools, what left them, and how."""
        dashboard = self._dashboard()
        texts = self._texts(dashboard)
        self.assertEqual((texts["pool_in"], texts["pool_out"]), ("1", "1"))
        pool = {group["key"]: group for group in dashboard.figures["groups"]}["pool"]
        self.assertEqual(pool["rows"][0]["text"], "1")

    def test_period_before_and_filters(self):
        """ALC-19: beside the period before; by department and class."""
        later = self._dashboard(date_from="2026-07-02", date_to="2026-07-02")
        card = self._card(later, "new")
        self.assertEqual((card["text"], card["before"]), ("0", "5"))
        by_class = self._dashboard(class_ids=self.class_a.ids)
        self.assertEqual(self._texts(by_class)["new"], "1")
        other = self.env["crm.team"].create({"name": "Other"})
        by_team = self._texts(self._dashboard(team_ids=other.ids))
        self.assertEqual((by_team["new"], by_team["median"]), ("0", "–"))
        self.assertFalse(self._dashboard(date_from="2026-07-03").figures)

    def test_each_figure_opens_its_records(self):
        """ALC-19: what a figure was counted from."""
        dashboard = self._dashboard()
        for key, count in (("new", 5), ("in_time", 4), ("largest", 5), ("pool_in", 1)):
            with self.subTest(key=key):
                action = self._card(dashboard, key)["action"]
                records = self.env[action["res_model"]].search(action["domain"])
                self.assertEqual(len(records), count)

    def test_who_reads(self):
        """ALC-19: one's own and one's team's; officers and auditors all."""
        for user, count in (
            (self.user, 4),
            (self.colleague, 2),
            (self.leader, 6),
            (self.officer, 6),
            (self.auditor, 6),
        ):
            with self.subTest(user=user.login):
                effects = self.effects.with_user(user)
                found = effects.search([("company_id", "=", self.company.id)])
                self.assertEqual(len(found), count)
        with self.assertRaises(AccessError):
            self._dashboard(self.user)
        self.assertEqual(self._texts(self._dashboard(self.auditor))["new"], "5")

    def test_other_companies_stay_out(self):
        """ALC-19: figures of one company only."""
        other = self.env["res.company"].create({"name": "Other"})
        self.assertEqual(self._texts(self._dashboard(company_id=other.id))["new"], "0")

    def test_statements_do_not_grow(self):
        """ALC-19: as many statements for many customers as for few."""

        def count():
            self.env.invalidate_all()
            dashboard = self._dashboard()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.assertTrue(dashboard.figures)
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        customers = self.env["res.partner"].create(
            [{"name": f"More {number}", "is_company": True} for number in range(50)]
        )
        self._transfer(customers, "allocation", user_id=self.colleague.id)
        self.assertEqual(count(), few)

    def test_workbook(self):
        """ALC-19: the rows as a workbook."""
        self._let_export(self.manager)
        action = self._dashboard().action_export_xlsx()
        report = self.env["report.crm_allocation.effect_xlsx"].with_user(self.manager)
        content, _kind = report.create_xlsx_report([], action["data"])
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        names = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
        self.assertEqual(len([name for name in names if name]), 5)
