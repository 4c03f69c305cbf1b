# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import date

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .planning_common import PlanningCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCadenceFigures(PlanningCommon):
    """What a customer's page and the reports say about its contacts."""

    def test_figures_of_a_customer(self):
        """VIS-05: due, made, last contact, days since and next contact."""
        self.cadence.times = 2
        self._plan()
        made = self._new_made_visit(start="2026-06-29 02:00:00")
        partner = self.customer.with_user(self.colleague)
        self.assertEqual(partner.visit_last_date, date(2026, 6, 29))
        self.assertEqual(partner.visit_days_since, 2)
        self.assertEqual(partner.visit_due_count, 2)
        # made in June, so it stands for no contact of July
        self.assertFalse(made.cadence_id)
        self.assertEqual(partner.visit_made_count, 0)
        first = self._get_proposals(period_start=date(2026, 7, 1))[0]
        self.assertEqual(
            partner.visit_next_date, first._get_local(first.planned_start).date()
        )
        self._new_made_visit(start="2026-07-01 00:30:00", hours=0.25)
        self.customer.invalidate_recordset()
        self.assertEqual(partner.visit_made_count, 1)
        self.assertEqual(partner.visit_due_count, 2)

    def test_form_opened_again(self):
        """VIS-03 VIS-05: the contact took place, also while its form is corrected."""
        self._plan()
        visit = self._new_made_visit(start="2026-07-01 00:30:00", hours=0.25)
        visit._reopen("Other feedback")
        self.assertEqual(visit.state, "in_progress")
        partner = self.customer.with_user(self.colleague)
        self.assertEqual(partner.visit_last_date, date(2026, 7, 1))
        self.assertEqual(partner.visit_made_count, 1)
        self.env.flush_all()
        for report in ("crm.visit.figures", "crm.visit.execution"):
            lines = self.env[report].search([("id", "=", visit.id)])
            self.assertEqual(sum(lines.mapped("made")), 1, report)

    def test_contents_stay_hidden(self):
        """VIS-05: a colleague sees the count, not the visit."""
        self._plan()
        made = self._new_made_visit()
        self.assertEqual(
            self.customer.with_user(self.colleague).visit_last_date, date(2026, 7, 1)
        )
        with self.assertRaises(AccessError):
            made.with_user(self.colleague).check_access("read")
        with self.assertRaises(AccessError):
            self.customer.with_user(self.employee).read(["visit_last_date"])

    def test_lists_of_customers(self):
        """VIS-05: overdue customers and those never contacted are found."""
        partners = self.env["res.partner"].with_user(self.user)
        seen = self._new_tagged("Seen")
        self._new_made_visit(partner_id=seen.id)
        both = [("id", "in", (self.customer | seen).ids)]
        self._plan()
        with freeze_time("2026-08-01 01:00:00"):
            self.assertEqual(
                partners.search([*both, ("visit_overdue_count", ">", 0)]),
                self.customer,
            )
            self.assertEqual(
                partners.search([*both, ("visit_overdue_count", "=", 0)]), seen
            )
            for operator, value, found in (
                ("=", 1, self.customer),
                ("=", 2, partners),
                ("!=", 1, seen),
                ("!=", 2, self.customer | seen),
                ("in", [0, 1], self.customer | seen),
                ("in", [1, 2], self.customer),
                ("not in", [0, 2], self.customer),
                ("<", 1, seen),
                ("<", 2, self.customer | seen),
                ("<=", 0, seen),
                (">=", 1, self.customer),
                (">=", 2, partners),
                (">", 1, partners),
                ("=", False, seen),
            ):
                condition = ("visit_overdue_count", operator, value)
                self.assertEqual(
                    partners.search([*both, condition]),
                    found.with_env(partners.env),
                    condition,
                )
        self.assertEqual(
            partners.search([*both, ("visit_last_date", "=", False)]), self.customer
        )
        self.assertEqual(
            partners.search([*both, ("visit_last_date", "!=", False)]), seen
        )
        for operator, day, found in (
            ("<", "2026-07-01", False),
            ("<=", "2026-07-01", True),
            (">=", "2026-07-01", True),
            (">", "2026-07-01", False),
        ):
            self.assertEqual(
                partners.search([*both, ("visit_last_date", operator, day)]),
                seen if found else partners,
                operator,
            )

    def test_overdue_by_the_day_of_each_company(self):
        """VIS-05: at 09:00 in Shanghai the day before is not over in New York."""
        other = self.env["res.company"].create(
            {"name": "Elsewhere", "policy_tz": "America/New_York"}
        )
        seller = self._new_user("other_seller", "crm_policy.group_user", other)
        here = self._new_visit()
        there = here.sudo().copy(
            {
                "company_id": other.id,
                "user_id": seller.id,
                "partner_id": self._new_customer("There", user_id=seller.id).id,
                "team_id": False,
            }
        )
        visits = here.sudo() | there
        visits._decide({"date_deadline": date(2026, 6, 30)})
        self.assertEqual(visits.filtered("is_overdue"), here)
        self.assertEqual(
            visits.search([("id", "in", visits.ids), ("is_overdue", "=", True)]), here
        )
        self.assertEqual(
            visits.search([("id", "in", visits.ids), ("is_overdue", "=", False)]), there
        )

    def test_figures_in_few_queries(self):
        """VIS-05: the figures of a list take as many queries for 3 as for 40."""
        customers = self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {number}",
                    "is_company": True,
                    "company_id": self.company.id,
                    "user_id": self.user.id,
                    "category_id": [Command.link(self.tag.id)],
                }
                for number in range(40)
            ]
        )
        self._plan()
        names = [
            "visit_class_id",
            "visit_due_count",
            "visit_overdue_count",
            "visit_last_date",
            "visit_next_date",
            "visit_lacks_contact",
        ]
        counts = []
        for partners in (customers[:3], customers[:3], customers):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            partners.with_user(self.user).read(names)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])

    def test_execution(self):
        """VIS-05: in time, late, missed, excused and open; the rate is of the due."""
        customers = {
            name: self._new_tagged(name)
            for name in ("in time", "late", "missed", "excused", "open")
        }
        self.cadence.tolerance_days = 2
        self.customer.category_id = False
        self._plan()
        visits = {
            name: self._get_proposals(customer, period_start=date(2026, 7, 1))
            for name, customer in customers.items()
        }
        for name, day in (("in time", "2026-08-02"), ("late", "2026-08-03")):
            with freeze_time(f"{day} 15:30:00"):
                visits[name].with_user(self.user).action_start()
                visits[name].with_user(self.user).action_end()
                self._fill(visits[name]).with_user(self.user).action_done()
        for name, reason in (("missed", "ours"), ("excused", "customer")):
            visits[name].with_user(self.user)._cancel(
                self.env.ref(f"crm_visits.crm_visit_cancel_reason_{reason}"), "Note"
            )
        rows = self.env["crm.visit.execution"].with_user(self.user)
        with freeze_time("2026-08-01 01:00:00"):
            status = {
                row.partner_id.name: row.status
                for row in rows.search([("period_start", "=", date(2026, 7, 1))])
            }
            self.assertEqual(status.pop("in time"), "on_time")
            self.assertEqual(
                status,
                {
                    "late": "late",
                    "missed": "missed",
                    "excused": "excused",
                    "open": "open",
                },
            )
        with freeze_time("2026-08-03 01:00:00"):
            [(due, on_time, late, missed, excused, rate)] = rows._read_group(
                [("period_start", "=", date(2026, 7, 1))],
                [],
                [
                    "due:sum",
                    "on_time:sum",
                    "late:sum",
                    "missed:sum",
                    "excused:sum",
                    "rate:avg",
                ],
            )
        self.assertEqual((due, on_time, late, missed, excused), (4, 1, 1, 2, 1))
        self.assertEqual(rate, 25)

    def test_execution_rights(self):
        """VIS-05: one's own contacts, the team's for its leader, all for officers."""
        self._plan()
        rows = self.env["crm.visit.execution"]
        for user, count in (
            (self.user, 2),
            (self.colleague, 0),
            (self.leader, 2),
            (self.officer, 2),
            (self.auditor, 2),
        ):
            self.assertEqual(rows.with_user(user).search_count([]), count, user.login)
        with self.assertRaises(AccessError):
            rows.with_user(self.employee).search_count([])

    def test_execution_as_workbook(self):
        """VIS-05: the rows that one may read, with totals."""
        self._plan()
        action = (
            self.env["crm.visit.execution"].with_user(self.user).action_export_xlsx()
        )
        self.assertEqual(action["report_name"], "crm_visits.execution_xlsx")
        for user, count in ((self.user, 2), (self.colleague, 0)):
            [header, *rows] = self._print("execution_xlsx", user)
            rows = [row for row in rows if row[0] and row[0] != "Total"]
            self.assertEqual(len(rows), count)
        self.assertEqual(header[0], "Customer")

    def _load(self, report, user):
        content, _extension = (
            self.env["ir.actions.report"]
            .with_user(user)
            ._render_xlsx(f"crm_visits.{report}", [], {"domain": []})
        )
        return load_workbook(io.BytesIO(content))

    def _print(self, report, user):
        sheet = self._load(report, user).worksheets[0]
        return list(sheet.iter_rows(values_only=True))

    def test_contact_report_as_workbook(self):
        """VIS-14: the contact report is printed."""
        self.customer.visit_is_promising = True
        self._new_made_visit()
        [header, row] = self._print("second_contact_xlsx", self.user)
        values = dict(zip(header, row, strict=True))
        self.assertEqual(values["Customer"], "Customer A")
        self.assertEqual(values["First Contact"], self.user.name)
        self.assertEqual(values["Employees"], 1)

    def test_coverage(self):
        """VIS-05: the share of a class contacted this month, quarter, year."""
        others = [self._new_tagged(f"Customer {number}") for number in range(3)]
        self._new_made_visit()
        self._new_made_visit(partner_id=others[0].id, start="2026-06-30 02:00:00")
        self._plan()
        rows = self.env["crm.visit.coverage"].with_user(self.leader)
        [(visit_class, customers, never, month, quarter, year)] = rows._read_group(
            [],
            ["class_id"],
            [
                "customers:sum",
                "never:sum",
                "month_rate:avg",
                "quarter_rate:avg",
                "year_rate:avg",
            ],
        )
        self.assertEqual(visit_class, self.visit_class)
        self.assertEqual((customers, never), (4, 2))
        self.assertEqual((month, quarter, year), (25, 25, 50))
        self.assertFalse(
            self.env["crm.visit.coverage"].with_user(self.colleague).search([])
        )
        [(leader, customers)] = rows._read_group([], ["leader_id"], ["customers:sum"])
        self.assertEqual((leader, customers), (self.leader, 4))

    def test_coverage_as_workbook(self):
        """VIS-05: coverage by representative and store manager, and each customer."""
        self._new_tagged("Never Seen")
        self._new_made_visit()
        self._plan()
        rows = self.env["crm.visit.coverage"]
        action = rows.with_user(self.leader).action_export_xlsx()
        self.assertEqual(action["report_name"], "crm_visits.coverage_xlsx")
        for user, count in ((self.leader, 2), (self.colleague, 0)):
            book = self._load("coverage_xlsx", user)
            sheet = book["Coverage of Customers"]
            names = {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)}
            self.assertEqual(len(names - {"Total"}), count)
        header, row, *_total = self._load("coverage_xlsx", self.leader)[
            "Store Manager"
        ].iter_rows(values_only=True)
        figures = dict(zip(header, row, strict=True))
        self.assertEqual(figures["Store Manager"], self.leader.name)
        self.assertEqual((figures["Customers"], figures["Never Contacted"]), (2, 1))
        self.assertEqual(figures["Contacted this Month (%)"], 50)

    def test_execution_in_the_assessment(self):
        """VIS-03 VIS-05: the assessment prints the execution of the cadences."""
        self._new_tagged("In Time")
        self._plan()
        made = self._get_proposals(self.customer, period_start=date(2026, 7, 1))
        made.with_user(self.user).action_start()
        self._fill(made).with_user(self.user).action_done()
        with freeze_time("2026-08-01 01:00:00"):
            wizard = self.env["crm.visit.assessment"].with_user(self.leader).create({})
            report = self.env["report.crm_visits.report_assessment"]
            [page] = report.with_user(self.leader)._get_teams(wizard)
            html, _kind = (
                self.env["ir.actions.report"]
                .with_user(self.leader)
                ._render_qweb_html("crm_visits.report_assessment", wizard.ids)
            )
            stranger = wizard.with_user(self.colleague).create({})
            with self.assertRaises(UserError):
                report.with_user(self.colleague)._get_teams(stranger)
        self.assertEqual((page["team"], page["leader"]), (self.store, self.leader))
        _figures, execution = page["parts"]
        names = ("due", "on_time", "missed", "rate")
        for line in (*execution["people"], execution["total"]):
            self.assertEqual([line[name] for name in names], [2, 1, 1, 50])
        [line] = execution["people"]
        self.assertEqual(line["user_id"], self.user)
        for text in ("Execution of the Cadence", "Execution Rate (%)", "50.0"):
            self.assertIn(text, html.decode())


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSecondContact(PlanningCommon):
    """Important new customers do not hang on one employee."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.visit_is_promising = True
        cls.env.flush_all()
        cls._set_created(cls.customer, "2026-06-20 02:00:00")

    @classmethod
    def _set_created(cls, customer, moment):
        cls.env.cr.execute(
            "UPDATE res_partner SET create_date = %s WHERE id = %s",
            [moment, customer.id],
        )
        customer.invalidate_recordset()

    def _get_report(self, user=None):
        self.env.invalidate_all()
        reports = self.env["crm.visit.second.contact"].with_user(user or self.officer)
        return reports.search([("partner_id", "=", self.customer.id)])

    def test_gap_until_the_second(self):
        """VIS-14: a gap with one employee, closed by the second; who and when."""
        self.assertEqual(self._get_report().people, 0)
        self.assertTrue(self.customer.with_user(self.user).visit_lacks_contact)
        self._new_made_visit(start="2026-06-29 02:00:00")
        self._new_made_visit(start="2026-06-30 02:00:00")
        report = self._get_report()
        self.assertEqual((report.people, report.lacks_contact), (1, True))
        self.assertEqual(report.first_user_id, self.user)
        self.assertFalse(report.second_user_id)
        self._new_made_visit(self.colleague)
        report = self._get_report()
        self.assertEqual((report.people, report.lacks_contact), (2, False))
        self.assertEqual(report.first_date, date(2026, 6, 29))
        self.assertEqual(report.second_user_id, self.colleague)
        self.assertEqual(report.second_date, date(2026, 7, 1))
        self.assertFalse(self.customer.with_user(self.user).visit_lacks_contact)

    def test_companion_counts(self):
        """VIS-14: a joint visit is a contact of both."""
        self._new_made_visit(companion_ids=[Command.link(self.colleague.id)])
        self.assertEqual(self._get_report().people, 2)

    def test_search(self):
        """VIS-14: the gaps are listed among customers."""
        partners = self.env["res.partner"].with_user(self.user)
        self.assertIn(
            self.customer, partners.search([("visit_lacks_contact", "=", True)])
        )
        self.assertNotIn(
            self.customer, partners.search([("visit_lacks_contact", "=", False)])
        )

    def test_only_new_ones(self):
        """VIS-14: three months are a setting; a first contact makes new as well."""
        self._set_created(self.customer, "2025-01-01 02:00:00")
        self.assertFalse(self._get_report())
        self.assertFalse(self.customer.with_user(self.user).visit_lacks_contact)
        self._new_made_visit()
        self.assertTrue(self._get_report())

    def test_condition_and_number(self):
        """VIS-14: who counts, and how many employees, are settings."""
        self.customer.visit_is_promising = False
        self.customer.city = "Wuxi"
        self.company.visit_promising_domain = "[]"
        self.assertFalse(self._get_report())
        self.company.write(
            {
                "visit_promising_domain": "[('city', '=', 'Wuxi')]",
                "visit_second_people": 1,
            }
        )
        self._new_made_visit()
        self.assertFalse(self._get_report().lacks_contact)

    def test_rights(self):
        """VIS-14: salesperson, those who were there, and the leader read the report."""
        for user in (self.user, self.leader, self.officer, self.auditor):
            self.assertTrue(self._get_report(user), user.login)
        self.assertFalse(self._get_report(self.colleague))
        with self.assertRaises(AccessError):
            self._get_report(self.employee)
