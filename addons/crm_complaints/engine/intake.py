# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a complaint that arrives by mail says of itself: plain values, no database."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import unescape

# "Re:", "Fwd:", "[EXTERNAL]" and the like, also as Chinese mail programs write them
_REPLY_MARK = re.compile(
    r"\A\s*(?:(?:re|fw|fwd|aw|wg|sv|答复|回复|回覆|转发|轉寄)(?:\[\d+\])?\s*:\s*)+",
    re.IGNORECASE,
)
# A subject is cut into words where a number of a case cannot go on.
_WORD_END = re.compile(r"[\s\[\](){}<>«»\"'“”‘’【】《》:,;、。!?|#]+")
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"\s+")

MEGABYTE = 1024 * 1024


def clean_subject(subject: str | None) -> str:
    """The subject on one line, without the marks of replies and forwards.

    >>> clean_subject("RE: Fwd:  late   delivery")
    'late delivery'
    >>> clean_subject("答复：转发：漏水")
    '漏水'
    """
    text = _BLANK.sub(" ", unicodedata.normalize("NFKC", subject or ""))
    return _REPLY_MARK.sub("", text).strip()


def subject_key(subject: str | None) -> str:
    """One spelling of what a complaint is about, to compare two of them.

    >>> subject_key("Re: Valve DN-50 leaks!") == subject_key("valve dn50  LEAKS")
    True
    """
    text = clean_subject(subject).casefold()
    return "".join(char for char in text if char.isalnum())


def find_references(subject: str | None) -> list[str]:
    """Words of a subject that may be the number of a case, in their order.

    What numbers look like is the companies' own affair (their sequences); each word
    with a digit may be one.

    >>> find_references("Re: [CMP/2026/0012] valve of 8 May")
    ['CMP/2026/0012', '8']
    """
    text = unicodedata.normalize("NFKC", subject or "")
    words = (word.strip(".-_") for word in _WORD_END.split(text))
    return list(
        dict.fromkeys(word for word in words if any(char.isdigit() for char in word))
    )


def is_automatic(headers: Mapping[str, str]) -> bool:
    """Was the mail written by a machine, so that answering it could go on for ever?

    What a distribution list passes on counts as written by a person: many a hotline's
    address is such a list.

    :param headers: of the mail; names in any case (RFC 3834, and what was usual before)
    """
    values = {name.lower(): (value or "").lower() for name, value in headers.items()}
    submitted = values.get("auto-submitted", "no").partition(";")[0].strip()
    return (
        submitted not in ("", "no")
        or values.get("precedence", "").strip() in ("bulk", "junk", "auto_reply")
        or "x-autoreply" in values
        or "x-autorespond" in values
        or values.get("return-path", "").strip() == "<>"
    )


def split_by_size(sizes: Iterable[int], limit_mb: float) -> tuple[list[int], list[int]]:
    """Which attachments are kept, and which are too large.

    :param sizes: bytes of each attachment
    :param limit_mb: megabytes allowed for one attachment; 0 means no limit
    :return: positions of those kept, positions of those left out

    >>> split_by_size([10, 3 * MEGABYTE], 2)
    ([0], [1])
    >>> split_by_size([10, 3 * MEGABYTE], 0)
    ([0, 1], [])
    """
    kept, dropped = [], []
    for position, size in enumerate(sizes):
        large = limit_mb and size > limit_mb * MEGABYTE
        (dropped if large else kept).append(position)
    return kept, dropped


def is_blank(html: str | None) -> bool:
    """Does a text with markup say nothing?

    >>> is_blank("<p> &nbsp;<br/></p>")
    True
    """
    return not unescape(_TAG.sub("", html or "")).strip()


def rank_same(
    wanted: tuple[int, str],
    cases: Iterable[tuple[int, int, str]],
    subject_required: bool = False,
) -> list[int]:
    """Earlier open cases of the customer that may be the same, the likeliest first.

    :param wanted: id of the category (0: not classified, may be anything) and key of
        the subject
    :param cases: id, id of the category and key of the subject of each, the latest
        first
    :param subject_required: the same category is not enough
    :return: ids; same category and subject first, then the same subject, then the same
        category, then what is not classified

    >>> rank_same((3, "leak"), [(9, 4, "x"), (8, 3, "y"), (7, 0, "leak")])
    [7, 8]
    >>> rank_same((3, "leak"), [(8, 3, "y"), (7, 0, "leak")], subject_required=True)
    [7]
    >>> rank_same((0, ""), [(9, 4, "x")])
    [9]
    """
    category, subject = wanted
    ranked = []
    for number, (case, of_category, of_subject) in enumerate(cases):
        same_subject = bool(subject) and subject == of_subject
        if subject_required and not same_subject:
            continue
        same_category = bool(category) and category == of_category
        if same_subject or same_category or not category:
            ranked.append((-(2 * same_subject + same_category), number, case))
    return [case for _points, _number, case in sorted(ranked)]
