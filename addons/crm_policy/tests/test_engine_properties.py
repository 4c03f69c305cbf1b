# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import zipfile
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

from hypothesis import example, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from odoo.tests import BaseCase

from ..engine import charts, duplicates, periods, texts, xlsx

kinds = st.sampled_from(sorted(periods.MONTHS))
any_day = st.dates()
# Years in which a period has a neighbour on both sides
days = st.dates(date(2, 1, 1), date(9998, 12, 31))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1))
figures = st.lists(st.floats(0, 1e9), max_size=20)
shares = st.lists(st.floats(0, 100), max_size=20)
typed = st.text(st.characters(max_codepoint=0x9FFF), max_size=30)
plain_words = st.text(
    "abcdefghijklmnopqrstuvwxyz0123456789上海钢材有限公司", max_size=20
)


def to_fullwidth(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


class TestTextProperties(BaseCase):
    @given(typed, typed)
    def test_room_of_texts(self, one, other):
        """Texts side by side have the room of both, and none less than a Latin one"""
        together = texts.text_width(one + other)
        self.assertEqual(together, texts.text_width(one) + texts.text_width(other))
        self.assertGreaterEqual(together, len(one + other))

    @given(typed, st.integers(1, 40))
    @example("机器与工具", 8)
    def test_shortened_texts_fit(self, text, width):
        """What fits stays whole; what does not is its beginning, with dots"""
        short = texts.shorten(text, width)
        self.assertLessEqual(texts.text_width(short), width)
        if texts.text_width(text) <= width:
            self.assertEqual(short, text)
        else:
            self.assertTrue(short.endswith("…"))
            self.assertTrue(text.startswith(short.removesuffix("…")))


class TestPeriodProperties(BaseCase):
    @given(any_day, kinds)
    @example(date.max, "month")
    @example(date.min, "year")
    def test_each_day_in_one_period(self, day, kind):
        """GRD-11 SAT-07 each day of the calendar lies in one period of each kind"""
        period = periods.period_of(day, kind)
        self.assertIn(day, period)
        self.assertEqual(period, periods.period_of(period.start, kind))
        self.assertEqual(period, periods.period_of(period.end, kind))
        self.assertEqual(period.start.day, 1)

    @given(days, kinds)
    def test_no_gap_no_overlap(self, day, kind):
        """GRD-11 SAT-07 the next period begins on the day after, and there and back"""
        period = periods.period_of(day, kind)
        following = period.next()
        self.assertEqual(following.start, period.end + timedelta(days=1))
        self.assertEqual(following.previous(), period)
        complete = periods.last_complete(day, kind)
        self.assertEqual(complete.next(), period)
        self.assertLess(complete.end, day)

    @given(days)
    def test_larger_periods_are_made_of_smaller_ones(self, day):
        """SAT-07 a month lies in one quarter, a quarter in one half, that in a year"""
        found = [
            periods.period_of(day, kind)
            for kind in ("month", "quarter", "half", "year")
        ]
        for small, large in zip(found, found[1:], strict=False):
            self.assertIn(small.start, large)
            self.assertIn(small.end, large)

    @given(days, st.integers(1, 12))
    def test_window(self, day, months):
        """GRD-03 a window that ends with a month begins with one, as many months ago"""
        end = periods.period_of(day, "month").end
        start = periods.window_start(end, months)
        self.assertEqual(start.day, 1)
        distance = (end.year - start.year) * 12 + end.month - start.month
        self.assertEqual(distance, months - 1)
        self.assertLessEqual(periods.window_start(day, months + 1), start)


class TestKeyProperties(BaseCase):
    @given(typed)
    def test_keys_are_spellings(self, text):
        """VIS-11 ALC-02 the key of a key is itself, whatever was typed"""
        for key in (
            duplicates.email_key,
            duplicates.vat_key,
            duplicates.name_key,
            duplicates.website_key,
        ):
            self.assertEqual(key(key(text)), key(text), key.__name__)
        self.assertNotIn(" ", duplicates.vat_key(text))

    @given(plain_words, st.sampled_from([" ", "\t", "　", "-", ".", "（", "）"]))
    def test_typed_otherwise(self, name, sign):
        """VIS-11 ALC-02 spacing, full width, capitals and punctuation do not matter"""
        key = duplicates.name_key(name)
        self.assertEqual(key, duplicates.name_key(sign.join(name)))
        self.assertEqual(key, duplicates.name_key(to_fullwidth(name)))
        self.assertEqual(key, duplicates.name_key(name.upper()))
        vat = duplicates.vat_key(name)
        self.assertEqual(vat, duplicates.vat_key(sign.join(name)))
        self.assertEqual(vat, duplicates.vat_key(to_fullwidth(name).upper()))

    @given(st.text("abc.-", min_size=1), st.text("abc", min_size=1))
    def test_email(self, mailbox, host):
        """VIS-11 ALC-02 an e-mail is the same in capitals and full width"""
        address = f"{mailbox}@{host}.example"
        self.assertEqual(duplicates.email_key(address), address)
        self.assertEqual(duplicates.email_key(f" {address.upper()} "), address)
        self.assertEqual(duplicates.email_key(to_fullwidth(address)), address)
        self.assertEqual(duplicates.domain_key(address), f"{host}.example")
        for shape in ("https://www.%s/", "http://%s:80/a?b", "WWW.%s", "%s."):
            self.assertEqual(
                duplicates.website_key(shape % f"{host}.example"), f"{host}.example"
            )

    @given(st.integers(0, 10**8 - 1))
    def test_phone(self, number):
        """VIS-11 ALC-02 a mobile is the same in any spelling, in or out of China"""
        digits = f"138{number:08}"
        key = f"+86{digits}"
        for spelling in (
            digits,
            f"{digits[:3]} {digits[3:7]}-{digits[7:]}",
            f"+86 {digits}",
            f"0086{digits}",
            to_fullwidth(digits),
        ):
            self.assertEqual(duplicates.phone_key(spelling, "CN"), key, spelling)
        self.assertEqual(duplicates.phone_key(key, None), key)

    @given(
        st.lists(
            st.builds(
                duplicates.Keys,
                *[st.sampled_from(["", "one", "two", "three"])] * 6,
            ),
            max_size=6,
        )
    )
    def test_found_both_ways(self, keys):
        """ALC-02 who is like another one is found from either side, with the reason"""
        numbered = dict(enumerate(keys))
        found = duplicates.find(numbered, numbered.items())
        for one, others in found.items():
            for other, why in others.items():
                self.assertTrue(why)
                self.assertEqual(found[other][one], why)
            order = [len(why) for why in others.values()]
            self.assertEqual(order, sorted(order, reverse=True))
        for number, own in numbered.items():
            self.assertEqual(number in found.get(number, {}), bool(own.spellings()))
        for number, earlier in duplicates.find_earlier(numbered.items()).items():
            self.assertLess(earlier, number)
            self.assertIn(earlier, found[number])


class TestChartProperties(BaseCase):
    @given(figures)
    def test_columns(self, values):
        """CMP-12 columns stand inside of the drawing, side by side, in proportion"""
        found = charts.columns(values, 600, 400)
        for left, right in zip(found, found[1:], strict=False):
            self.assertLessEqual(left["x"] + left["width"], right["x"])
        for column, value in zip(found, values, strict=True):
            self.assertTrue(0 <= column["x"] <= 600 - column["width"] + 0.01)
            self.assertTrue(0 <= column["y"] <= 400)
            self.assertAlmostEqual(column["y"] + column["height"], 400, places=1)
            share = value / max([1, *values])
            self.assertAlmostEqual(column["height"] / 400, share, places=3)

    @given(shares)
    def test_line(self, values):
        """SAT-14 the points of a line lie in the drawing, over their columns"""
        points = [point.split(",") for point in charts.line(values, 600, 400).split()]
        self.assertEqual(len(points), len(values))
        for (x, y), column in zip(
            points, charts.columns(values, 600, 400, 100), strict=True
        ):
            self.assertAlmostEqual(float(y), column["y"], places=1)
            self.assertTrue(column["x"] <= float(x) <= column["x"] + column["width"])

    @given(figures)
    def test_lengths(self, values):
        """CMP-12 no bar is longer than the whole, and the order is kept"""
        found = charts.lengths(values)
        self.assertTrue(all(0 <= length <= 100 for length in found))
        pairs = sorted(zip(values, found, strict=True))
        self.assertEqual([length for _value, length in pairs], sorted(found))


class TestWorkbookProperties(BaseCase):
    def _read(self, content):
        """Names of the sheets and all texts of a workbook, as XML has them."""
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = [
            sheet.get("name")
            for sheet in ElementTree.fromstring(
                archive.read("xl/workbook.xml")
            ).findall(".//{*}sheet")
        ]
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        self.assertFalse(sheet.findall(".//{*}f"), "no text becomes a formula")
        return names, ["".join(node.itertext()) for node in sheet.findall(".//{*}is")]

    @given(st.lists(st.text(max_size=40), max_size=4), st.lists(st.text(), max_size=5))
    @example(["x" * 30 + "'s", "History", "'"], ["<r>=2+2</r>"])
    @example(["😀" * 20, "😀" * 21], ["https://www.suzhou-valve.example"])
    @settings(max_examples=20)
    def test_any_text(self, titles, texts):
        """GRD-16 any title and text makes a workbook that opens, and none a formula"""
        stream = io.BytesIO()
        workbook = Workbook(stream, {"constant_memory": True, "in_memory": False})
        formats = xlsx.Formats(workbook)
        columns = [xlsx.Column("Text")]
        for title in ["Sheet", *titles]:
            writer = xlsx.SheetWriter(workbook, formats, title, columns)
            writer.write_rows([text] for text in ["=1+1", *texts])
            self.assertEqual(writer.close("Total").rows, 1 + len(texts))
        workbook.close()
        names, written = self._read(stream.getvalue())
        self.assertEqual(len({name.lower() for name in names}), 1 + len(titles))
        for name in names:
            self.assertTrue(0 < len(name.encode("utf-16-le")) // 2 <= 31, name)
            self.assertFalse(set(name) & set("[]:*?/\\"), name)
            self.assertFalse(name.startswith("'") or name.endswith("'"), name)
            self.assertNotEqual(name.lower(), "history")
        self.assertIn("=1+1", written)

    @given(st.text(), st.integers(0, 40_000), st.sampled_from(["x", "中", "😀"]))
    def test_clean_text(self, text, count, filling):
        """GRD-16 a cell holds at most 32 767 units; what fits stays as it is"""
        whole = xlsx.clean_text(text) + count * filling
        cleaned = xlsx.clean_text(whole)
        units = len(cleaned.encode("utf-16-le")) // 2
        self.assertLessEqual(units, xlsx.MAX_TEXT)
        if len(whole.encode("utf-16-le")) // 2 < xlsx.MAX_TEXT:
            self.assertEqual(cleaned, whole)
        self.assertEqual(xlsx.clean_text(cleaned), cleaned)

    @given(
        st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30),
        st.integers(3, 12),
    )
    @settings(max_examples=20)
    def test_goes_on_in_further_sheets(self, values, max_rows):
        """GRD-16 no row is lost where a sheet is full, and the total is of all"""
        workbook = Workbook(io.BytesIO(), {"constant_memory": True})
        columns = [xlsx.Column("Name"), xlsx.Column("Figure", "int", total=True)]
        writer = xlsx.SheetWriter(
            workbook, xlsx.Formats(workbook), "Figures", columns, max_rows
        )
        writer.write_rows(("one", value) for value in values)
        self.assertEqual(writer.close("Total").rows, len(values))
        self.assertEqual(writer.sums, {1: sum(values)})
        held = [last for _sheet, last in writer.full_worksheets]
        self.assertTrue(all(rows <= max_rows - 1 for rows in held))
        workbook.close()
