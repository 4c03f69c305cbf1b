# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import HttpCase, tagged

from odoo.addons.web.tests.test_js import unit_test_error_checker


@tagged("post_install", "-at_install")
class TestWidgetsJs(HttpCase):
    def _run_unit_tests(self, folder):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=60000"
            f'&filter="@crm_policy/{folder}"',
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )

    def test_countdown(self):
        """ALC-07 the countdown ticks, warns and says when the clock starts"""
        self._run_unit_tests("clocks")

    def test_score_graph(self):
        """GRD-11 the history of a score has no zero where nothing was measured"""
        self._run_unit_tests("score_graph")
