# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The guides send people only where they can go, by the words on the screen."""

import re

import polib
from suite import addons
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
EVERYTHING = "crm_policy.group_manager,crm_policy.group_auditor,base.group_system"
# What is written in italics: *Allocation → Portfolios*, a button, a page of a form.
TERM = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
STEP = " → "
# A person of the demo, who logs in under this name.
LOGIN = re.compile(r"""["'>]([a-z]+)["'<]""")
# On screens of Odoo, not of ours.
FOREIGN = {
    "Accounting (read)",
    "Action",
    "Apps",
    "Billing",
    "Dashboards",
    "My account",
    "New",
    "Print",
    "Scheduled Actions",
    "Settings",
    "Technical",
    "Update Apps List",
    "Users",
}


@tagged("post_install", "-at_install")
class TestGuides(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.words = FOREIGN | {
            text.msgid
            for addon in addons.discover()
            for path in (ADDONS / addon / "i18n").glob("*.pot")
            for text in polib.pofile(str(path))
        }
        cls.logins = {
            login
            for path in ADDONS.glob("*/demo/*")
            if path.is_file()
            for login in LOGIN.findall(path.read_text())
        }

    def test_each_role_finds_what_its_page_names(self):
        for page, groups in PAGES.items():
            paths = self._menu_paths(page, groups)
            self._assert_all_found(ROOT / "docs" / "start" / f"{page}.md", paths, 1)

    def test_guides_name_what_is_there(self):
        """Ways through menus in the guides; single words there may be anything."""
        paths = self._menu_paths("all", EVERYTHING)
        guides = [ROOT / "README.md", *ROOT.glob("docs/*.md")]
        for guide in [*guides, *ADDONS.glob("*/readme/*.md")]:
            self._assert_all_found(guide, paths, 2)

    def _assert_all_found(self, page, paths, least):
        """
        :param paths: the menus that the reader of the page sees
        :param least: look only at terms of so many steps or more
        """
        for term in TERM.findall(page.read_text()):
            steps = " ".join(term.split()).split(STEP)
            if len(steps) < least:
                continue
            with self.subTest(page=str(page.relative_to(ROOT)), term=STEP.join(steps)):
                self.assertTrue(
                    self._leads_somewhere(steps, paths), "nowhere on the screen"
                )

    def _menu_paths(self, page, groups):
        """Return the names from the top to each menu that such a user sees."""
        user = new_test_user(
            self.env, f"reader of {page}", groups=f"base.group_user,{groups}"
        )
        menus = self.env["ir.ui.menu"].with_user(user).with_context(lang="en_US")
        visible = menus.sudo().browse(menus._visible_menu_ids())
        return [menu.complete_name.split("/") for menu in visible]

    def _leads_somewhere(self, steps, paths):
        """Tell whether menus lead there, and behind them words of the screen."""
        if steps[0] in FOREIGN or len(steps) == 1 and steps[0] in self.logins:
            menus = 1
        else:
            menus = max(
                length
                for length in range(len(steps) + 1)
                if not length or any(self._is_on(steps[:length], p) for p in paths)
            )
        alone = len(steps) == 1
        return (menus or alone) and self.words.issuperset(steps[menus:])

    def _is_on(self, steps, path):
        """Tell whether the steps lead to the end of a path; one may be left out."""
        names = iter(path)
        return all(step in names for step in steps) and steps[-1] == path[-1]
