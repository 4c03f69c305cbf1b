# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..engine import keys_sql
from ..engine.duplicates import Keys
from .common import PolicyCommon


@tagged("post_install", "-at_install")
class TestDuplicateFinder(PolicyCommon):
    """ALC-01 known customers, however they are written."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.env["res.partner"].create(
            {
                "name": "Acme Steel Works Co., Ltd.",
                "is_company": True,
                "vat": "91 310-000",
                "email": "info@acme.example",
                "website": "https://www.acme-steel.example/en",
            }
        )

    def _find(self, user=None, **keys):
        finder = self.env["crm.policy.duplicate.finder"].with_user(user or self.user)
        return finder._find({0: Keys(**keys)}).get(0, {})

    def _find_near(self, name):
        finder = self.env["crm.policy.duplicate.finder"].with_user(self.user)
        return finder._find_near({0: Keys(name=name)}).get(0, {})

    def test_keys(self):
        """ALC-01 name, tax number, domain and website in one spelling"""
        self.assertEqual(self.acme.policy_name_key, "acmesteelworks")
        self.assertEqual(self.acme.policy_vat_key, "91310000")
        self.assertEqual(self.acme.policy_domain_key, "acme.example")
        self.assertEqual(self.acme.policy_website_key, "acme-steel.example")
        self.acme.write({"email": "nobody", "website": False})
        self.assertFalse(self.acme.policy_domain_key)
        self.assertFalse(self.acme.policy_website_key)

    def test_domain(self):
        """ALC-01 e-mail domain and website, one for the other, also of contacts"""
        for domain in ("acme.example", "acme-steel.example"):
            self.assertEqual(self._find(domain=domain), {self.acme: ("domain",)})
            self.assertEqual(self._find(website=domain), {self.acme: ("domain",)})
        self.env["res.partner"].create(
            {"name": "Li", "parent_id": self.acme.id, "email": "li@acme-cn.example"}
        )
        self.assertEqual(self._find(domain="acme-cn.example"), {self.acme: ("domain",)})

    def test_shared_domain(self):
        """ALC-01 providers that many use recognise nobody; the list can be extended"""
        self.acme.email = "acme@qq.com"
        self.assertFalse(self._find(domain="qq.com"))
        self.assertTrue(self._find(website="acme-steel.example"))
        shared = self.env["crm.policy.shared.domain"].with_user(self.manager)
        shared.create({"name": "acme-steel.example"})
        self.assertFalse(self._find(website="acme-steel.example"))
        # what else agrees is still seen
        found = self._find(website="acme-steel.example", vat="91310000")
        self.assertEqual(found, {self.acme: ("vat",)})

    def test_shared_domain_list(self):
        """ALC-01 only managers keep the list, and only domains are in it"""
        shared = self.env["crm.policy.shared.domain"]
        with self.assertRaises(AccessError):
            shared.with_user(self.officer).create({"name": "acme.example"})
        for name in ("Acme.Example", "www.acme.example", "acme", "li@acme.example"):
            with self.assertRaises(ValidationError):
                shared.create({"name": name})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            shared.create({"name": "qq.com"})

    def test_archived(self):
        """ALC-01 archived customers are found too"""
        self.acme.active = False
        self.assertEqual(self._find(vat="91310000"), {self.acme: ("vat",)})

    def test_near(self):
        """ALC-01 similar names, as similar as the setting says"""
        if not self.env.registry.has_trigram:
            self.assertFalse(self._find_near("acmestealworks"))
            return
        self.assertEqual(list(self._find_near("acmesteelwork")), [self.acme])
        self.assertFalse(self._find_near("acmesteelworks"), "that is the same name")
        self.company.policy_name_similarity = 0.95
        self.assertFalse(self._find_near("acmesteelwork"))

    def test_near_of_others(self):
        """ALC-01 nobody learns of similar customers whom a search would not show"""
        self.acme.company_id = self.other_company
        self.assertFalse(self._find_near("acmesteelwork"))

    def test_constant_queries(self):
        """ALC-01 as many statements for many candidates as for one"""
        finder = self.env["crm.policy.duplicate.finder"].with_user(self.user)
        finder._find({0: Keys(name="x1", domain="x1.example")})
        candidates = {
            number: Keys(name=f"x{number}", domain=f"x{number}.example")
            for number in range(50)
        }
        with self.assertQueryCount(2):
            finder._find(candidates)

    def test_fill(self):
        """ALC-01 customers of a running company get their keys by statements"""
        self.acme.flush_recordset()
        for name in keys_sql._KEYS:
            self.env.cr.execute(f"UPDATE res_partner SET {name} = NULL")
        self.patch(keys_sql, "BATCH_SIZE", 2)
        self.patch(keys_sql, "column_exists", lambda *args: False)
        self.patch(keys_sql, "create_column", lambda *args: None)
        keys_sql.add_partner_keys(self.env.cr)
        self.env.invalidate_all()
        self.test_keys()
