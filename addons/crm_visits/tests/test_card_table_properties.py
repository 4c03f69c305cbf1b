# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from hypothesis import example, given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..engine import card_table

cells = st.text(st.characters(codec="utf-8"), max_size=8)
rows = st.lists(st.lists(cells, max_size=10), max_size=6)
headers = st.lists(
    st.sampled_from([word for words in card_table.HEADERS.values() for word in words])
    | st.sampled_from(["Hobby", "Which machines?", "", "Fax"]),
    min_size=2,
    max_size=8,
)
QUESTIONS = {"Which machines?": 7}
# Characters that survive cleaning and are neither separator nor quote
plain = st.text("abcXYZ上海0123 ", min_size=1, max_size=8).filter(str.strip)


class TestCardTableProperties(BaseCase):
    @given(rows)
    def test_any_rows(self, table):
        """VIS-11 whatever was entered is read or refused with a reason, never lost"""
        try:
            found = card_table.read_table(table, QUESTIONS)
        except card_table.TableError as error:
            self.assertIn(str(error), ("empty", "too_long"))
            return
        filled = [row for row in table if any(map(card_table._clean, row))]
        self.assertEqual(len(found.records), len(filled) - found.has_header)
        lines = [record.line for record in found.records]
        self.assertEqual(lines, sorted(set(lines)))

    @example(["Which machines?", "Which machines?"], [["A", "1", "lathes", "presses"]])
    @given(headers, st.lists(st.lists(plain, max_size=10), min_size=1, max_size=5))
    def test_nothing_is_lost(self, header, table):
        """VIS-11 each cell is found again: in a field, an answer or the note"""
        rows = [["Company", "Phone", *header], *table]
        filled = [row for row in table if row]
        if not filled:
            return
        found = card_table.read_table(rows, QUESTIONS)
        self.assertTrue(found.has_header)
        for record, row in zip(found.records, filled, strict=True):
            kept = "\n".join([*record.values.values(), *record.answers.values()])
            for cell in row:
                self.assertIn(cell.strip(), kept)

    @given(
        st.binary(max_size=60) | st.text(max_size=30).map(lambda t: t.encode("utf-16"))
    )
    @example(b"PK\x03\x04 no archive")
    @example("公司，电话\n上海，1".encode("gb18030"))
    def test_any_file(self, content):
        """VIS-11 any file gives rows or the reason why not"""
        for name in ("cards.csv", "cards.xlsx", "cards"):
            try:
                found = card_table.read_file(name, content)
            except card_table.TableError as error:
                self.assertIn(str(error), ("encoding", "format", "workbook"))
            else:
                self.assertTrue(
                    all(isinstance(cell, str) for row in found for cell in row)
                )

    @given(
        st.lists(st.lists(plain, min_size=2, max_size=5), min_size=1, max_size=5),
        st.sampled_from(["\t", ";", "；", ",", "，"]),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
        st.sampled_from(["\n", "\r\n", "\r"]),
    )
    def test_round_trip(self, table, separator, encoding, line_end):
        """VIS-11 what a program wrote is read as it was, whatever it separates with"""
        text = line_end.join(separator.join(row) for row in table)
        self.assertEqual(
            card_table.read_file("cards.csv", text.encode(encoding)), table
        )
