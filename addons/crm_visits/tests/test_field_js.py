# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.crm_policy.tests.js_common import JsCase


@tagged("post_install", "-at_install")
class TestFieldJs(JsCase):
    def test_field_work(self):
        """VIS-01 VIS-02 one tap to start and end; what was typed is kept"""
        self.run_unit_tests("crm_visits")
