# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .automatic_common import AutomaticCommon
from .common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSimulation(AutomaticCommon):
    """Last month's customers through the rules, without moving anybody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # a Monday, 10:00 in Shanghai; a customer an hour, all go to one person
        cls.customers = cls.env["res.partner"]
        for hour in range(4):
            with freeze_time(f"2026-06-15 0{hour + 2}:00:00"):
                customer = cls._new_waiting()
            with freeze_time(f"2026-06-15 0{hour + 4}:00:00"):
                cls._transfer(customer, user_id=cls.user.id)
            cls.customers |= customer

    def _simulate(self, user=None, **values):
        simulation = (
            self.env["crm.allocation.simulation"]
            .with_user(user or self.manager)
            .create(values)
        )
        simulation.action_simulate()
        return simulation

    def _get_figures(self, simulation):
        return {
            figure.code: (figure.before, figure.after)
            for figure in simulation.figure_ids
        }

    def test_last_month(self):
        """ALC-06 then and by the rules: shares, concentration, waiting times"""
        simulation = self._simulate()
        self.assertEqual(simulation.date_from.isoformat(), "2026-06-01")
        self.assertEqual(simulation.customer_count, 4)
        figures = self._get_figures(simulation)
        self.assertEqual(figures["served"], (4, 4))
        self.assertEqual(figures["largest"], (100, 50))
        self.assertEqual(figures["index"], (10000, 5000))
        self.assertEqual(figures["mean"], (2, 0))
        self.assertEqual(figures["longest"], (2, 0))
        self.assertEqual(
            {
                line.user_id: (line.before_count, line.after_count)
                for line in simulation.line_ids
            },
            {self.user: (4, 2), self.colleague: (0, 2)},
        )
        self.assertEqual(simulation.rule_values[0]["name"], "Everybody in turn")

    def test_nothing_moves(self):
        """ALC-06 a simulation writes no owner, no decision, no turn"""
        lines = self.env["crm.ownership"].search_count([])
        self._simulate()
        self.assertEqual(self.env["crm.ownership"].search_count([]), lines)
        self.assertFalse(self._get_decisions(self.customers))
        self.assertFalse(self.card.turns)
        self.assertEqual(self.customers.mapped("customer_owner_id"), self.user)

    def test_hours_and_leave(self):
        """ALC-06 out of hours customers wait for the next opening, and it is counted"""
        self.rule.respects_hours = True
        with freeze_time("2026-06-16 12:00:00"):  # 20:00 in Shanghai
            self._transfer(self._new_waiting(), user_id=self.user.id)
        simulation = self._simulate(date_from="2026-06-16", date_to="2026-06-16")
        # until 08:00 the next morning
        self.assertEqual(self._get_figures(simulation)["longest"], (0, 12))
        self.assertFalse(simulation.waiting_count)

    def test_left_waiting(self):
        """ALC-06 who would stay with nobody, and why"""
        self.card.weight = self.colleague_card.weight = 0
        simulation = self._simulate()
        self.assertEqual(simulation.waiting_count, 4)
        self.assertEqual(simulation.reason_text, "Weight 0: 4")
        self.assertFalse(simulation.line_ids[-1].user_id)

    def test_archived_rules(self):
        """ALC-06 rules that are not switched on yet are tried"""
        rule = self.rule.copy({"name": "New", "active": False, "sequence": 1})
        rule.team_ids = self.team
        simulation = self._simulate(rule_ids=rule.ids)
        self.assertEqual(simulation.rule_values[0]["name"], "New")
        self.assertFalse(simulation.waiting_count)

    def test_own_development(self):
        """ALC-06 registered customers are left out, unless asked for"""
        with freeze_time("2026-06-20 02:00:00"):
            own = self.env["res.partner"].create({"name": "Own", "is_company": True})
            self._transfer(own, source="registration", user_id=self.user.id)
        self.assertEqual(self._simulate().customer_count, 4)
        self.assertEqual(self._simulate(with_own=True).customer_count, 5)

    def test_nobody_came(self):
        """ALC-06 a time without customers simulates to nothing"""
        simulation = self._simulate(date_from="2026-05-01", date_to="2026-05-31")
        self.assertFalse(simulation.customer_count)
        self.assertFalse(simulation.line_ids)

    def test_who_may(self):
        """ALC-06 managers simulate, officers and auditors read"""
        simulation = self._simulate()
        for user in (self.officer, self.auditor):
            self.assertEqual(simulation.with_user(user).customer_count, 4)
            with self.assertRaises(AccessError):
                simulation.with_user(user).action_simulate()
        with self.assertRaises(AccessError):
            simulation.with_user(self.user).read(["name"])
        with self.assertRaises(UserError):
            simulation.action_simulate()
        with self.assertRaises(UserError):
            simulation.date_to = "2026-06-10"

    def test_xlsx(self):
        """ALC-06 the workbook has people and figures"""
        simulation = self._simulate()
        self._let_export(self.manager)
        report = self.env["report.crm_allocation.simulation_xlsx"]
        content, _kind = report.with_user(self.manager).create_xlsx_report(
            simulation.line_ids.ids, {}
        )
        workbook = load_workbook(io.BytesIO(content))
        people, figures = workbook.worksheets[:2]
        self.assertEqual(people["C2"].value, 4)
        self.assertEqual(figures["D4"].value, 50)
        self.assertEqual(
            simulation.with_user(self.manager).action_export_xlsx()["report_name"],
            "crm_allocation.simulation_xlsx",
        )
