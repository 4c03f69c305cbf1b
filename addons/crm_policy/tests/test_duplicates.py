# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest

from odoo.tests import BaseCase

from ..engine import duplicates


def load_tests(loader, tests, ignore):
    tests.addTests(doctest.DocTestSuite(duplicates))
    return tests


class TestDuplicates(BaseCase):
    """VIS-08 VIS-11 ALC-01 what makes two customers possibly one."""

    def test_names(self):
        """VIS-11 forms of business, spaces and width of letters do not matter"""
        for one, other in (
            ("上海钢材有限公司", "上海钢材 （集团）股份有限公司"),
            ("ＡＣＭＥ Ltd.", "acme"),
            ("Müller GmbH", "MÜLLER"),
        ):
            self.assertEqual(duplicates.name_key(one), duplicates.name_key(other))
        self.assertNotEqual(
            duplicates.name_key("Acme Steel"), duplicates.name_key("Acme Stone")
        )
        self.assertEqual(duplicates.name_key(" -- "), "")
        self.assertEqual(duplicates.name_key(None), "")

    def test_garbage(self):
        """VIS-11 what is no number and no address is no key"""
        for number in ("", None, "none", "12", "+", "=1+1", "电话", "1" * 60):
            self.assertEqual(duplicates.phone_key(number, "CN"), "", number)
        for address in ("", None, "a@b", "two@x.cn three@x.cn", "@x.cn"):
            self.assertEqual(duplicates.email_key(address), "", address)
        self.assertEqual(
            duplicates.phone_key("+86 138 0000 1111", None),
            duplicates.phone_key("１３８ 0000 1111", "CN"),
        )

    def test_find(self):
        """VIS-11 the customer with the most in common comes first"""
        keys = duplicates.Keys(phone="+1", email="a@b.c", name="acme")
        known = [
            (5, duplicates.Keys(name="acme")),
            (6, duplicates.Keys(phone="+1")),
            (6, duplicates.Keys(email="a@b.c")),
            (7, duplicates.Keys(phone="+2")),
        ]
        found = duplicates.find({0: keys, 1: duplicates.Keys()}, known)
        self.assertEqual(list(found), [0])
        self.assertEqual(
            list(found[0].items()), [(6, ("phone", "email")), (5, ("name",))]
        )

    def test_domain_and_website(self):
        """ALC-01 one's e-mail domain is another's website"""
        keys = duplicates.Keys(domain="acme.cn")
        known = [
            (5, duplicates.Keys(website="acme.cn")),
            (6, duplicates.Keys(domain="acme.cn", website="acme.com")),
            (7, duplicates.Keys(email="acme.cn", name="acme.cn")),
        ]
        found = duplicates.find({0: keys}, known)
        self.assertEqual(found, {0: {5: ("domain",), 6: ("domain",)}})

    def test_websites(self):
        """ALC-01 hosts, however people write their addresses"""
        for address in (
            "acme.cn",
            "WWW.ACME.CN",
            "http://acme.cn",
            "https://www.acme.cn:8080/about?x=1#top",
            " acme.cn/ ",
            "https://user@acme.cn./",
        ):
            self.assertEqual(duplicates.website_key(address), "acme.cn", address)
        for address in ("", None, "none", "see card", "http://", "a..b", "@", "::"):
            self.assertEqual(duplicates.website_key(address), "", address)
