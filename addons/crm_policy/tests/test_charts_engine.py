# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest

from odoo.tests import BaseCase

from ..engine import charts


class TestChartsEngine(BaseCase):
    def test_examples(self):
        """CMP-12 SAT-14 bars and lines stand where the examples say"""
        result = doctest.testmod(charts)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)
