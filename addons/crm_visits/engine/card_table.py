# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Reading a table of business cards from a paste or a file: no database (VIS-11).

Nothing that was entered is lost: columns that are not recognised go to the note, lines
that cannot be used stay with what is wrong with them.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import openpyxl

# Technical limits: what a screen can still show and a request can still carry.
MAX_ROWS = 5000
MAX_COLUMNS = 60
MAX_CELL = 2000

# Without a header the columns are taken in this order.
DEFAULT_ORDER = (
    "customer_name",
    "contact_name",
    "function",
    "phone",
    "email",
    "city",
    "street",
    "note",
)

# How the columns are called in English and in Chinese, simplified as by _simplify.
HEADERS = {
    "customer_name": (
        "company",
        "companyname",
        "customer",
        "customername",
        "organisation",
        "organization",
        "公司",
        "公司名称",
        "单位",
        "单位名称",
        "客户",
        "客户名称",
    ),
    "contact_name": (
        "contact",
        "contactname",
        "contactperson",
        "name",
        "person",
        "fullname",
        "姓名",
        "联系人",
        "联系人姓名",
        "名字",
    ),
    "function": ("function", "jobtitle", "job", "position", "title", "职务", "职位"),
    "phone": (
        "phone",
        "telephone",
        "tel",
        "mobile",
        "mobilephone",
        "cell",
        "phonenumber",
        "电话",
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "电话号码",
    ),
    "email": (
        "email",
        "mail",
        "emailaddress",
        "邮箱",
        "电子邮箱",
        "电子邮件",
        "邮件",
    ),
    "vat": (
        "vat",
        "taxid",
        "taxnumber",
        "vatnumber",
        "税号",
        "纳税人识别号",
        "统一社会信用代码",
    ),
    "street": ("street", "address", "地址", "详细地址"),
    "city": ("city", "town", "城市", "市"),
    "zip": ("zip", "zipcode", "postcode", "postalcode", "邮编", "邮政编码"),
    "needs": ("needs", "need", "interest", "interestedin", "需求", "意向", "意向产品"),
    "note": ("note", "notes", "remark", "remarks", "comment", "备注", "说明"),
}
_FIELD_OF_HEADER = {word: name for name, words in HEADERS.items() for word in words}

# Byte order marks, and encodings in the order in which a failure tells them apart.
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ("utf-8-sig", "gb18030")


class TableError(ValueError):
    """A table that cannot be read at all; the message is a code for the caller."""


@dataclass(frozen=True)
class Record:
    """One line: values by field, answers by question, and where it came from."""

    line: int
    values: dict
    answers: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """What was read, with the columns that nobody knows."""

    records: list
    has_header: bool
    unknown: tuple = ()


def decode(content: bytes) -> str:
    """The text of a file, whatever Windows, Excel or a Chinese system wrote.

    :raises TableError: ``encoding`` when it is no text
    """
    if b"\x00" in content[:2000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableError("encoding")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    for encoding in _ENCODINGS[:-1]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _decode(content, _ENCODINGS[-1])


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError("encoding") from error


def split_text(text: str) -> list[list[str]]:
    """Lines and cells of a paste: tabs, semicolons or commas, Chinese ones too.

    The separator is the one that most lines have; quoted cells may hold it.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return []
    separator = max(
        ("\t", ";", "；", ",", "，"),
        key=lambda sign: sum(sign in line for line in lines),
    )
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
    try:
        return list(rows)
    except csv.Error as error:
        raise TableError("format") from error


def read_workbook(content: bytes) -> list[list[str]]:
    """Cells of the first sheet. A formula gives its last result, never its text.

    :raises TableError: ``workbook`` when it is none
    """
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True
        )
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(
            max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS, values_only=True
        )
        return [[_cell_text(value) for value in row] for row in rows]
    # whatever a damaged archive or sheet makes the library raise
    except Exception as error:
        raise TableError("workbook") from error


def _cell_text(value) -> str:
    """Numbers as they were typed: a phone number is no decimal number."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def read_file(name: str, content: bytes) -> list[list[str]]:
    """Rows of a spreadsheet or of a text file, told apart by what is in it."""
    if content.startswith(b"PK\x03\x04"):
        return read_workbook(content)
    if name.lower().endswith((".xls", ".xlsx", ".ods")):
        raise TableError("workbook")
    return split_text(decode(content))


def read_table(rows: Iterable[Sequence[str]], questions: dict | None = None) -> Table:
    """Lines by field.

    :param dict questions: key by the text of a question, which may be a column
    :raises TableError: ``empty`` or ``too_long``
    """
    cleaned = [
        (number, [_clean(cell) for cell in row[:MAX_COLUMNS]])
        for number, row in enumerate(rows, 1)
    ]
    lines = [(number, row) for number, row in cleaned if any(row)]
    if not lines:
        raise TableError("empty")
    asked = {_simplify(text): key for text, key in (questions or {}).items()}
    first = lines[0][1]
    columns = [_find_column(cell, asked) for cell in first]
    has_header = _is_header(columns, first)
    if has_header:
        lines = lines[1:]
        names = first
    else:
        columns = [("field", name) for name in DEFAULT_ORDER]
        names = [""] * len(first)
    if not lines:
        raise TableError("empty")
    if len(lines) > MAX_ROWS:
        raise TableError("too_long")
    unknown = tuple(
        name
        for name, column in zip(names, columns, strict=False)
        if name and not column
    )
    records = [_read_line(number, row, columns, names) for number, row in lines]
    return Table(records=records, has_header=has_header, unknown=unknown)


def _read_line(number, row, columns, names) -> Record:
    values, answers, rest = {}, {}, []
    for index, cell in enumerate(row):
        if not cell:
            continue
        kind, key = (columns[index] if index < len(columns) else None) or ("rest", "")
        if kind == "answer" and key not in answers:
            answers[key] = cell
        elif kind == "field" and key not in values:
            values[key] = cell
        else:
            name = names[index] if index < len(names) else ""
            rest.append(f"{name}: {cell}" if name else cell)
    if rest:
        values["note"] = "\n".join(filter(None, [values.get("note"), *rest]))
    return Record(line=number, values=values, answers=answers)


def _is_header(columns, cells) -> bool:
    """Two known columns, or all of fewer; no header holds an address or a number."""
    known = sum(bool(column) for column in columns)
    if any("@" in cell or re.search(r"\d{5}", cell) for cell in cells):
        return False
    return known >= min(2, sum(bool(cell) for cell in cells))


def _find_column(header: str, asked: dict):
    word = _simplify(header)
    if word in _FIELD_OF_HEADER:
        return ("field", _FIELD_OF_HEADER[word])
    if word and word in asked:
        return ("answer", asked[word])
    return None


def _simplify(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).casefold()
    return "".join(char for char in text if char.isalnum())


def _clean(cell) -> str:
    """Without control characters and spaces around, and not endlessly long."""
    text = "".join(
        char
        for char in str(cell)
        if char in "\n\t" or unicodedata.category(char) != "Cc"
    )
    return text.strip()[:MAX_CELL]
