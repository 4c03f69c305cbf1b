# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW, VisitCommon
from .planning_common import PlanningCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitRoute(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.visit_map_service = "google"
        cls.day = cls.env["crm.visit"].with_user(cls.user)
        # planned east, west, middle: back and forth along one road
        for hour, longitude in ((2, 121.6), (4, 121.4), (6, 121.5)):
            customer = cls._new_customer(
                f"Customer at {longitude}",
                partner_latitude=31.2,
                partner_longitude=longitude,
            )
            cls.day |= cls._new_visit(
                partner_id=customer.id,
                planned_start=datetime(2026, 7, 1, hour),
                planned_end=datetime(2026, 7, 1, hour + 1),
                is_agreed=True,
            )
        cls.east, cls.west, cls.middle = cls.day

    def _get_my_day(self, user=None):
        return self.env["crm.visit"].with_user(user or self.user)._get_my_day()

    def test_my_day(self):
        """VIS-02: today by the company's clock, by planned time, without others'."""
        self._new_visit(planned_start="2026-07-01 16:00:00")
        self._new_visit(planned_start="2026-07-01 03:00:00", user=self.colleague)
        late = self._new_visit(planned_start="2026-07-01 15:59:00")
        cancelled = self._new_visit(planned_start="2026-07-01 05:00:00")
        cancelled._cancel(
            self.env.ref("crm_visits.crm_visit_cancel_reason_customer"), "Closed"
        )
        self.assertEqual(self._get_my_day(), self.day | late)
        self.assertEqual(
            self._get_my_day().ids, [*self.day.ids, late.id], "by planned time"
        )
        self.assertTrue(late.is_today)
        not_today = self.env["crm.visit"].search([("is_today", "=", False)])
        self.assertNotIn(late, not_today)

    def test_day_of_companions(self):
        """VIS-02: who comes along has the visit in the own day."""
        self.east.companion_ids = [Command.link(self.colleague.id)]
        self.assertEqual(self._get_my_day(self.colleague).ids, self.east.ids)

    def test_order_by_hand(self):
        """VIS-02: a moved stop stays where it was put, done ones included."""
        self.east.action_start()
        self._fill(self.east).action_done()
        self.day.web_resequence(
            {}, field_name="route_sequence", offset=self.east.route_sequence
        )
        ordered = self.middle | self.west | self.east
        ordered.web_resequence(
            {}, field_name="route_sequence", offset=self.east.route_sequence
        )
        self.assertEqual(self._get_my_day().ids, ordered.ids)
        new = self._new_visit(planned_start="2026-07-01 05:00:00")
        self.assertEqual(self._get_my_day().ids, [*ordered.ids, new.id])
        with self.assertRaises(AccessError):
            self.middle.with_user(self.colleague).route_sequence = 1

    def test_planned_by_sql(self):
        """VIS-05: what the planning wrote by itself stands at its planned time."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_visit SET route_sequence = NULL WHERE id = %s", [self.west.id]
        )
        self.env.invalidate_all()
        self.assertEqual(self._get_my_day().ids, self.day.ids)

    def test_moved_visit_goes_to_its_time(self):
        """VIS-02: another planned time is another place in the order."""
        self.east.planned_start = "2026-07-01 08:00:00"
        self.assertEqual(self._get_my_day()[-1], self.east)

    def test_suggested_order(self):
        """VIS-02: the nearest first from the office; planned times stay."""
        self.company.partner_id.write(
            {"partner_latitude": 31.2, "partner_longitude": 121.3}
        )
        times = self.day.mapped("planned_start")
        action = self.env["crm.visit"].with_user(self.user).action_suggest_route()
        self.assertEqual(
            self._get_my_day().ids, [self.west.id, self.middle.id, self.east.id]
        )
        self.assertEqual(self.day.mapped("planned_start"), times)
        self.assertRegex(action["params"]["message"], r"is 28\.\d km .* was 57\.\d km")
        self.assertEqual(action["params"]["next"]["tag"], "soft_reload")

    def test_suggestion_begins_where_the_last_visit_ended(self):
        """VIS-02: what is made stays before what is ahead."""
        self.east.action_start({"latitude": 31.2, "longitude": 121.6})
        self.east.action_end({"latitude": 31.2, "longitude": 121.6})
        self.env["crm.visit"].with_user(self.user).action_suggest_route()
        self.assertEqual(
            self._get_my_day().ids, [self.east.id, self.middle.id, self.west.id]
        )

    def test_distances_and_totals(self):
        """VIS-02: from stop to stop, and the total of the day."""
        self.assertEqual(self.east.route_distance, 0)
        self.assertAlmostEqual(self.west.route_distance, 19.0, 1)
        self.assertAlmostEqual(self.middle.route_distance, 9.5, 1)
        # also when one stop alone is read
        self.day.invalidate_recordset()
        self.assertAlmostEqual(self.middle.route_distance, 9.5, 1)
        totals = self.day._get_route_totals()
        self.assertEqual(totals["hours"], 3)
        self.assertAlmostEqual(totals["kilometres"], 28.5, 1)

    def test_route_on_the_map(self):
        """VIS-02: all stops ahead, in order; what is done is left out."""
        self.east.action_start()
        self._fill(self.east).action_done()
        action = self.env["crm.visit"].with_user(self.user).action_open_route()
        self.assertEqual(action["type"], "ir.actions.act_url")
        self.assertIn("destination=31.200000%2C121.500000", action["url"])
        self.assertIn("waypoints=31.200000%2C121.400000", action["url"])

    def test_stops_that_the_map_cannot_show_are_named(self):
        """VIS-02: nothing is left out silently."""
        self._new_visit(planned_start="2026-07-01 09:00:00")
        action = self.env["crm.visit"].with_user(self.user).action_open_route()
        self.assertIn("3 of 4 stops", action["params"]["message"])
        self.assertIn("Customer A", action["params"]["message"])
        self.assertIn("121.500000", action["params"]["next"]["url"])

    def test_no_route(self):
        with self.assertRaisesRegex(UserError, "No visit ahead has a position"):
            self.env["crm.visit"].with_user(self.colleague).action_open_route()
        with self.assertRaisesRegex(UserError, "No visit is planned for today"):
            self.env["crm.visit"].with_user(self.colleague).action_print_route()

    def test_route_sheet(self):
        """VIS-02: stops with times of the local clock, addresses and the total."""
        self.middle.partner_id.sudo().write({"street": "南京路 1", "city": "上海"})
        self._new_visit(planned_start="2026-07-02 02:00:00", objective="Other day")
        html = self._print(self.day | self._get_my_day(self.user))
        for text in ("Customer at 121.6", "南京路 1", "10:00", "19.0", "28.5", "03:00"):
            self.assertIn(text, html)
        self.assertNotIn("Other day", html)

    def _print(self, visits):
        reports = self.env["ir.actions.report"].with_user(self.user)
        html, _kind = reports._render_qweb_html(
            "crm_visits.crm_visit_route_report", visits.ids
        )
        return html.decode()

    def test_no_route_sheet_of_a_colleague(self):
        """VIS-02: paper shows no more than the screen."""
        reports = self.env["ir.actions.report"].with_user(self.colleague)
        with self.assertRaises(AccessError):
            reports._render_qweb_html("crm_visits.crm_visit_route_report", self.day.ids)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPlannedRoute(PlanningCommon):
    """The way through a day that planning has made."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cadence.unit = "weeks"
        cls.company.visit_planning_days = 0
        cls.company.partner_id.write(
            {"partner_latitude": 31.2, "partner_longitude": 121.3}
        )
        cls.customer.category_id = False
        for longitude in (121.6, 121.4, 121.5):
            cls._new_tagged(
                f"Customer at {longitude}",
                partner_latitude=31.2,
                partner_longitude=longitude,
            )
        cls._plan()
        visits = cls.env["crm.visit"].search([("cadence_id", "=", cls.cadence.id)])
        # one day, planned by statements
        cls.env.cr.execute(
            """UPDATE crm_visit SET planned_start = '2026-07-01 02:00:00',
                                    planned_end = '2026-07-01 03:00:00'
                WHERE id IN %s""",
            [tuple(visits.ids)],
        )
        cls.env.invalidate_all()
        cls.planned = visits.with_user(cls.user)

    def _suggest(self):
        self.planned.action_suggest_route()
        self.env.flush_all()
        self.env.invalidate_all()
        longitudes = self.planned._in_order().partner_id.mapped("partner_longitude")
        self.assertEqual(longitudes, [121.4, 121.5, 121.6])
        self.env.cr.execute(
            "SELECT COUNT(route_sequence) FROM crm_visit WHERE id IN %s",
            [tuple(self.planned.ids)],
        )
        self.assertEqual(self.env.cr.fetchone()[0], 3)

    def test_suggested_order(self):
        """VIS-02 VIS-05: the suggestion orders what planning proposed."""
        self._suggest()

    def test_suggested_order_of_what_has_none(self):
        """VIS-02 VIS-05: the first stop is written too where no place was stored."""
        self.env.cr.execute(
            "UPDATE crm_visit SET route_sequence = NULL WHERE id IN %s",
            [tuple(self.planned.ids)],
        )
        self.env.invalidate_all()
        self._suggest()

    def test_planned_place(self):
        """VIS-02 VIS-05: statements number a proposal as the field itself does."""
        self._plan()
        other = self._new_tagged("Another")
        self._plan()
        visit = self._get_proposals(other)
        self.assertEqual(visit.route_sequence, visit._get_planned_place())
