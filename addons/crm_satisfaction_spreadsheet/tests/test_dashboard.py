# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.spreadsheet.utils.validate_data import (
    fields_in_spreadsheet,
    menus_xml_ids_in_spreadsheet,
    odoo_charts,
)


@tagged("post_install", "-at_install")
class TestDashboard(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dashboard = cls.env.ref(
            "crm_satisfaction_spreadsheet.spreadsheet_dashboard_satisfaction"
        )
        cls.data = json.loads(cls.dashboard.spreadsheet_data)

    def _resolve(self, model, path):
        """The field at the end of a path; KeyError where there is none"""
        if path == "__count":
            return None
        *links, name = path.split(":")[0].split(".")
        model = self.env[model]
        for link in links:
            model = self.env[model._fields[link].comodel_name]
        return model._fields[name]

    def test_fields(self):
        """SAT-14 every pivot, list, chart, filter and link names what there is"""
        checked = 0
        for model, names in fields_in_spreadsheet(self.data).items():
            for name in names:
                self._resolve(model, name)
                checked += 1
        self.assertGreater(checked, 20)
        for xmlid in menus_xml_ids_in_spreadsheet(self.data):
            self.assertEqual(self.env.ref(xmlid)._name, "ir.ui.menu")

    def test_sources(self):
        """SAT-14 the sources give rows, and each filter fits the field it filters"""
        sources = [*self.data["pivots"].values(), *self.data["lists"].values()]
        for chart in odoo_charts(self.data):
            sources.append(
                {
                    "model": chart["metaData"]["resModel"],
                    "domain": chart["searchParams"]["domain"],
                    "groups": chart["metaData"]["groupBy"],
                    "measure": chart["metaData"]["measure"],
                    "fieldMatching": chart["fieldMatching"],
                }
            )
        filters = {one["id"]: one for one in self.data["globalFilters"]}
        self.assertEqual(len(filters), 3)
        for source in sources:
            model = self.env[source["model"]]
            model.search(source["domain"], limit=1)
            if "groups" in source:
                measure = source["measure"]
                measure = measure if measure == "__count" else f"{measure}:avg"
                model._read_group(source["domain"], source["groups"], [measure])
            for key, matching in source["fieldMatching"].items():
                field = self._resolve(source["model"], matching["chain"])
                self.assertEqual(field.type, matching["type"])
                if filters[key]["type"] == "relation":
                    self.assertEqual(field.comodel_name, filters[key]["modelName"])

    def test_gaps(self):
        """SAT-14 a quarter without a figure of a department is a gap, not 0"""
        for chart in odoo_charts(self.data):
            if len(chart["metaData"]["groupBy"]) > 1:
                self.assertEqual(chart["type"], "odoo_bar")

    def test_rights(self):
        """SAT-14 officers, managers and auditors see the dashboard, users do not"""
        for role, seen in (
            ("officer", True),
            ("manager", True),
            ("auditor", True),
            ("user", False),
        ):
            user = new_test_user(
                self.env, login=f"sheet_{role}", groups=f"crm_policy.group_{role}"
            )
            found = self.env["spreadsheet.dashboard"].with_user(user)
            found = found.search([("id", "=", self.dashboard.id)])
            self.assertEqual(bool(found), seen, role)
