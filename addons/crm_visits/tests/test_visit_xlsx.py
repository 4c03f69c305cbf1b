# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import datetime

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitXlsx(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.visit = cls._new_made_visit(
                objective="=1+1", companion_ids=[(4, cls.leader.id)]
            )
            cls.other = cls._new_made_visit(cls.colleague)
            reading = cls.other.sudo().inspection_ids.with_user(cls.leader)
            reading.mark_ids.write({"stars": "4"})
            reading.action_pass()

    def _print(self, report, user, docids=(), domain=None):
        data = {} if domain is None else {"domain": domain}
        content, extension = (
            self.env["ir.actions.report"]
            .with_user(user)
            ._render_xlsx(f"crm_visits.{report}", list(docids), data)
        )
        self.assertEqual(extension, "xlsx")
        return load_workbook(io.BytesIO(content))

    def _rows(self, sheet):
        header, *rows = sheet.iter_rows(values_only=True)
        return [
            dict(zip(header, row, strict=True)) for row in rows if "Total" not in row
        ]

    def test_log(self):
        """VIS-04 the visit log: every column, as it was written"""
        [row] = self._rows(self._print("visit_log_xlsx", self.user).worksheets[0])
        expected = {
            "Number": self.visit.name,
            "State": "Done",
            "Customer": "Customer A",
            "People Met": "Customer A, Buyer",
            "Representative": self.user.name,
            "Companions": self.leader.name,
            "Objective": "=1+1",
            "Competitors' Advantages": "Rival Inc: Price (5 % cheaper)",
            "Customer Needs": "A second supplier of valves",
            "Outcome": "Step Forward",
            "Form": "On Time",
            "Started": datetime(2026, 7, 1, 9),
            "Form Due": datetime(2026, 7, 2, 9),
        }
        advantage = self.env.ref("crm_visits.crm_visit_advantage_price").name
        expected["Competitors' Advantages"] = f"Rival Inc: {advantage} (5 % cheaper)"
        self.assertEqual({name: row[name] for name in expected}, expected)

    def test_log_has_all_contents(self):
        """VIS-01 VIS-04 no content that a channel may require is left out"""
        report = self.env["report.crm_visits.visit_log_xlsx"]
        headers = {column.header for column in report._get_columns({})}
        model_fields = self.env["crm.visit"]._fields
        codes = self.env["crm.visit.content"].search([]).mapped("code")
        names = {"competition": "competition_ids"}
        for name in (names.get(code, code) for code in codes):
            self.assertIn(model_fields[name]._description_string(self.env), headers)

    def test_access_rules_hold(self):
        """VIS-04 nobody finds more in the workbook than on the screen"""
        both = (self.visit | self.other).ids
        for user, count in (
            (self.user, 1),
            (self.leader, 2),
            (self.officer, 2),
            (self.auditor, 2),
        ):
            book = self._print("visit_log_xlsx", user, both)
            self.assertEqual(len(self._rows(book.worksheets[0])), count)
        with self.assertRaises(AccessError):
            self._print("visit_log_xlsx", self.employee, both)

    def test_quality_is_for_those_who_may_see_it(self):
        """VIS-03 a companion reads the visit, but not the mark of its form"""
        visit = self._new_made_visit(self.colleague, companion_ids=[(4, self.user.id)])
        reading = visit.sudo().inspection_ids.with_user(self.leader)
        reading.mark_ids.write({"stars": "5"})
        reading.action_pass()
        for user, mark in ((self.user, None), (self.colleague, 100)):
            book = self._print("visit_log_xlsx", user, visit.ids)
            self.assertEqual(self._rows(book.worksheets[0])[0]["Quality (%)"], mark)

    def test_filter_of_the_list(self):
        """VIS-04 the print menu prints what the list shows"""
        visits = self.env["crm.visit"].with_user(self.officer)
        domain = [("user_id", "=", self.colleague.id)]
        action = visits.with_context(active_domain=domain).action_export_log()
        self.assertEqual(action["data"]["domain"], domain)
        book = self._print("visit_log_xlsx", self.officer, domain=domain)
        names = [row["Number"] for row in self._rows(book.worksheets[0])]
        self.assertEqual(names, [self.other.name])

    def test_figures(self):
        """VIS-03 sheets by person, store manager, department, channel, type, month"""
        book = self._print("figures_xlsx", self.leader)
        self.assertEqual(
            book.sheetnames,
            [
                "Representative",
                "Store Manager",
                "Department",
                "Channel",
                "Type",
                "Month",
                "Visits",
                "Parameters",
            ],
        )
        people = {
            row["Representative"]: row for row in self._rows(book["Representative"])
        }
        self.assertEqual(people[self.colleague.name]["Quality (%)"], 80)
        self.assertEqual(people[self.user.name]["Quality (%)"], None)
        self.assertEqual(people[self.user.name]["Forms on Time (%)"], 100)
        [month] = self._rows(book["Month"])
        self.assertEqual((month["Month"], month["Made"]), ("2026-07", 2))
        own = self._print("figures_xlsx", self.user)
        self.assertEqual(len(self._rows(own["Visits"])), 1)

    def test_execution_in_figures(self):
        """VIS-03 VIS-05 how the cadences are executed, next to the other figures"""
        visit_class = self.env["crm.visit.class"].create(
            {"name": "Strategic", "company_id": self.company.id}
        )
        cadence = self.env["crm.visit.cadence"].create(
            {
                "class_id": visit_class.id,
                "type_id": self.visit.type_id.id,
                "unit": "month",
            }
        )
        for number, visit in enumerate((self.visit, self._new_visit()), 1):
            visit.sudo().write(
                {
                    "class_id": visit_class.id,
                    "cadence_id": cadence.id,
                    "period_start": "2026-06-01",
                    "period_end": "2026-06-30",
                    "period_number": number,
                    "date_deadline": "2026-07-01",
                }
            )
        with freeze_time("2026-07-02 02:00:00"):
            book = self._print("figures_xlsx", self.leader)
            people = {
                row["Representative"]: row for row in self._rows(book["Representative"])
            }
            [store] = self._rows(book["Store Manager"])
        names = ("Due", "Made in Time", "Execution Rate (%)")
        figures = {
            user: [people[user.name][name] for name in names]
            for user in (self.user, self.colleague)
        }
        self.assertEqual(figures[self.user], [2, 1, 50])
        # no cadence asked anything of this one
        self.assertEqual(figures[self.colleague], [0, 0, None])
        self.assertEqual([store[name] for name in names], [2, 1, 50])

    def test_daily(self):
        """VIS-18 the daily dynamics as a workbook"""
        book = self._print("daily_xlsx", self.leader, domain=[("kind", "=", "contact")])
        [day] = self._rows(book["Day"])
        self.assertEqual((day["Day"], day["Visits"]), ("2026-07-01", 2))
        self.assertEqual(len(self._rows(book["In Detail"])), 2)

    def test_competition(self):
        """VIS-01 who competes, how often, with which advantage: of one's own visits"""
        for user, count in ((self.user, 1), (self.leader, 2), (self.auditor, 2)):
            book = self._print("competition_xlsx", user)
            [row] = self._rows(book["Competitor"])
            self.assertEqual(row["Competitor"], "Rival Inc")
            self.assertEqual(len(self._rows(book["In Detail"])), count)
            competitor = self.competitor.with_user(user)
            competitor.invalidate_recordset()
            self.assertEqual(competitor.visit_count, count)
        action = self.competitor.with_user(self.user).action_open_competition()
        lines = self.env["crm.visit.competition"].with_user(self.user)
        [line] = lines.search(action["domain"])
        self.assertEqual(line.action_open_visit()["res_id"], self.visit.id)
        self.assertFalse(lines.search([("note", "ilike", "cheaper")]) - line)
