# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.crm_policy.tests.js_common import JsCase


@tagged("post_install", "-at_install")
class TestCountdownJs(JsCase):
    def test_countdown(self):
        """CMP-03 the countdown counts working time, warns and stands still"""
        self.run_unit_tests("crm_complaints/clocks")
