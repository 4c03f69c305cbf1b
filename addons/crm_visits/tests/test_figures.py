# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
class TestFigures(VisitCommon):
    """Three visits of one representative, one of another, in July."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_customer = cls._new_customer("Customer B")
        with freeze_time(NOW):
            cls.missing = cls._new_visit(planned_start="2026-07-02 01:00:00")
            cls.future = cls._new_visit(planned_start="2026-07-29 01:00:00")
            cls.excused = cls._new_visit(planned_start="2026-07-03 01:00:00")
            cls.refused = cls._new_visit(planned_start="2026-07-04 01:00:00")
            reasons = cls.env["crm.visit.cancel.reason"].create(
                [{"name": "Flood", "is_excused": True}, {"name": "No mood"}]
            )
            cls.excused._cancel(reasons[0], "")
            cls.refused._cancel(reasons[1], "")
        with freeze_time("2026-07-07 01:00:00"):
            cls.good = cls._new_made_visit(start="2026-07-07 00:00:00", hours=1)
            reading = cls.good.sudo().inspection_ids.with_user(cls.leader)
            reading.mark_ids.write({"stars": "4"})
            reading.action_pass()
        with freeze_time("2026-07-10 01:00:00"):
            cls.late = cls._new_made_visit(
                start="2026-07-08 00:00:00",
                hours=0.5,
                planned_start="2026-07-20 02:00:00",
            )
            reading = cls.late.sudo().inspection_ids.with_user(cls.leader)
            reading.remark = "Which price?"
            reading.action_send_back()
            cls.late.action_done()
            cls.late.sudo().inspection_ids.filtered(
                lambda other: other.state == "waiting"
            ).mark_ids.write({"stars": "5"})
            cls.late.sudo().inspection_ids.filtered(
                lambda other: other.state == "waiting"
            ).with_user(cls.leader).action_pass()
            cls.other = cls._new_made_visit(
                cls.colleague,
                partner_id=cls.second_customer.id,
                start="2026-07-10 00:00:00",
                hours=1,
                planned_start="2026-07-20 02:00:00",
            )

    def _group(self, user, groupby, *aggregates):
        with freeze_time("2026-07-20 01:00:00"):
            self.env.invalidate_all()
            return (
                self.env["crm.visit.figures"]
                .with_user(user)
                ._read_group(
                    [("company_id", "=", self.company.id)], groupby, aggregates
                )
            )

    def test_counts(self):
        """VIS-03 planned, made, not made, forms on time, late, missing"""
        [figures] = self._group(
            self.user,
            [],
            "planned:sum",
            "made:sum",
            "not_made:sum",
            "cancelled:sum",
            "on_time:sum",
            "late:sum",
            "missing:sum",
            "forms_due:sum",
            "inspected:sum",
            "sent_back:sum",
            "minutes:sum",
            "covered:count_distinct",
        )
        self.assertEqual(figures, (6, 2, 1, 2, 1, 1, 1, 3, 2, 1, 90, 1))

    def test_rates_of_groups(self):
        """VIS-03 the rate of a team is that of all its visits, not of its people"""
        groups = self._group(
            self.leader, ["user_id"], "on_time_rate:avg", "made_rate:avg"
        )
        rates = {user: figures for user, *figures in groups}
        # of three forms due one came in time; of four whose time is over two were made
        self.assertAlmostEqual(rates[self.user][0], 100 / 3, places=2)
        self.assertAlmostEqual(rates[self.user][1], 50, places=2)
        self.assertEqual(rates[self.colleague], [100, 100])
        [(team, on_time, made)] = self._group(
            self.leader, ["team_id"], "on_time_rate:avg", "made_rate:avg"
        )
        self.assertEqual(team, self.store)
        self.assertAlmostEqual(on_time, 50, places=2)
        self.assertAlmostEqual(made, 60, places=2)

    def test_quality_and_time(self):
        """VIS-03 averages over what was marked and made, nothing else"""
        [(quality, minutes)] = self._group(
            self.user, [], "quality:avg", "average_minutes:avg"
        )
        self.assertEqual((quality, minutes), (90, 45))
        [(graded, due)] = self._group(self.colleague, [], "graded:sum", "due:sum")
        self.assertEqual((graded, due), (0, 1))

    def test_store_manager(self):
        """VIS-03 the store manager is assessed by the visits of the team"""
        [(leader, made)] = self._group(self.officer, ["leader_id"], "made:sum")
        self.assertEqual((leader, made), (self.leader, 3))

    def test_months(self):
        """VIS-03 the day is that of the company, not of Greenwich"""
        with freeze_time("2026-07-31 15:00:00"):
            visit = self._new_made_visit(
                start="2026-07-30 16:30:00", planned_start="2026-08-20 02:00:00"
            )
        row = self.env["crm.visit.figures"].search([("visit_id", "=", visit.id)])
        self.assertEqual(row.date, date(2026, 7, 31))

    def test_access(self):
        """VIS-03 own figures, those of the team, of all; none for others"""
        model = self.env["crm.visit.figures"]
        own = model.with_user(self.user).search([])
        self.assertEqual(own.user_id, self.user)
        self.assertEqual(
            model.with_user(self.colleague).search([]).visit_id.ids, self.other.ids
        )
        for user in (self.leader, self.officer, self.auditor):
            self.assertEqual(len(model.with_user(user).search([])), 7)
        with self.assertRaises(AccessError):
            model.with_user(self.employee).search([])
        stranger = self._new_user(
            "figures_stranger",
            "crm_policy.group_manager",
            company=self.env["res.company"].create({"name": "Elsewhere"}),
        )
        model = model.with_user(stranger).with_context(
            allowed_company_ids=stranger.company_ids.ids
        )
        self.assertFalse(model.search([]))

    def test_pivot_as_the_client_asks(self):
        """VIS-03 every measure of the pivot can be asked for by month and person"""
        model = self.env["crm.visit.figures"].with_user(self.leader)
        measures = [
            f"{name}:{field.aggregator}"
            for name, field in model._fields.items()
            if field.type in ("integer", "float") and field.aggregator and name != "id"
        ]
        groups = model.formatted_read_group(
            [], ["date:month", "user_id"], ["__count", *measures]
        )
        self.assertEqual(sum(group["__count"] for group in groups), 7)
        self.assertEqual(
            model.search([("made", "=", 1)], limit=1).action_open_visit()["res_model"],
            "crm.visit",
        )


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDaily(VisitCommon):
    def test_daily(self):
        """VIS-18 visits, calls, new customers by source and concerns of a day"""
        source = self.env["crm.customer.source"].search([], limit=1)
        self.customer.customer_source_id = source
        self._new_made_visit()
        call = self._new_visit(
            channel_id=self.phone.id,
            type_id=self.env.ref("crm_visits.crm_visit_type_phone").id,
        )
        call.action_start()
        call.action_end()
        self._fill(call, customer_needs=" ", customer_feedback=False)
        self.phone.required_content_ids = False
        call.action_done()
        self._new_visit(planned_start="2026-07-02 01:00:00")
        self.env.flush_all()
        rows = self.env["crm.visit.daily"].with_user(self.user)
        [(day, visits, calls, new, concerns)] = rows._read_group(
            [("partner_id", "=", self.customer.id), ("kind", "=", "contact")],
            ["date:day"],
            ["visits:sum", "calls:sum", "new_customers:sum", "concerns:sum"],
        )
        self.assertEqual(str(day), "2026-07-01")
        self.assertEqual((visits, calls, new, concerns), (1, 1, 0, 1))
        new = rows.search(
            [("partner_id", "=", self.customer.id), ("kind", "=", "new_customer")]
        )
        self.assertEqual((new.source_id, new.user_id), (source, self.user))
        self.assertEqual((new.team_id, new.company_id), (self.store, self.company))
        self.assertFalse(
            self.env["crm.visit.daily"]
            .with_user(self.colleague)
            .search([("partner_id", "=", self.customer.id)])
        )
        for user in (self.leader, self.officer, self.auditor):
            self.assertEqual(
                self.env["crm.visit.daily"]
                .with_user(user)
                .search_count([("partner_id", "=", self.customer.id)]),
                3,
            )

    def test_walk_ins(self):
        """VIS-18 VIS-08 walk-ins of the day, by the branch and the person on duty"""
        registrations = self.env["crm.visit.registration"].with_user(self.user)
        registration = registrations.create(
            {"customer_name": "Walking Ltd", "needs": "200 valves"}
        )
        rows = self.env["crm.visit.daily"].with_user(self.user)
        row = rows.search([("kind", "=", "walk_in")])
        self.assertEqual((row.walk_ins, row.concerns, row.visits), (1, 1, 0))
        self.assertEqual(row.source_id, registration.customer_source_id)
        self.assertEqual((row.user_id, str(row.date)), (self.user, "2026-07-01"))
        others = self.env["crm.visit.daily"].with_user(self.colleague)
        self.assertFalse(others.search([("kind", "=", "walk_in")]))

    def test_parts_fit(self):
        """VIS-18 every part gives the columns that extensions are told"""
        model = self.env["crm.visit.daily"]
        columns = model._get_columns()
        self.assertEqual(
            set(columns), {name for name in model._fields if name != "display_name"}
        )
        for part in model._get_parts():
            self.env.cr.execute(part)
            self.assertEqual(len(self.env.cr.description), len(columns))
