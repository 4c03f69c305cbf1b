# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from .js_common import JsCase


@tagged("post_install", "-at_install")
class TestWidgetsJs(JsCase):
    def test_countdown(self):
        """ALC-07 the countdown ticks, warns and says when the clock starts"""
        self.run_unit_tests("crm_policy/clocks")

    def test_score_graph(self):
        """GRD-11 the history of a score has no zero where nothing was measured"""
        self.run_unit_tests("crm_policy/score_graph")

    def test_known_list(self):
        """GRD-11 the mean under a list leaves out who has no score"""
        self.run_unit_tests("crm_policy/known_list")
