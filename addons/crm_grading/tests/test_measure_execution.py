# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io

from openpyxl import load_workbook

from odoo.tests import tagged

from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
class TestMeasureExecution(MeasureCommon):
    """The execution rate against figures counted by hand.

    Revisit of Acme (the user's): July in time, August late, September missed. Revisit
    of Second (the neighbour's): July in time, the others missed. Both executive
    meetings missed. Late work counts half.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.grading_late_credit = 50
        cls.second = cls._new_customer("Second", user_id=cls.neighbour.id)
        cls._new_standing(cls.second, "A")
        cls._plan()

    def setUp(self):
        super().setUp()
        july, august, _september = self._of(self.revisit)
        self._done(july, "2026-07-20")
        self._done(self._of(self.revisit, self.second)[0], "2026-07-31", self.neighbour)
        self._plan("2026-09-01")
        self._done(august, "2026-09-05")
        self._plan("2026-10-01")
        self.env.flush_all()
        self.execution = self.env["crm.grading.execution"]

    def _rates(self, fname, user=None):
        """(due, in time, late, missed, rate) by record."""
        groups = self.execution.with_user(user or self.manager)._read_group(
            [],
            [fname],
            ["due:sum", "in_time:sum", "late:sum", "missed:sum", "rate:avg"],
        )
        return {record: (*counts, round(rate, 2)) for record, *counts, rate in groups}

    def test_by_person_and_department(self):
        """GRD-13 execution rate of people and departments: 150 of 300, 100 of 300"""
        self.assertEqual(
            self._rates("user_id"),
            {
                self.user: (3, 1, 1, 1, 50.0),
                self.neighbour: (3, 1, 0, 2, 33.33),
                self.env["res.users"]: (2, 0, 0, 2, 0.0),
            },
        )
        self.assertEqual(
            self._rates("team_id"),
            {
                self.department: (3, 1, 1, 1, 50.0),
                self.env["crm.team"]: (5, 1, 0, 4, 20.0),
            },
        )

    def test_by_grade_and_measure(self):
        """GRD-13 execution rate of grades and measures, beside the target"""
        self.assertEqual(
            self._rates("grade_id"), {self.grades["A"]: (8, 2, 1, 5, 31.25)}
        )
        self.assertEqual(
            self._rates("measure_id"),
            {self.revisit: (6, 2, 1, 3, 41.67), self.meeting: (2, 0, 0, 2, 0.0)},
        )
        [[target, gap]] = self.execution._read_group([], [], ["target:avg", "gap:avg"])
        self.assertEqual((target, gap), (90, -58.75))

    def test_open_and_cancelled_work_does_not_count(self):
        """GRD-13 what is not due yet or was not owed is in no rate"""
        [[average]] = self.tasks._read_group(
            [("company_id", "=", self.company.id)], [], ["execution:avg"]
        )
        self.assertEqual(average, 31.25)
        both = self._of(self.meeting) + self._of(self.meeting, self.second)
        self._change(both, "cancel")
        self.env.flush_all()
        self.assertNotIn(self.meeting, self._rates("measure_id"))

    def test_who_reads(self):
        """GRD-13 people read their own rate, officers and auditors all of them"""
        self.assertEqual(
            self._rates("user_id", self.user), {self.user: (3, 1, 1, 1, 50.0)}
        )
        self.assertEqual(len(self._rates("user_id", self.auditor)), 3)
        self.assertFalse(self.execution.with_user(self.employee).has_access("read"))

    def test_opens_the_work(self):
        """GRD-13 from the figure to the work behind it"""
        row = self.execution.search([("user_id", "=", self.user.id)], limit=1)
        self.assertEqual(row.action_open_task()["res_id"], row.id)
        self.assertTrue(self.tasks.browse(row.id).exists())

    def test_workbook(self):
        """GRD-13 the workbook has the rates by department, person, grade, measure"""
        reports = self.env["ir.actions.report"].with_user(self.auditor)
        content, _kind = reports._render_xlsx("crm_grading.execution_xlsx", [], {})
        book = load_workbook(io.BytesIO(content))
        self.assertEqual(
            book.sheetnames[:5],
            ["By Department", "By Person", "By Grade", "By Measure", "Measures"],
        )
        rows = {row[0]: row[1:] for row in book["By Person"].values}
        self.assertEqual(rows[self.user.name], (3, 1, 1, 1, 50, 90, -40))
        self.assertEqual(rows["None"][:4], (2, 0, 0, 2))
        self.assertEqual(book["Measures"].max_row, 1 + 8 + 1)

    def test_list_is_printed_as_it_is_filtered(self):
        """GRD-13 without a selection all that the list shows is printed"""
        action = self.execution.with_context(
            active_domain=[("missed", ">", 0)]
        ).action_export_list()
        self.assertEqual(action["data"]["domain"], [("missed", ">", 0)])
