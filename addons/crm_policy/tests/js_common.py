# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import HttpCase

from odoo.addons.web.tests.test_js import unit_test_error_checker


class JsCase(HttpCase):
    """Runs unit tests of JavaScript in the browser, by Odoo's own runner."""

    def run_unit_tests(self, suite):
        """Fail as the unit tests of a suite fail.

        :param suite: addon, or addon/folder, under ``static/tests``
        """
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=60000"
            f'&filter="@{suite}"',
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )
