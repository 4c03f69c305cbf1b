# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import HttpCase, tagged

from odoo.addons.web.tests.test_js import unit_test_error_checker


@tagged("post_install", "-at_install")
class TestFieldsJs(HttpCase):
    def test_fields(self):
        """GRD-16 GRD-01 the fields that draw score sheets, weights and movements"""
        self.browser_js(
            '/web/tests?headless&loglevel=2&preset=desktop&timeout=60000&filter="@crm_grading"',
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )
