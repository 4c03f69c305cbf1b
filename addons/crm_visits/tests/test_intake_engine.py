# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
import io
from datetime import date, datetime

import openpyxl

from odoo.tests import BaseCase

from ..engine import areas, card_table, registration


def load_tests(loader, tests, ignore):
    tests.addTests(doctest.DocTestSuite(areas))
    return tests


class TestRegistrationDeadline(BaseCase):
    """VIS-08 until when the record of a walk-in customer is due."""

    def _deadline(self, received, zone="Asia/Shanghai", off=(), hour=18.0):
        deadline = registration.registration_deadline(
            datetime.fromisoformat(received), hour, zone, lambda day: day not in off
        )
        return str(deadline)

    def test_same_day(self):
        """VIS-08 before the hour: the same day"""
        self.assertEqual(self._deadline("2026-07-01 01:00"), "2026-07-01 10:00:00")
        self.assertEqual(self._deadline("2026-07-01 09:59"), "2026-07-01 10:00:00")

    def test_at_the_hour(self):
        """VIS-08 at the hour and later: the next working day"""
        self.assertEqual(self._deadline("2026-07-01 10:00"), "2026-07-02 10:00:00")
        friday = self._deadline(
            "2026-07-03 11:30", off=(date(2026, 7, 4), date(2026, 7, 5))
        )
        self.assertEqual(friday, "2026-07-06 10:00:00")

    def test_day_off(self):
        """VIS-08 who comes on a day off counts for the next working day"""
        off = (date(2026, 7, 4), date(2026, 7, 5))
        self.assertEqual(
            self._deadline("2026-07-04 02:00", off=off), "2026-07-06 10:00:00"
        )

    def test_other_zone(self):
        """VIS-08 the clock of the branch counts: 17:00 in Lisbon is not yet late"""
        self.assertEqual(
            self._deadline("2026-07-01 16:00", "Europe/Lisbon"), "2026-07-01 17:00:00"
        )
        # already the next day in Auckland
        self.assertEqual(
            self._deadline("2026-07-01 13:00", "Pacific/Auckland"),
            "2026-07-02 06:00:00",
        )

    def test_clock_change(self):
        """VIS-08 the hour stays 18:00 on the wall when the clocks change"""
        zone = "Europe/Berlin"
        self.assertEqual(
            self._deadline("2026-03-28 10:00", zone), "2026-03-28 17:00:00"
        )
        self.assertEqual(
            self._deadline("2026-03-29 10:00", zone), "2026-03-29 16:00:00"
        )
        # an hour that the change leaves out
        self.assertEqual(
            self._deadline("2026-03-29 00:10", zone, hour=2.5), "2026-03-29 01:30:00"
        )

    def test_always_closed(self):
        """VIS-08 a branch that never works still gets a deadline"""
        deadline = registration.registration_deadline(
            datetime(2026, 7, 1, 1), 18.0, "Asia/Shanghai", lambda day: False
        )
        self.assertEqual(str(deadline), "2026-07-02 10:00:00")


class TestAreas(BaseCase):
    """VIS-10 the first area that covers an address."""

    def test_first_match(self):
        """VIS-10 all that a line names must hold; the first line counts"""
        rules = [
            areas.Area(
                1, zip_prefixes=areas.split_list("200，201"), states=frozenset([7])
            ),
            areas.Area(2, cities=areas.split_list("Suzhou, 苏州")),
            areas.Area(3, countries=frozenset([44])),
            areas.Area(4),
        ]
        find = areas.first_match
        self.assertEqual(find(rules, areas.Address(44, 7, "20 0120", "")), 1)
        self.assertEqual(find(rules, areas.Address(44, 8, "200120", "")), 3)
        self.assertEqual(find(rules, areas.Address(44, 8, "", "苏州市")), 2)
        self.assertEqual(find(rules, areas.Address(9, 0, "", "")), 4)
        self.assertIsNone(find(rules[:3], areas.Address()))


class TestCardTable(BaseCase):
    """VIS-11 reading cards from a paste or a file."""

    def _read(self, text, questions=None):
        return card_table.read_table(card_table.split_text(text), questions)

    def test_headers(self):
        """VIS-11 columns by name, in English or Chinese, in any order"""
        table = self._read("联系人\t公司名称\t手机\n李伟\t上海钢材\t13800001111")
        self.assertEqual(
            table.records[0].values,
            {
                "contact_name": "李伟",
                "customer_name": "上海钢材",
                "phone": "13800001111",
            },
        )
        table = self._read('E-Mail;Company\na@b.cn;"Acme; Steel"')
        self.assertEqual(table.records[0].values["customer_name"], "Acme; Steel")

    def test_no_header(self):
        """VIS-11 without a header the usual order counts"""
        table = self._read("Acme,Li Wei,Buyer,13800001111,li@acme.cn")
        self.assertFalse(table.has_header)
        self.assertEqual(table.records[0].values["function"], "Buyer")

    def test_unknown_column(self):
        """VIS-11 what is not recognised is kept in the note"""
        table = self._read("Company,Phone,Booth\nAcme,1,Hall 7", {"Booth size?": 3})
        self.assertEqual(table.unknown, ("Booth",))
        self.assertEqual(table.records[0].values["note"], "Booth: Hall 7")

    def test_questions(self):
        """VIS-11 a question of the show may be a column"""
        table = self._read(
            "Company,Phone,How many valves?\nAcme,1,500", {"How many valves?": 3}
        )
        self.assertEqual(table.records[0].answers, {3: "500"})

    def test_empty(self):
        """VIS-11 an empty paste, or a header alone, says so"""
        for text in ("", " \n\t\n", "Company,Phone\n"):
            with self.assertRaisesRegex(card_table.TableError, "empty"):
                self._read(text)

    def test_too_long(self):
        """VIS-11 there is a limit, and it is named"""
        with self.assertRaisesRegex(card_table.TableError, "too_long"):
            self._read("\n".join(["Acme,x"] * (card_table.MAX_ROWS + 1)))

    def test_encodings(self):
        """VIS-11 files of Windows and of Chinese systems; what is no text is refused"""
        text = "公司,电话\n上海钢材,021"
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
            rows = card_table.read_file("cards.csv", text.encode(encoding))
            self.assertEqual(rows[1][0], "上海钢材", encoding)
        for content in (b"\x89PNG\x00\x00", b"\xff\xff\xff\xff", b"\xff\xfe\x00"):
            with self.assertRaisesRegex(card_table.TableError, "encoding"):
                card_table.read_file("cards.csv", content)

    def test_workbook(self):
        """VIS-11 numbers stay as typed, formulas are not taken as text"""
        book = openpyxl.Workbook()
        book.active.append(["公司", "电话", "备注"])
        book.active.append(["Acme", 13800001111.0, "=1+1"])
        book.active.append(["=cmd|' /C calc'!A0", 5, None])
        file = io.BytesIO()
        book.save(file)
        rows = card_table.read_file("cards.xlsx", file.getvalue())
        table = card_table.read_table(rows)
        self.assertEqual(table.records[0].values["phone"], "13800001111")
        self.assertNotIn("note", table.records[0].values)
        self.assertEqual(table.records[1].values, {"phone": "5"})

    def test_no_workbook(self):
        """VIS-11 a damaged or old workbook is refused"""
        for content in (b"PK\x03\x04garbage", b"\xd0\xcf\x11\xe0 old"):
            with self.assertRaisesRegex(card_table.TableError, "workbook"):
                card_table.read_file("cards.xls", content)

    def test_control_characters(self):
        """VIS-11 what no field can hold is left out; the formula is a text"""
        table = self._read("Company,Note\nA\x07cme,=HYPERLINK(1)")
        self.assertEqual(
            table.records[0].values, {"customer_name": "Acme", "note": "=HYPERLINK(1)"}
        )
