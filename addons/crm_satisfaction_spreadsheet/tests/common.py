# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from odoo.tests import TransactionCase, new_test_user

from odoo.addons.spreadsheet.utils.validate_data import (
    fields_in_spreadsheet,
    menus_xml_ids_in_spreadsheet,
    odoo_charts,
)


class DashboardCommon(TransactionCase):
    """What holds for each of our dashboards, whatever it shows."""

    _dashboard = ""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dashboard = cls.env.ref(cls._dashboard)
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

    def _check_fields(self):
        """Every pivot, list, chart, filter and link names what there is"""
        checked = 0
        for model, names in fields_in_spreadsheet(self.data).items():
            for name in names:
                self._resolve(model, name)
                checked += 1
        self.assertGreater(checked, 20)
        for xmlid in menus_xml_ids_in_spreadsheet(self.data):
            self.assertEqual(self.env.ref(xmlid)._name, "ir.ui.menu")

    def _get_charts(self):
        for chart in odoo_charts(self.data):
            yield {
                "model": chart["metaData"]["resModel"],
                "domain": chart["searchParams"]["domain"],
                "groups": chart["metaData"]["groupBy"],
                "measure": chart["metaData"]["measure"],
                "fieldMatching": chart["fieldMatching"],
            }

    def _check_sources(self):
        """The sources give rows, and each filter fits the field it filters"""
        sources = [*self.data["pivots"].values(), *self.data["lists"].values()]
        filters = {one["id"]: one for one in self.data["globalFilters"]}
        for source in (*sources, *self._get_charts()):
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

    def _check_readers(self):
        """Officers, managers and auditors see the dashboard, users do not"""
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
