# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Odoo's own robot clicks on every menu, view and filter of our apps."""

from sample_records import sample
from suite import addons

from odoo.tests import HttpCase, tagged

MODULE = "@web/webclient/clickbot/clickbot_loader"
SCRIPT = "odoo.loader.modules.get('{module}').startClickEverywhere('{menu}');"
SECONDS = 1500


@tagged("post_install", "-at_install")
class TestClickAll(HttpCase):
    allow_end_on_form = True

    def test_click_everywhere_as_admin(self):
        admin = self.env.ref("base.user_admin")
        admin.group_ids += self.env["res.groups"].browse(
            data.res_id for data in self._ours("res.groups")
        )
        admin.tour_enabled = False
        self._fill_models()
        apps = self.env["ir.ui.menu"].with_user(admin).load_menus(False)
        ours = {f"{data.module}.{data.name}" for data in self._ours("ir.ui.menu")}
        roots = [apps[number]["xmlid"] for number in apps["root"]["children"]]
        for menu in filter(ours.__contains__, roots):
            with self.subTest(app=menu):
                self.browser_js(
                    "/odoo",
                    SCRIPT.format(module=MODULE, menu=menu),
                    "odoo.isReady === true",
                    login="admin",
                    timeout=SECONDS,
                    success_signal="clickbot test succeeded",
                )

    def _ours(self, model):
        domain = [("model", "=", model), ("module", "in", list(addons.discover()))]
        return self.env["ir.model.data"].search(domain)

    def _fill_models(self):
        """Have a record to show wherever one can be made."""
        names = addons.discover().keys()
        for name in sorted(self.env.registry):
            if self.env.registry[name]._original_module in names:
                sample(self.env, name)
