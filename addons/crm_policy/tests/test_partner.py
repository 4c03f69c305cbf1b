# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import PolicyCommon

SOURCES = {
    "walk_in": "Walk-in",
    "phone": "Phone Order",
    "cold_visit": "Cold Visit",
    "online": "Online",
    "direct": "Direct",
    "exhibition": "Exhibition",
    "referral": "Referral",
    "public_info": "Public Information",
    "own_base": "Own Base",
}
CHANNELS = {
    "branch": "Branch",
    "ecommerce": "E-commerce",
    "direct_other": "Other Direct",
    "international": "International",
}


@tagged("post_install", "-at_install")
class TestPartner(PolicyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.env.ref("crm_policy.crm_customer_source_referral")
        cls.channel = cls.env.ref("crm_policy.crm_sales_channel_branch")
        cls.bank = cls.env.ref("crm_policy.crm_customer_kind_bank")
        cls.dealer = cls.env.ref("crm_policy.crm_customer_kind_dealer")
        cls.customer = cls.env["res.partner"].create(
            {
                "name": "Harbour Trading",
                "is_company": True,
                "customer_source_id": cls.source.id,
                "sales_channel_id": cls.channel.id,
                "customer_kind_id": cls.dealer.id,
            }
        )

    def test_sources_and_channels(self):
        """VIS-09 the nine sources and the four channels of the policy are there"""
        for model, xml_id, expected in (
            ("crm.customer.source", "crm_policy.crm_customer_source_%s", SOURCES),
            ("crm.sales.channel", "crm_policy.crm_sales_channel_%s", CHANNELS),
        ):
            for code, name in expected.items():
                record = self.env.ref(xml_id % code).with_context(lang="en_US")
                self.assertEqual(record._name, model)
                self.assertEqual((record.code, record.name), (code, name))

    def test_officer_records_source_and_channel(self):
        """VIS-09 an officer gives every customer a source and a channel"""
        partner = Form(
            self.env["res.partner"].with_user(self.officer), "base.view_partner_form"
        )
        partner.name = "New Customer"
        partner.customer_source_id = self.source
        partner.sales_channel_id = self.channel
        customer = partner.save()
        self.assertEqual(customer.customer_source_id, self.source)
        self.assertEqual(customer.sales_channel_id, self.channel)

    def test_user_does_not_record(self):
        """VIS-09 the role User alone does not let anyone change a customer"""
        with self.assertRaises(AccessError):
            self.customer.with_user(self.user).sales_channel_id = False

    def test_reported(self):
        """VIS-09 customers are counted by source and channel, gaps are found"""
        groups = self.env["res.partner"]._read_group(
            [("id", "=", self.customer.id)],
            ["customer_source_id", "sales_channel_id"],
            ["__count"],
        )
        self.assertEqual(groups, [(self.source, self.channel, 1)])
        view = self.env.ref("crm_policy.view_res_partner_filter")
        self.assertIn("customer_without_origin", view.arch)

    def test_contacts_follow_their_company(self):
        contact = self.env["res.partner"].create(
            {"name": "Li", "parent_id": self.customer.id}
        )
        self.assertEqual(contact.customer_source_id, self.source)
        online = self.env.ref("crm_policy.crm_customer_source_online")
        self.customer.write(
            {"customer_source_id": online.id, "customer_kind_id": self.bank.id}
        )
        self.assertEqual(contact.customer_source_id, online)
        self.assertTrue(contact.customer_is_special)

    def test_size_follows_the_company(self):
        """GRD-08 contacts have the size of the company that they belong to."""
        large = self.env.ref("crm_policy.crm_customer_size_large")
        contact = self.env["res.partner"].create(
            {"name": "Wu", "parent_id": self.customer.id}
        )
        self.customer.customer_size_id = large
        self.assertEqual(contact.customer_size_id, large)

    def test_special_partners(self):
        self.assertFalse(self.customer.customer_is_special)
        self.customer.customer_kind_id = self.bank
        special = self.env["res.partner"].search([("customer_is_special", "=", True)])
        self.assertIn(self.customer, special)
        trade = self.env["res.partner"].search([("customer_is_special", "=", False)])
        self.assertNotIn(self.customer, trade)
        unset = self.env["res.partner"].create({"name": "No kind"})
        self.assertFalse(unset.customer_is_special)
        self.assertIn(
            unset, self.env["res.partner"].search([("customer_is_special", "=", False)])
        )

    @mute_logger("odoo.sql_db")
    def test_codes_are_unique(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env["crm.customer.source"].create({"name": "X", "code": "phone"})

    @mute_logger("odoo.sql_db")
    def test_source_in_use_is_kept(self):
        """A source in use can be archived but not deleted"""
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.source.unlink()
        self.source.active = False
        self.assertEqual(self.customer.customer_source_id, self.source)

    def test_improvements_of_customer(self):
        """The customer's form leads to its improvement actions and opens new ones."""
        customer = self.customer.with_user(self.officer)
        self.assertEqual(customer.improvement_count, 0)
        action = customer.action_open_improvements()
        improvement = (
            self.env["crm.improvement"]
            .with_user(self.officer)
            .with_context(**action["context"])
            .create({"name": "Late delivery"})
        )
        self.assertEqual(improvement.origin_name, "Harbour Trading")
        customer.invalidate_recordset(["improvement_count"])
        self.assertEqual(customer.improvement_count, 1)
        self.assertEqual(
            self.env["crm.improvement"].search(action["domain"]), improvement
        )
