# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.spreadsheet.utils.validate_data import odoo_charts

from .common import DashboardCommon


@tagged("post_install", "-at_install")
class TestDashboard(DashboardCommon):
    _dashboard = "crm_satisfaction_spreadsheet.spreadsheet_dashboard_satisfaction"

    def test_fields(self):
        """SAT-14 every pivot, list, chart, filter and link names what there is"""
        self._check_fields()

    def test_sources(self):
        """SAT-14 the sources give rows, and each filter fits the field it filters"""
        self.assertEqual(len(self.data["globalFilters"]), 3)
        self._check_sources()

    def test_gaps(self):
        """SAT-14 a quarter without a figure of a department is a gap, not 0"""
        for chart in odoo_charts(self.data):
            if len(chart["metaData"]["groupBy"]) > 1:
                self.assertEqual(chart["type"], "odoo_bar")

    def test_rights(self):
        """SAT-14 officers, managers and auditors see the dashboard, users do not"""
        self._check_readers()
