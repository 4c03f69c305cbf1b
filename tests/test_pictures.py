# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The pictures of the documentation: all there, all used, all made by the list."""

import re
import unittest

from suite.layout import ADDONS, ROOT
from suite.picture_list import PICTURES

FOLDER = ROOT / "docs" / "images"
LIMIT = 150_000
IMAGE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
DOCUMENTS = (
    *ROOT.glob("*.md"),
    *ROOT.glob("docs/**/*.md"),
    *ADDONS.glob("*/readme/*.md"),
)


class TestPictures(unittest.TestCase):
    def test_pictures_that_documents_show(self):
        """Each exists, and each picture is shown somewhere."""
        shown = set()
        for document in DOCUMENTS:
            for target in IMAGE.findall(document.read_text()):
                picture = (document.parent / target).resolve()
                self.assertTrue(picture.is_file(), f"{document.name}: {target}")
                shown.add(picture)
        self.assertEqual(shown, set(FOLDER.rglob("*.png")))

    def test_pictures_made_by_the_list(self):
        """None was taken by hand, which nobody could retake."""
        made = {FOLDER / f"{picture.name}.png" for picture in PICTURES}
        self.assertEqual(len(made), len(PICTURES), "two pictures of one name")
        self.assertEqual(made, set(FOLDER.rglob("*.png")))

    def test_pictures_are_small(self):
        for picture in FOLDER.rglob("*.png"):
            self.assertLess(picture.stat().st_size, LIMIT, picture.name)
