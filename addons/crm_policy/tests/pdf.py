# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Read printed pages back."""

import re
import unicodedata

# Some fonts share the glyph of a character with a radical or a ligature; which of the
# two a page names depends on the fonts of the machine.
SHARED_GLYPHS = re.compile("[\u2e80-\u2fdf\ufb00-\ufb06]")


def get_page_text(page):
    """:return: the page's text, without the spaces that kerning tears into it"""
    text = SHARED_GLYPHS.sub(
        lambda match: unicodedata.normalize("NFKC", match[0]), page.extract_text()
    )
    return "".join(text.split())
