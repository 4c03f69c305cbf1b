# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How much room a text takes; a character of Chinese takes that of two others."""

import unicodedata


def text_width(text: str) -> int:
    """In characters of a Latin text.

    >>> text_width("Grade"), text_width("等级")
    (5, 4)
    """
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def shorten(text: str, width: int) -> str:
    """The beginning of a text that has this room; dots say that something is missing.

    >>> shorten("Material", 8), shorten("Machine and Tool", 8), shorten("机器与工具", 8)
    ('Material', 'Machine…', '机器与…')
    """
    if text_width(text) <= width:
        return text
    while text and text_width(text) >= width:
        text = text[:-1]
    return text.rstrip() + "…"
