# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.crm_policy.tests.js_common import JsCase


@tagged("post_install", "-at_install")
class TestFieldsJs(JsCase):
    def test_fields(self):
        """GRD-16 GRD-01 the fields that draw score sheets, weights and movements"""
        self.run_unit_tests("crm_grading")
