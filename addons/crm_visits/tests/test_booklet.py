# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from lxml import html
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestBooklet(VisitCommon):
    def _issue(self, user=None, **values):
        wizard = (
            self.env["crm.visit.booklet.issue"]
            .with_user(user or self.officer)
            .create(values)
        )
        action = wizard.action_print()
        ids = action["context"]["active_ids"]
        return self.env["crm.visit.booklet"].browse(ids)

    def test_issue(self):
        """VIS-04 a booklet each, numbers without gap; the next ones follow"""
        booklets = self._issue(team_id=self.store.id, size=20)
        self.assertEqual(booklets.user_id, self.store.member_ids)
        self.assertEqual(booklets.team_id, self.store)
        ranges = sorted(booklets.mapped(lambda b: (b.number_from, b.number_to)))
        self.assertEqual(ranges, [(1, 20), (21, 40)])
        again = self._issue(size=5)
        self.assertEqual((again.number_from, again.number_to), (41, 45))
        self.assertEqual(again.size, 5)
        self.assertEqual(again.display_name, "000041–000045")

    def test_default_size(self):
        """VIS-04 forms a booklet are a setting"""
        self.company.visit_booklet_size = 12
        self.assertEqual(self._issue().size, 12)

    def test_bad_numbers(self):
        """VIS-04 no forms, too many forms, overlapping numbers are refused"""
        for size in (0, -3, 100_000):
            with self.assertRaises(UserError):
                self._issue(size=size)
        self._issue(size=10)
        for number in (10, 0, -5):
            with (
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self._issue(size=3, number_from=number)

    def test_numbers_are_not_blocked(self):
        """VIS-04 no booklet takes all numbers of a company, whatever asks for it"""
        booklets = self.env["crm.visit.booklet"].with_user(self.officer)
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            booklets.create({"number_from": 1, "number_to": 10_001})
        booklets.create({"number_from": 1, "number_to": 10_000})

    def test_companies_number_by_themselves(self):
        """VIS-04 two companies have the same numbers"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self._issue(size=10)
        booklet = self.env["crm.visit.booklet"].create(
            {"company_id": other.id, "number_from": 1, "number_to": 10}
        )
        self.assertTrue(booklet)

    def test_paper_number(self):
        """VIS-04 a paper form becomes one visit; unknown and used ones are refused"""
        booklet = self._issue(size=10, user_ids=[(6, 0, self.user.ids)])
        visit, second = self._new_visit(), self._new_visit(is_agreed=False)
        visit.paper_number = 10
        self.assertEqual(visit.booklet_id, booklet)
        self.assertEqual(booklet.used_count, 1)
        for number in (11, -1):
            with self.assertRaisesRegex(ValidationError, "No booklet"):
                second.paper_number = number
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            second.paper_number = 10
            second.flush_recordset()
        second.invalidate_recordset()
        with self.assertRaises(ValidationError), self.cr.savepoint():
            booklet.number_to = 9
        with self.assertRaises(UserError):
            booklet.with_user(self.manager).unlink()
        # two visits without paper are no clash
        visit.paper_number = 0
        self.assertFalse(visit.booklet_id)

    def test_access(self):
        """VIS-04 representatives see their own booklets, store managers their team's"""
        booklets = self._issue(team_id=self.store.id, size=5)
        model = self.env["crm.visit.booklet"]
        mine = booklets.filtered(lambda booklet: booklet.user_id == self.user)
        self.assertEqual(model.with_user(self.user).search([]).ids, mine.ids)
        for user in (self.leader, self.officer, self.auditor):
            self.assertEqual(len(model.with_user(user).search([])), 2)
        own = self._issue(self.leader, team_id=self.store.id, size=5)
        self.assertEqual(len(own), 2)
        with self.assertRaises(AccessError):
            self._issue(self.user, size=5, user_ids=[(6, 0, self.colleague.ids)])
        with self.assertRaises(AccessError):
            mine.with_user(self.user).number_to = 99

    def _render(self, name, records, user=None):
        reports = (
            self.env["ir.actions.report"]
            .with_user(user or self.officer)
            .with_context(allowed_company_ids=self.company.ids)
        )
        content, _type = reports._render_qweb_html(f"crm_visits.{name}", records.ids)
        return html.fromstring(content)

    def _texts(self, tree, path):
        return [" ".join(node.text_content().split()) for node in tree.xpath(path)]

    def test_blank_forms(self):
        """VIS-04 N numbered pages with the six contents, competitors and signatures"""
        booklet = self._issue(size=3, user_ids=[(6, 0, self.user.ids)])
        tree = self._render("report_booklet", booklet, self.user)
        numbers = self._texts(tree, "//span[@class='o_visit_number']")
        self.assertEqual(numbers, ["No. 000001", "No. 000002", "No. 000003"])
        pages = tree.xpath("//div[contains(@class, 'o_visit_blank')]")
        self.assertEqual(len(pages), 3)
        titles = [
            " ".join(node.text_content().split()) for node in pages[0].xpath(".//h3")
        ]
        self.assertEqual(
            titles,
            [
                "1. Customer Needs",
                "2. Competitors' Advantages",
                "3. Our Differences",
                "4. Improvement Measures",
                "5. Customer Feedback",
                "6. Strategy for the Next Visit",
                "Result",
            ],
        )
        text = " ".join(pages[0].text_content().split())
        for word in ("People Met", "Competitor", "Store Manager", self.user.name):
            self.assertIn(word, text)

    def test_too_many_forms(self):
        """VIS-04 refused with the way out, not cut off"""
        booklets = self.env["crm.visit.booklet"].create(
            [{"number_from": first, "number_to": first + 399} for first in (1000, 2000)]
        )
        with self.assertRaisesRegex(UserError, "one after the other"):
            self._render("report_booklet", booklets)

    def test_filled_form(self):
        """VIS-04 the filled form says all that was written, as it was written"""
        self.customer.name = "上海远航贸易有限公司"
        visit = self._new_made_visit(
            objective="<b>Win</b> & keep", companion_ids=[(4, self.colleague.id)]
        )
        tree = self._render("report_visit_form", visit, self.user)
        text = " ".join(tree.text_content().split())
        for word in (
            "上海远航贸易有限公司",
            "<b>Win</b> & keep",
            visit.name,
            "Buyer",
            self.colleague.name,
            "A second supplier of valves",
            "Rival Inc",
            "5 % cheaper",
            "Delivery within two days",
            "Weekly stock list",
            "Satisfied with quality",
            "Bring samples",
            "Trial order agreed",
            "Step Forward",
        ):
            self.assertIn(word, text)
        # one competitor met, and empty lines below
        cells = tree.xpath("//table[contains(@class, 'o_visit_table')]//td")
        self.assertEqual(len(cells), 12)
        outsider = self._new_user("form_outsider", "crm_policy.group_user")
        with self.assertRaises(AccessError):
            self._render("report_visit_form", visit, outsider)

    def test_assessment(self):
        """VIS-03 a page a department: its people, its store manager, signatures"""
        other = self.env["crm.team"].create(
            {"name": "Store South", "company_id": self.company.id}
        )
        self._new_made_visit()
        self._new_made_visit(self.colleague)
        self._new_made_visit(self.officer, team_id=other.id)
        wizard = self.env["crm.visit.assessment"].with_user(self.officer)
        wizard = wizard.create({})
        self.assertEqual(str(wizard.date_from), "2026-06-01")
        with self.assertRaisesRegex(UserError, "no visit"):
            self._render("report_assessment", wizard)
        wizard.write({"date_from": "2026-07-01", "date_to": "2026-07-31"})
        tree = self._render("report_assessment", wizard)
        pages = tree.xpath("//div[contains(@class, 'o_visit_page')]")
        self.assertEqual(len(pages), 2)
        north = " ".join(pages[0].text_content().split())
        for word in (
            "Store North",
            self.leader.name,
            self.user.name,
            self.colleague.name,
            "Approved by",
        ):
            self.assertIn(word, north)
        # the store manager prints the own department only
        own = self.env["crm.visit.assessment"].with_user(self.leader)
        own = own.create({"date_from": "2026-07-01", "date_to": "2026-07-31"})
        tree = self._render("report_assessment", own, self.leader)
        self.assertEqual(len(tree.xpath("//div[contains(@class, 'o_visit_page')]")), 1)
