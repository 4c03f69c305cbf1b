# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, timedelta

from freezegun import freeze_time
from lxml import etree

from odoo.tests import tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitCalendar(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.env["res.partner"].create(
            [{"name": f"Customer {index}", "is_company": True} for index in range(50)]
        )

    def _plan(self, count):
        start = datetime(2026, 8, 1)
        self.env["crm.visit"].create(
            [
                {
                    "partner_id": self.customers[index % 50].id,
                    "user_id": self.user.id,
                    "channel_id": self.face.id,
                    "planned_start": start + timedelta(hours=index),
                }
                for index in range(count)
            ]
        )

    def _get_calendar_fields(self, view):
        arch = self.env["crm.visit"].get_view(self.env.ref(view).id)["arch"]
        return {
            "display_name",
            "planned_start",
            "planned_end",
            *(node.get("name") for node in etree.fromstring(arch).iter("field")),
        }

    def _count_queries(self, user, names):
        """Statements of one load of a month, as the web client asks for it."""
        visits = self.env["crm.visit"].with_user(user)
        visits = visits.with_context(visit_customer_first=True)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        rows = visits.search_read(
            [
                ("planned_start", "<=", "2026-08-31 16:00:00"),
                ("planned_end", ">=", "2026-07-31 16:00:00"),
            ],
            list(names),
        )
        return len(rows), self.env.cr.sql_log_count - before

    def test_calendar_does_not_query_per_visit(self):
        """VIS-02: a month with 500 visits costs the statements of one with 10."""
        names = self._get_calendar_fields("crm_visits.crm_visit_view_calendar")
        self._plan(10)
        for reader in (self.user, self.leader, self.manager, self.auditor):
            # what is looked up once and kept, such as rules
            self._count_queries(reader, names)
        few = {
            reader: self._count_queries(reader, names)
            for reader in (self.user, self.leader, self.manager, self.auditor)
        }
        self._plan(490)
        for reader, (found, queries) in few.items():
            self.assertEqual(found, 10)
            self.assertEqual(
                self._count_queries(reader, names), (500, queries), reader.login
            )
        self.assertEqual(self._count_queries(self.colleague, names)[0], 0)

    def test_my_day_does_not_query_per_visit(self):
        """VIS-02: nor does the list of the day, with its distances."""
        names = ["partner_id", "route_sequence", "route_distance", "planned_hours"]
        names += ["is_position_asked", "start_distance", "end_distance"]
        self._plan(10)
        self._count_queries(self.user, names)
        _found, few = self._count_queries(self.user, names)
        self._plan(200)
        self.assertEqual(self._count_queries(self.user, names)[1], few)

    def test_both_calendars_show_the_same(self):
        """VIS-02: coloured by state, or by person."""
        self.assertEqual(
            self._get_calendar_fields("crm_visits.crm_visit_view_calendar"),
            self._get_calendar_fields("crm_visits.crm_visit_view_calendar_person"),
        )

    def test_shaded_days(self):
        """VIS-02: days on which nobody works, by the company's working hours."""
        visits = self.env["crm.visit"].with_user(self.user)
        days = visits.get_unusual_days("2026-07-03 16:00:00", "2026-07-06 16:00:00")
        self.assertEqual(
            days,
            {
                "2026-07-03": False,
                "2026-07-04": True,
                "2026-07-05": True,
                "2026-07-06": False,
            },
        )
        self.company.sudo().resource_calendar_id = False
        self.assertEqual(visits.get_unusual_days("2026-07-03"), {})

    def test_name_in_the_calendar(self):
        """VIS-02: there is room for the customer's name."""
        visit = self._new_visit().with_context(visit_customer_first=True)
        self.assertEqual(visit.display_name, "Customer A")
