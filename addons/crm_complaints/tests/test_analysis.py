# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..engine import repeat
from .common import NOW
from .quality_common import QualityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAnalysis(QualityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            # the clock of the database is not frozen
            cls.company.flush_recordset()
            cls.env.cr.execute(
                "UPDATE res_partner SET create_date = '2026-01-15' WHERE id IN %s",
                [(cls.customer.id, cls.contact.id)],
            )
            design = cls.env.ref("crm_complaints.crm_complaint_cause_design")
            for cause, number in ((cls.material, 6), (design, 3), (None, 1)):
                for _each in range(number):
                    cls._new_complaint(
                        cause_id=cause and cause.id,
                        cause_unit_id=cause and cls.quality.id,
                        cost_other=100,
                    )
            # the last minute of May in Shanghai, and the first of June
            for moment in ("2026-05-31 15:59:00", "2026-05-31 16:00:00"):
                cls._new_complaint(received_on=moment, name="Earlier")
            cls._new_complaint(kind="opinion")
            cls._new_complaint().action_cancel("By mistake")

    def _get_pareto(self, user=None, **context):
        pareto = self.env["crm.complaint.pareto"].with_context(**context)
        return pareto.with_user(user or self.officer).search(
            [("dimension", "=", "cause"), ("company_id", "=", self.company.id)]
        )

    def test_engine(self):
        """CMP-07 the arithmetic of repeats, as its examples say"""
        self.assertEqual(doctest.testmod(repeat).failed, 0)

    def test_pareto(self):
        """CMP-07 causes by number with share and cumulative share"""
        rows = self._get_pareto(complaint_from="2026-07-01", complaint_to="2026-07-01")
        self.assertEqual(
            [(row.rank, row.name, row.count) for row in rows],
            [(1, "Material", 6), (2, "Design", 3), (3, "Not Named Yet", 1)],
        )
        self.assertEqual(rows.mapped("share"), [60, 30, 10])
        self.assertEqual(rows.mapped("share_up_to"), [60, 90, 100])
        self.assertEqual(rows.mapped("cost"), [600, 300, 100])

    def test_pareto_of_a_period(self):
        """CMP-07 by the period chosen, else by the last twelve months"""
        may = self._get_pareto(complaint_from="2026-05-01", complaint_to="2026-05-31")
        self.assertEqual(may.mapped("count"), [1])
        self.env.invalidate_all()
        self.assertEqual(sum(self._get_pareto().mapped("count")), 12)

    def test_pareto_by_category_and_department(self):
        """CMP-07 also by category and by the department of the cause"""
        rows = self.env["crm.complaint.pareto"].search(
            [("dimension", "=", "unit"), ("company_id", "=", self.company.id)]
        )
        counts = {row.name: row.count for row in rows}
        self.assertEqual(counts, {"Quality Inspection": 9, "Not Named Yet": 3})

    def test_period_dialog(self):
        """CMP-07 the dialog hands the period on, and takes no period backwards"""
        dialog = self.env["crm.complaint.pareto.period"].with_user(self.officer)
        action = dialog.create({"date_from": "2026-05-01"}).action_open()
        self.assertEqual(action["context"]["complaint_from"], "2026-05-01")
        self.assertEqual(action["context"]["complaint_to"], "2026-07-01")
        with self.assertRaises(ValidationError):
            dialog.create({"date_from": "2026-05-02", "date_to": "2026-05-01"})

    def _get_rates(self, user=None, base="customers"):
        rows = self.env["crm.complaint.rate"].with_user(user or self.officer)
        found = rows.search([("company_id", "=", self.company.id), ("base", "=", base)])
        return {row.month: row for row in found}

    def test_rate(self):
        """CMP-07 complaints per 100 customers by month, and the change"""
        rates = self._get_rates()
        self.assertEqual(len(rates), 36)
        may, june, july = (rates[date(2026, month, 1)] for month in (5, 6, 7))
        self.assertEqual([row.complaint_count for row in (may, june, july)], [1, 1, 10])
        self.assertEqual(rates[date(2025, 12, 1)].base_count + 1, may.base_count)
        self.assertAlmostEqual(july.rate, 1000 / july.base_count, 2)
        self.assertAlmostEqual(july.previous_rate, june.rate)
        self.assertAlmostEqual(july.change, july.rate - june.rate)
        self.assertEqual(july.cost, 1000)

    def test_month_without_customers(self):
        """CMP-07 where there is nothing to compare with there is no rate"""
        self.env.cr.execute("UPDATE res_partner SET create_date = '2026-06-20'")
        self.env.invalidate_all()
        may = self._get_rates()[date(2026, 5, 1)]
        self.assertEqual((may.base_count, may.rate), (0, 0))
        june, july = (self._get_rates()[date(2026, month, 1)] for month in (6, 7))
        self.assertEqual((june.has_previous, july.has_previous), (False, True))

    def _new_project(self, entered, done=(), **values):
        """A project entered at the moment, its phases done on the days"""
        project = self.env["crm.complaint.watch"].create(
            {"name": "Hall 3", "partner_id": self.customer.id, **values}
        )
        for phase, day in zip(project.phase_ids, done, strict=False):
            phase.done_on = day
        # the clock of the database is not frozen
        project.flush_recordset()
        self.env.cr.execute(
            "UPDATE crm_complaint_watch SET create_date = %s WHERE id = %s",
            [entered, project.id],
        )
        return project

    def _get_projects(self):
        """How many projects ran, from March to July"""
        self.env.invalidate_all()
        rates = self._get_rates(base="projects")
        return [rates[date(2026, month, 1)].base_count for month in range(3, 8)]

    def test_rate_of_projects(self):
        """CMP-07 complaints per 100 projects that ran in the month, and the change"""
        self.assertEqual(self._get_projects(), [0, 0, 0, 0, 0])
        # the last minute of April in Shanghai, and the first of May
        self._new_project("2026-04-30 15:59:00")
        self._new_project("2026-04-30 16:00:00")
        self.assertEqual(self._get_projects(), [0, 1, 2, 2, 2])
        # entered afterwards; over on the first and on the last day of a month
        days = ("2026-03-31", "2026-04-02", "2026-05-01", "2026-06-01")
        self._new_project("2026-06-20 01:00:00", days)
        self._new_project("2026-05-20 01:00:00", ("2026-05-31",) * 4)
        self.assertEqual(self._get_projects(), [1, 2, 4, 3, 2])
        rates = self._get_rates(base="projects")
        june, july = (rates[date(2026, month, 1)] for month in (6, 7))
        self.assertAlmostEqual(june.rate, 100 / 3, 2)
        self.assertEqual((july.complaint_count, july.rate), (10, 500))
        self.assertAlmostEqual(july.change, 500 - 100 / 3, 2)

    def test_archived_projects(self):
        """CMP-07 an archived project keeps its months, if it came to its end"""
        over = self._new_project("2026-04-01 01:00:00", ("2026-05-31",) * 4)
        dropped = self._new_project("2026-04-01 01:00:00")
        self.assertEqual(self._get_projects(), [0, 2, 2, 1, 1])
        (over | dropped).active = False
        self.assertEqual(self._get_projects(), [0, 1, 1, 0, 0])

    def test_project_without_phases(self):
        """CMP-07 a project without phases counts in the month of its entry"""
        project = self._new_project("2026-05-20 01:00:00")
        project.phase_ids.unlink()
        self.assertEqual(self._get_projects(), [0, 0, 1, 0, 0])

    def test_projects_of_other_company(self):
        """CMP-07 projects count in their own company only"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        self._new_project("2026-04-01 01:00:00", company_id=other.id)
        self.assertEqual(self._get_projects(), [0, 0, 0, 0, 0])
        rates = self.env["crm.complaint.rate"].search(
            [("company_id", "=", other.id), ("base", "=", "projects")]
        )
        self.assertEqual(rates[:1].base_count, 1)

    def test_rights(self):
        """CMP-07 figures over all complaints are for officers, managers and auditors"""
        for model in ("crm.complaint.pareto", "crm.complaint.rate"):
            figures = self.env[model]
            for user in (self.officer, self.manager, self.auditor):
                self.assertTrue(figures.with_user(user).has_access("read"))
                self.assertFalse(figures.with_user(user).has_access("write"))
            self.assertFalse(figures.with_user(self.user).has_access("read"))

    def test_other_company(self):
        """CMP-07 figures of other companies are not shown"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        stranger = self._new_user("cmp_other", "crm_policy.group_officer", other)
        for model in ("crm.complaint.pareto", "crm.complaint.rate"):
            figures = self.env[model].with_user(stranger)
            theirs = figures.with_context(allowed_company_ids=other.ids)
            self.assertFalse(theirs.search([("company_id", "=", self.company.id)]))
