# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..engine import scorecard
from .common import TODAY
from .report_common import XlsxCommon


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestNextGrade(XlsxCommon):
    """What is missing to the next grade, what endangers this one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for points in range(5, 100, 9):
            customer = cls._new_customer(f"C{points}")
            cls._assess_all(customer, points, "2026-06-01")
        cls.crowd = cls._publish("2026-07-01")
        cls.graded = cls.crowd.result_ids.filtered(
            lambda result: result.status == "graded"
        )

    def _engine(self, result):
        """Points lacking and points above, by the engine alone."""
        thresholds = self.scheme._prepare_scorecard().thresholds
        score = scorecard.to_decimal(result.score)
        goal = scorecard.next_threshold(thresholds, score)
        own = scorecard.own_threshold(thresholds, score)
        return (
            goal and float(goal.lower - score),
            float(score - own.lower) if own.lower else None,
        )

    def test_database_agrees_with_engine(self):
        """GRD-19 distances sorted and found by the database are those of the engine."""
        self.assertGreater(len(self.graded), 5)
        for position, fname in ((0, "points_to_next"), (1, "points_above")):
            expected = {
                result: self._engine(result)[position] for result in self.graded
            }
            known = [result for result in expected if expected[result] is not None]
            found = self.graded.search(
                [("id", "in", self.graded.ids), (fname, "!=", False)],
                order=f"{fname}, id",
            )
            self.assertEqual(
                found.ids,
                [r.id for r in sorted(known, key=lambda r: (expected[r], r.id))],
            )
            for result in known:
                self.assertAlmostEqual(result[fname], expected[result], 2)
                self.assertIn(
                    result, self.graded.search([(fname, "<=", expected[result])])
                )
                self.assertNotIn(
                    result, self.graded.search([(fname, "<", expected[result])])
                )
            absent = self.graded.search(
                [("id", "in", self.graded.ids), (fname, "=", False)]
            )
            self.assertEqual(absent, self.graded - self.graded.browse().union(*known))

    def test_near_is_a_setting(self):
        """GRD-19 who counts as near or endangered follows the company's setting."""
        results = self.graded.with_user(self.user)
        for fname, position, setting in (
            ("is_near_next", 0, "grading_near_next"),
            ("is_endangered", 1, "grading_near_loss"),
        ):
            distances = {result: self._engine(result)[position] for result in results}
            known = sorted(d for d in distances.values() if d is not None)
            bound = known[len(known) // 2]
            self.company[setting] = bound
            expected = results.filtered(
                lambda r, d=distances, b=bound: d[r] is not None and d[r] <= b,
            )
            self.assertTrue(expected)
            self.assertEqual(results.filtered(fname), expected)
            found = results.search([("id", "in", results.ids), (fname, "=", True)])
            self.assertEqual(set(found), set(expected))
            others = results.search([("id", "in", results.ids), (fname, "=", False)])
            self.assertEqual(set(others), set(results - expected))

    def test_shortest_way_reaches_the_grade(self):
        """GRD-19 the figure named would really change the grade."""
        card = self.scheme._prepare_scorecard()
        for result in self.graded:
            figures = result._get_figures()
            score = scorecard.to_decimal(result.score)
            for fname, ways in (
                ("shortest_way", scorecard.ways_up(card, figures, score)),
                ("shortest_fall", scorecard.ways_down(card, figures, score)),
            ):
                code = scorecard.shortest_way(figures, ways)
                line = self._line(code) if code else None
                expected = (
                    line and f"{line.name} to {result._format_figure(line, ways[code])}"
                )
                self.assertEqual(result[fname] or None, expected)
        sheet = self._result(self.best).score_sheet
        self.assertEqual(sheet["own_grade"]["code"], "B")
        self.assertTrue(sheet["own_grade"]["losable"])
        self.assertTrue(any(line["lost_grade"] for line in sheet["lines"]))

    def test_lists_by_role(self):
        """GRD-19 salespeople begin with their own customers, officers with all."""
        results = self.env["crm.grading.result"]
        for user, context in (
            (self.user, {"search_default_mine": 1}),
            (self.officer, {}),
        ):
            for method in ("action_open_ways_up", "action_open_endangered"):
                action = getattr(results.with_user(user), method)()
                got = action["context"]
                self.assertEqual(got if isinstance(got, dict) else {}, context)

    def test_figures_stay_closed(self):
        """GRD-09 GRD-19 employees see how many points, not which figures."""
        result = self._result(self.riser).with_user(self.employee)
        self.assertTrue(result.read(["points_to_next", "points_above"]))
        for fname in ("shortest_way", "shortest_fall"):
            with self.assertRaises(AccessError):
                result.read([fname])

    def test_workbook(self):
        """GRD-18 GRD-19 the list as a workbook, with the shortest way in words."""
        domain = [("round_id", "=", self.round.id), ("status", "=", "graded")]
        data = {"domain": domain}
        book = self._print_xlsx(
            "distance_list_xlsx", self.results.browse(), self.user, data
        )
        rows = self._rows(book["Ways to the Next Grade"])
        result = self._result(self.faller)
        row = rows[self.faller.name]
        self.assertEqual(row["Next Grade"], result.next_grade_id.code)
        self.assertAlmostEqual(row["Points to the Next Grade"], result.points_to_next)
        self.assertEqual(row["Shortest Way"] or False, result.shortest_way)
        self.assertEqual(rows[self.best.name]["Next Grade"], "A")
        with self.assertRaises(AccessError):
            self._print_xlsx("distance_list_xlsx", result, self.employee)

    def test_queries_do_not_grow(self):
        """GRD-19 a longer list takes as many statements."""

        def count(results):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            results.mapped("shortest_way")
            results.mapped("points_above")
            return self.env.cr.sql_log_count - before

        count(self.graded)
        self.assertEqual(count(self.graded[:6]), count(self.graded))
