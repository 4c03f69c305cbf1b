# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The guides send people only where they can go, by the words on the screen."""

import re

from guide_edition import EDITIONS, STEP
from suite.layout import ADDONS, ROOT

from odoo.tests import TransactionCase, new_test_user, tagged

PAGES = {
    "salesperson": "crm_policy.group_user",
    "store-manager": "crm_policy.group_user",
    "customer-service": "crm_policy.group_officer",
    "director": "crm_policy.group_manager",
    "accountant": "account.group_account_readonly,crm_policy.group_auditor",
    "auditor": "crm_policy.group_auditor",
    "administrator": "crm_policy.group_manager,base.group_system",
}
EVERYTHING = (
    "crm_policy.group_manager,crm_policy.group_auditor,base.group_system,"
    "sales_team.group_sale_salesman"
)
# A person of the demo, who logs in under this name.
LOGIN = re.compile(r"""["'>]([a-z]+)["'<]""")


@tagged("post_install", "-at_install")
class TestGuides(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = {edition: edition.read_foreign() for edition in EDITIONS}
        cls.words = {
            edition: edition.read_own() | cls.foreign[edition] for edition in EDITIONS
        }
        cls.logins = {"admin"} | {
            login
            for path in ADDONS.glob("*/demo/*")
            if path.is_file()
            for login in LOGIN.findall(path.read_text())
        }

    def test_each_role_finds_what_its_page_names(self):
        for page, groups in PAGES.items():
            menus = self._menus(page, groups)
            for edition in EDITIONS:
                paths = self._paths(menus, edition.language)
                guide = edition.start / f"{page}.md"
                self.assertTrue(edition.terms(guide), f"{guide} names nothing")
                self._assert_all_found(edition, guide, paths, 1)

    def test_guides_name_what_is_there(self):
        """Ways through menus; single words in italics may be anything."""
        menus = self._menus("all", EVERYTHING)
        for edition in EDITIONS:
            paths = self._paths(menus, edition.language)
            for guide in edition.guides:
                self._assert_all_found(edition, guide, paths, edition.least)

    def _assert_all_found(self, edition, page, paths, least):
        """
        :param paths: the menus that the reader of the page sees
        :param least: look only at terms of so many steps or more
        """
        for steps in edition.terms(page):
            if len(steps) < least:
                continue
            with self.subTest(page=str(page.relative_to(ROOT)), term=STEP.join(steps)):
                found = self._leads_somewhere(edition, steps, paths)
                self.assertTrue(found, "nowhere on the screen")

    def _menus(self, page, groups):
        """Return the menus that such a user sees."""
        user = new_test_user(
            self.env, f"reader of {page}", groups=f"base.group_user,{groups}"
        )
        menus = self.env["ir.ui.menu"].with_user(user)
        return menus.sudo().browse(menus._visible_menu_ids())

    def _paths(self, menus, language):
        """Return the names from the top to each menu, and whether it opens a screen."""
        # not complete_name: once read, it stays in the language that read it
        return [
            (menu._get_full_name().split("/"), bool(menu.action))
            for menu in menus.with_context(lang=language)
        ]

    def _leads_somewhere(self, edition, steps, paths):
        """Tell whether menus lead there, and behind them words of the screen."""
        alone = len(steps) == 1
        if steps[0] in self.foreign[edition] or alone and steps[0] in self.logins:
            menus = 1
        else:
            menus = self._count_menus(steps, paths)
        return (menus or alone) and self.words[edition].issuperset(steps[menus:])

    def _count_menus(self, steps, paths):
        """Return how many of the first steps are menus; the last one opens a screen.

        It need not where nothing is named behind it.
        """
        for length in range(len(steps), 0, -1):
            for names, opens_screen in paths:
                is_end = opens_screen or length == len(steps)
                if is_end and self._is_on(steps[:length], names):
                    return length
        return 0

    def _is_on(self, steps, path):
        """Tell whether the steps lead to the end of a path; one may be left out."""
        names = iter(path)
        return all(step in names for step in steps) and steps[-1] == path[-1]
