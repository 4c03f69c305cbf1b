# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Odoo's own robot clicks on our menus: as admin on every view and filter of each, as
the other roles on what the menus open; `test_menus_by_role.py` tries the rest for them.

`make test` clicks on the filters in the first view of a menu, where they are the same
as in the others; `make test-matrix` in each view anew.

Who has no role sees no app of ours. The menus are shared out to several classes, which
run side by side.
"""

import os

from roles import make_user
from sample_records import fill_models
from suite import addons

from odoo.tests import HttpCase, tagged

WHOLE = bool(os.environ.get("SUITE_MATRIX"))
SCRIPT = """
    {before}
    odoo.loader.modules.get("@web/webclient/clickbot/clickbot_loader")
        .startClickEverywhere("{menu}");
"""
# The robot's own light mode opens no menu but the first.
FIRST_VIEWS_ONLY = """
    const querySelector = document.querySelector;
    const querySelectorAll = document.querySelectorAll;
    document.querySelector = (selector) =>
        selector.includes("o_searchview_dropdown_toggler")
            ? null
            : querySelector.call(document, selector);
    document.querySelectorAll = (selector) =>
        selector.includes("o_cp_switch_buttons")
            ? []
            : querySelectorAll.call(document, selector);
"""
# The robot looks for the filters once a view.
FILTERS_ONCE = """
    const querySelector = document.querySelector;
    document.querySelector = (selector) => {
        const laterView = querySelector.call(
            document, ".o_switch_view ~ .o_switch_view.active"
        );
        return laterView && selector.includes("o_searchview_dropdown_toggler")
            ? null
            : querySelector.call(document, selector);
    };
"""
SECONDS = 1500


class ClickAll(HttpCase):
    allow_end_on_form = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        fill_models(cls.env)

    def _click(self, user, before=""):
        """Let the robot click on our apps as a user."""
        user.tour_enabled = False
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        roots = [menus[number]["xmlid"] for number in menus["root"]["children"]]
        ours = {f"{data.module}.{data.name}" for data in self._ours("ir.ui.menu")}
        for menu in filter(ours.__contains__, roots):
            with self.subTest(app=menu, user=user.login):
                self.browser_js(
                    "/odoo",
                    SCRIPT.format(before=before, menu=menu),
                    "odoo.isReady === true",
                    login=user.login,
                    timeout=SECONDS,
                    success_signal="clickbot test succeeded",
                )

    def _ours(self, model):
        domain = [("model", "=", model), ("module", "in", list(addons.discover()))]
        return self.env["ir.model.data"].search(domain)


class ClickAllAsAdmin(ClickAll):
    def _click_share(self, share, shares=2):
        """Click on each view and filter of every second menu below our apps."""
        admin = self.env.ref("base.user_admin")
        admin.group_ids += self.env["res.groups"].browse(
            data.res_id for data in self._ours("res.groups")
        )
        menus = self.env["ir.ui.menu"].browse(
            data.res_id for data in self._ours("ir.ui.menu")
        )
        for root in menus.filtered(lambda menu: not menu.parent_id):
            sections = root.child_id.sorted()
            (sections - sections[share::shares]).active = False
        self._click(admin, "" if WHOLE else FILTERS_ONCE)


@tagged("post_install", "-at_install")
class TestClickAsAdminOneHalf(ClickAllAsAdmin):
    def test_click_everywhere(self):
        self._click_share(0)


@tagged("post_install", "-at_install")
class TestClickAsAdminOtherHalf(ClickAllAsAdmin):
    def test_click_everywhere(self):
        self._click_share(1)


@tagged("post_install", "-at_install")
class TestClickAsManager(ClickAll):
    def test_click_menus(self):
        self._click(make_user(self.env, "manager"), FIRST_VIEWS_ONLY)


@tagged("post_install", "-at_install")
class TestClickAsAuditor(ClickAll):
    def test_click_menus(self):
        self._click(make_user(self.env, "auditor"), FIRST_VIEWS_ONLY)


@tagged("post_install", "-at_install")
class TestClickAsUser(ClickAll):
    def test_click_menus(self):
        self._click(make_user(self.env, "user"), FIRST_VIEWS_ONLY)

    def test_click_menus_of_an_officer(self):
        self._click(make_user(self.env, "officer"), FIRST_VIEWS_ONLY)
