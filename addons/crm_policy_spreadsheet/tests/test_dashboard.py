# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.crm_satisfaction_spreadsheet.tests.common import DashboardCommon


@tagged("post_install", "-at_install")
class TestDashboard(DashboardCommon):
    _dashboard = "crm_policy_spreadsheet.spreadsheet_dashboard_policy"

    def test_fields(self):
        """Every pivot, list, chart, filter and link names what there is"""
        self._check_fields()

    def test_sources(self):
        """The sources give rows, and each filter fits the field it filters"""
        self._check_sources()

    def test_rights(self):
        """Officers, managers and auditors see the dashboard, users do not"""
        self._check_readers()

    def test_company_filter(self):
        """The filter of the company holds for every figure, chart and table"""
        filters = {one["id"]: one for one in self.data["globalFilters"]}
        [company] = [
            key for key, one in filters.items() if one.get("modelName") == "res.company"
        ]
        sources = [*self.data["pivots"].values(), *self.data["lists"].values()]
        for source in (*sources, *self._get_charts()):
            self.assertIn(company, source["fieldMatching"])
