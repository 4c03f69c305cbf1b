# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest

from odoo.tests import BaseCase, tagged

from ..engine import intake


@tagged("post_install", "-at_install")
class TestIntakeEngine(BaseCase):
    """What a mail says of itself, without a database."""

    def test_examples(self):
        """CMP-01 the examples in the texts of the functions hold"""
        self.assertFalse(doctest.testmod(intake).failed)

    def test_automatic(self):
        """CMP-01 machines are known by their headers, however they are written"""
        machines = (
            {"Auto-Submitted": "auto-replied"},
            {"auto-submitted": "auto-generated; owner=x"},
            {"Precedence": "Bulk"},
            {"X-Autoreply": "yes"},
            {"Return-Path": "<>"},
        )
        for headers in machines:
            with self.subTest(headers):
                self.assertTrue(intake.is_automatic(headers))
        people = ({}, {"Auto-Submitted": "no"}, {"List-Id": "<hotline.example.org>"})
        for headers in people:
            with self.subTest(headers):
                self.assertFalse(intake.is_automatic(headers))

    def test_references(self):
        """CMP-01 numbers are found in whatever brackets and punctuation"""
        subjects = (
            "Re: [CMP/2026/0001] leak",
            "答复：关于（CMP/2026/0001）的投诉",
            "CMP/2026/0001: photo",
            "your letter CMP/2026/0001.",
        )
        for subject in subjects:
            with self.subTest(subject):
                self.assertIn("CMP/2026/0001", intake.find_references(subject))
        self.assertEqual(intake.find_references(None), [])

    def test_ranking(self):
        """CMP-01 the likeliest case first, the latest first among equals"""
        cases = [(5, 1, "door"), (4, 1, "window"), (3, 2, "window"), (2, 0, "roof")]
        self.assertEqual(intake.rank_same((1, "window"), cases), [4, 3, 5])
        self.assertEqual(intake.rank_same((1, "window"), cases, True), [4, 3])
        self.assertEqual(intake.rank_same((0, "roof"), cases), [2, 5, 4, 3])
