# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import BaseCase

from ..engine.upload import UploadRules, get_upload_problem, parse_extensions

RULES = UploadRules(count=2, size=100, extensions=frozenset({"jpg", "pdf", "docx"}))


class TestUpload(BaseCase):
    def test_extensions(self):
        """CMP-01 endings are read however they are written"""
        self.assertEqual(
            parse_extensions("pdf, .JPG;png  docx"),
            frozenset({"pdf", "jpg", "png", "docx"}),
        )
        self.assertEqual(parse_extensions(False), frozenset())

    def test_taken(self):
        """CMP-01 photos and papers are taken"""
        zipped = "application/zip"
        for name, content_type in (
            ("photo.JPG", "image/jpeg"),
            ("letter.pdf", "application/pdf"),
            ("list.docx", zipped),
        ):
            with self.subTest(name):
                self.assertIsNone(get_upload_problem(RULES, name, 100, content_type))

    def test_refused(self):
        """CMP-01 neither other kinds, nor disguised ones, nor what is too large"""
        for name, size, content_type, problem in (
            ("run.exe", 10, "application/x-dosexec", "type"),
            ("noending", 10, "image/jpeg", "type"),
            ("page.html", 10, "text/html", "type"),
            ("drawing.svg", 10, "image/svg+xml", "type"),
            ("page.docx", 10, "text/html", "type"),
            ("program.jpg", 10, "application/x-dosexec", "type"),
            ("text.pdf", 10, "text/plain", "type"),
            ("photo.jpg", 101, "image/jpeg", "size"),
            ("letter.docx", 0, "application/octet-stream", "empty"),
        ):
            with self.subTest(name):
                self.assertEqual(
                    get_upload_problem(RULES, name, size, content_type), problem
                )
