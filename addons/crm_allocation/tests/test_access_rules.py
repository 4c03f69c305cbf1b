# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import Form
from odoo.tools import mute_logger

from ..engine import access_sql
from ..models.crm_allocation_access_log import CONTACT_FIELDS
from .access_common import AccessCommon
from .common import NOW

_DENIED = "odoo.addons.base.models.ir_rule"


@freeze_time(NOW)
class TestAccessRules(AccessCommon):
    def _get_matrix(self):
        """Who reads which of the customers."""
        everything = self.customers
        closed = self.foreign | self.pooled | self.waiting | self.expired | self.sold
        return [
            (self.user, everything - closed - self.of_team),
            (self.colleague, self.of_team | self.unmanaged),
            (self.leader, self.own | self.of_team | self.unmanaged),
            (
                self.stranger,
                self.foreign | self.unmanaged | self.granted | self.expired,
            ),
            (self.officer, everything),
            (self.manager, everything),
            (self.auditor, everything),
            (self.employee, everything),
            (self.seller, self.unmanaged | self.sold),
            (self.sales_leader, everything),
            (self.leaver, self.unmanaged),
            (self.portal, self.env["res.partner"]),
        ]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Odoo's own roles of sales, without any role of the policies
        cls.seller = cls._new_user("alloc_seller", "sales_team.group_sale_salesman")
        cls.sales_leader = cls._new_user(
            "alloc_sales_leader", "sales_team.group_sale_salesman_all_leads"
        )
        cls.leaver = cls._new_user(
            "alloc_leaver",
            "base.group_user,crm_allocation.group_own_customers,"
            "sales_team.group_sale_salesman_all_leads",
        )
        cls.sold = cls._new_reachable("Sold", user=cls.seller)
        cls.customers |= cls.sold

    @mute_logger(_DENIED)
    def test_reading(self):
        """ALC-15 every way of reading, every role, every situation"""
        for user, open_ in self._get_matrix():
            closed = self.customers - open_
            for name, way in self._get_ways().items():
                with self.subTest(user=user.login, way=name):
                    self.assertEqual(way(user, self.customers), open_)
            for customer in closed:
                with (
                    self.subTest(user=user.login, customer=customer.name),
                    self.assertRaises(AccessError),
                ):
                    self._as(user).browse(customer.id).read(["phone"])
            for customer in closed.child_ids:
                with (
                    self.subTest(user=user.login, contact=customer.name),
                    self.assertRaises(AccessError),
                ):
                    self._as(user).browse(customer.id).read(["email"])

    def _get_ways(self):
        """Ways of finding; each gives those of the customers that somebody finds."""

        def search(user, among):
            return self._as(user).search([("id", "in", among.ids)]).sudo()

        def by_contact(user, among):
            found = self._as(user).search([("email", "=like", "buyer@%")])
            return (found.commercial_partner_id & among).sudo()

        def list_view(user, among):
            page = self._as(user).web_search_read(
                [("id", "in", among.ids)], {"phone": {}, "email": {}}
            )
            self.assertEqual(page["length"], len(page["records"]))
            return among.browse(record["id"] for record in page["records"])

        def count(user, among):
            partners = self._as(user)
            return among.filtered(
                lambda partner: partners.search_count([("id", "=", partner.id)])
            )

        def group(user, among):
            rows = self._as(user)._read_group(
                [("id", "in", among.ids)], ["email"], ["__count"]
            )
            emails = {email for email, _count in rows}
            return among.filtered(lambda partner: partner.email in emails)

        def name_search(user, among):
            rows = self._as(user).name_search("Valves", limit=None)
            return among.filtered(lambda partner: partner.id in dict(rows))

        def fetch(user, among):
            rows = self._as(user).search_read([("id", "in", among.ids)], ["phone"])
            return among.browse(row["id"] for row in rows)

        def field(user, among):
            partners = self._as(user).sudo().browse(among.ids)
            if not user.has_group("crm_policy.group_user"):
                # the rules of Odoo decide
                return search(user, among)
            return partners.filtered("customer_is_accessible")

        def rights(user, among):
            return self._as(user).browse(among.ids)._filtered_access("read").sudo()

        return {
            way.__name__: self._in_company(way)
            for way in (
                search,
                by_contact,
                list_view,
                count,
                group,
                name_search,
                fetch,
                field,
                rights,
            )
        }

    def _in_company(self, way):
        def ordered(user, among):
            if user == self.portal and way.__name__ in ("list_view", "group"):
                return self.env["res.partner"]
            return way(user, among).with_env(self.env).sorted("id")

        return lambda user, among: ordered(user, among) & among

    @mute_logger(_DENIED)
    def test_changing(self):
        """ALC-15 one changes what one owns; a grant opens that only when it says so"""
        partners = self.env.ref("base.group_partner_manager")
        (self.user | self.stranger).group_ids = [Command.link(partners.id)]
        self._as(self.user).browse(self.own.id).phone = "+86 21 1"
        for customer in (self.foreign, self.granted, self.pooled, self.waiting):
            with self.assertRaises(AccessError):
                self._as(self.user).browse(customer.id).phone = "+86 21 2"
            with self.assertRaises(AccessError):
                self._as(self.user).create(
                    {"name": "Mole", "parent_id": customer.id, "type": "contact"}
                )
        self._grant(
            self.pooled,
            until=fields.Datetime.now() + timedelta(days=1),
            may_change=True,
        )
        self._as(self.user).browse(self.pooled.id).phone = "+86 21 3"
        self.assertEqual(self.pooled.phone, "+86 21 3")
        new = self._as(self.user).create({"name": "New Contact"})
        new.phone = "+86 21 4"

    def test_bank_accounts(self):
        """ALC-15 bank accounts are as closed as their customer, role or not"""
        account = self.env["res.partner.bank"].create(
            {"acc_number": "6222 0000 1", "partner_id": self.foreign.id}
        )
        for user, open_ in (
            (self.stranger, True),
            (self.employee, True),
            (self.sales_leader, True),
            (self.user, False),
            (self.seller, False),
            (self.leaver, False),
        ):
            with self.subTest(user=user.login):
                found = account.with_user(user).search([("id", "=", account.id)])
                self.assertEqual(bool(found), open_)

    def test_roles_on_top(self):
        """ALC-15 a role that reads all does so whatever else somebody has"""
        for role in ("crm_policy.group_officer", "crm_policy.group_auditor"):
            with self.subTest(role=role):
                user = self._new_user(
                    f"alloc_{role}",
                    f"{role},sales_team.group_sale_salesman,"
                    "crm_allocation.group_own_customers",
                )
                self.assertTrue(self._as(user).browse(self.foreign.id).phone)

    @mute_logger(_DENIED)
    def test_moments(self):
        """ALC-15 access ends at its moment, without a job"""
        granted = self._as(self.user).browse(self.granted.id)
        self.assertTrue(granted.has_access("read"))
        with freeze_time("2026-07-03 00:59:59"):
            self.assertTrue(self._as(self.user).browse(granted.id).has_access("read"))
        with freeze_time("2026-07-03 01:00:00"):
            self.assertFalse(self._as(self.user).browse(granted.id).has_access("read"))

    def test_hand_over(self):
        """ALC-15 the customer goes with its owner, with contacts new and old"""
        partners = self._as(self.stranger)
        own = partners.browse((self.own | self.own.child_ids).ids)
        self.assertFalse(own._filtered_access("read"))
        self._transfer(self.own, user_id=self.stranger.id)
        self.env["res.partner"].create({"name": "Later", "parent_id": self.own.id})
        everybody = (self.own | self.own.child_ids).ids
        self.assertEqual(len(everybody), 3)
        own = self._as(self.stranger).browse(everybody)
        self.assertEqual(own._filtered_access("read"), own)
        former = self._as(self.user).browse(everybody)
        self.assertFalse(former._filtered_access("read"))

    def test_contact_moves(self):
        """ALC-15 a contact is as open as the customer to which it belongs"""
        contact = self.own.child_ids
        contact.parent_id = self.foreign
        self.assertFalse(self._as(self.user).browse(contact.id).has_access("read"))
        contact.parent_id = self.unmanaged
        self.assertTrue(self._as(self.user).browse(contact.id).has_access("read"))

    def test_mark(self):
        """ALC-15 the mark of customers follows every door of the ledger"""
        self.assertTrue(self.own.customer_is_managed)
        self.assertTrue(self.own.child_ids.customer_is_managed)
        self.assertFalse(self.unmanaged.customer_is_managed)
        self.unmanaged.user_id = self.user
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertTrue(self.unmanaged.child_ids.customer_is_managed)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        fresh = self._new_reachable("Fresh")
        wizard._merge((fresh | self.waiting).ids, fresh)
        self.env.invalidate_all()
        self.assertTrue(fresh.customer_is_managed)
        self.assertFalse(self._as(self.user).browse(fresh.id).has_access("read"))

    def test_setting(self):
        """ALC-15 a company that lets everybody read changes nothing"""
        self.company.allocation_access = "all"
        found = self._as(self.user).search([("id", "in", self.customers.ids)])
        self.assertEqual(found.sudo(), self.customers)

    def test_companies(self):
        """ALC-15 customers that only an open company holds are open"""
        other = self.env["res.company"].create(
            {"name": "Open Ltd", "allocation_access": "all"}
        )
        seller = self._new_user("alloc_open", "crm_policy.group_user", company=other)
        shared = self._new_reachable("Shared")
        self.env["crm.ownership"]._transfer(
            [
                {
                    "partner_id": shared.id,
                    "company_id": other.id,
                    "user_id": seller.id,
                    "source": "allocation",
                }
            ]
        )
        self.assertTrue(self._as(self.user).browse(shared.id).has_access("read"))
        self._transfer(shared, user_id=self.stranger.id)
        self.assertFalse(self._as(self.user).browse(shared.id).has_access("read"))
        # nothing is closed to people of a company that closes nothing
        elsewhere = self._as(seller).with_context(allowed_company_ids=other.ids)
        everything = elsewhere.browse((shared | self.foreign).ids)
        self.assertEqual(everything._filtered_access("read"), everything)

    def test_house(self):
        """ALC-15 colleagues and companies stay readable, whoever looks after them"""
        self._transfer(self.employee.partner_id, user_id=self.stranger.id)
        self._transfer(self.company.partner_id, user_id=self.stranger.id)
        house = self.employee.partner_id | self.company.partner_id
        self.assertTrue(self._as(self.user).browse(house.ids).has_access("read"))
        names = self._as(self.user).env["res.users"].search([("share", "=", False)])
        self.assertIn(self.stranger, names.sudo())

    def test_many_customers(self):
        """ALC-15 who has many customers reads the same: another plan, not another
        answer"""
        among = Domain("id", "in", self.customers.ids)
        few = self._as(self.leader).search(among)
        self.env.cr.cache.clear()
        with patch.object(access_sql, "MANY", 0):
            many = self._as(self.leader).search(among)
        self.env.cr.cache.clear()
        self.assertTrue(few)
        self.assertEqual(few, many)
        closed = among & Domain("customer_is_accessible", "=", False)
        found = self._as(self.leader).sudo().search(closed)
        self.assertEqual(set(found.ids), set(self.customers.ids) - set(few.ids))

    def test_archived(self):
        """ALC-15 an archived customer is no more open than before"""
        self.foreign.active = False
        self.own.active = False
        partners = self._as(self.user).with_context(active_test=False)
        found = partners.search([("id", "in", (self.foreign | self.own).ids)])
        self.assertEqual(found.sudo(), self.own)

    @mute_logger(_DENIED)
    def test_names_only(self):
        """ALC-15 documents show the name of a closed customer, nothing more"""
        event = self.env["calendar.event"].create(
            {
                "name": "Talk",
                "start": NOW,
                "stop": NOW,
                "partner_ids": [Command.set(self.foreign.ids)],
            }
        )
        closed = self._as(self.user).browse(self.foreign.id)
        telling = closed.sudo().with_context(
            show_email=True, show_address=True, show_vat=True
        )
        self.assertEqual(telling.display_name, "Foreign Valves")
        self.env.invalidate_all()
        self.assertEqual(closed.display_name, "Foreign Valves")
        with self.assertRaises(AccessError):
            closed.read(["display_name"])
        attendee = event.attendee_ids
        as_user = attendee.with_user(self.user)
        as_user.invalidate_recordset()
        self.assertEqual(as_user.read(["phone"])[0]["phone"], "862***67")
        self.assertEqual(as_user.email, "f***@v***.example")
        for field in ("phone", "email"):
            with self.assertRaises(ValueError):
                as_user.search([(field, "=like", "%6123%")])
        self.foreign.message_subscribe(self.foreign.ids)
        followers = self.env["mail.followers"].with_user(self.user)
        follower = followers.search([("partner_id", "=", self.foreign.id)], limit=1)
        self.assertEqual(follower.email, "f***@v***.example")
        self.assertEqual(attendee.sudo().email, "foreign@valves.example")
        as_stranger = attendee.with_user(self.stranger)
        self.assertEqual(as_stranger.email, "foreign@valves.example")

    @mute_logger(_DENIED)
    def test_chatter(self):
        """ALC-15 history and files of a closed customer are closed"""
        message = self.foreign.message_post(body="Call 138 0013 8000")
        file = self.env["ir.attachment"].create(
            {
                "name": "offer.txt",
                "raw": b"secret",
                "res_model": "res.partner",
                "res_id": self.foreign.id,
            }
        )
        messages = self.env["mail.message"].with_user(self.user)
        self.assertFalse(messages.search([("id", "=", message.id)]))
        with self.assertRaises(AccessError):
            messages.browse(message.id).read(["body"])
        with self.assertRaises(AccessError):
            file.with_user(self.user).read(["raw"])
        with self.assertRaises(AccessError):
            self._as(self.user).browse(self.foreign.id).message_post(body="Hello")
        messages = self.env["mail.message"].with_user(self.stranger)
        self.assertTrue(messages.search([("id", "=", message.id)]))

    @mute_logger(_DENIED)
    def test_recipients(self):
        """ALC-15 a document about a closed customer opens with its discussion"""
        event = self.env["calendar.event"].create(
            {
                "name": "Talk",
                "start": NOW,
                "stop": NOW,
                "partner_ids": [Command.set((self.foreign | self.own).ids)],
            }
        )
        event.message_post(
            body="I will be late",
            author_id=self.foreign.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        event.message_unsubscribe((self.foreign | self.own).ids)

        def propose(user):
            self.env.invalidate_all()
            proposed = event.with_user(user)._message_get_suggested_recipients(
                reply_discussion=True
            )
            return self.env["res.partner"].browse(one["partner_id"] for one in proposed)

        self.assertEqual(propose(self.officer), self.foreign | self.own)
        self.assertEqual(propose(self.user), self.own)

    @mute_logger(_DENIED)
    def test_paths(self):
        """ALC-15 searching through a link finds nothing of closed customers"""
        self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.foreign.id,
                "user_id": self.user.id,
                "summary": "Call",
            }
        )
        users = self._as(self.user).env["res.users"]
        seller = self._new_user("alloc_client", "base.group_portal")
        seller.partner_id.parent_id = self.foreign
        self.env.flush_all()
        self.assertFalse(users.search([("login", "=", "alloc_client")]))
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "6222 0000 1234", "partner_id": self.foreign.id}
        )
        self.assertFalse(
            self._as(self.user).env["res.partner.bank"].search([("id", "=", bank.id)])
        )
        self.assertFalse(
            self._as(self.user).search(
                Domain("child_ids.phone", "=like", "%0013%")
                & Domain("id", "=", self.foreign.id)
            )
        )

    def test_hints(self):
        """ALC-15 Odoo's hints at duplicates name no closed customer"""
        (self.foreign | self.own).vat = "91310000123456789X"
        twin = self._as(self.user).browse(self.own.id)
        self.assertFalse(twin.same_vat_partner_id)
        form = Form(self._as(self.officer).browse(self.own.id))
        self.assertEqual(form.same_vat_partner_id, self.foreign)

    def test_queries(self):
        """ALC-15 the rules add no statement a customer"""
        for partner in self._as(self.user).browse(self.own.ids):
            self.assertTrue(partner.phone)
        counts = []
        for number in (2, 20):
            customers = self.env["res.partner"].create(
                [{"name": f"Batch {index}"} for index in range(number)]
            )
            self._transfer(customers, user_id=self.user.id)
            partners = self._as(self.user).browse(customers.ids)
            before = self.env.cr.sql_log_count
            partners.read(["name", "phone"])
            partners.mapped("customer_is_accessible")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_list_asks_once(self):
        """ALC-15 what a list found is not asked for again when it is shown"""
        partners = self._as(self.user)
        domain = [("parent_id", "=", False)]
        asked = []

        def compute(records):
            asked.extend(records.ids)
            return original(records)

        original = type(partners)._compute_customer_is_accessible
        with patch.object(type(partners), "_compute_customer_is_accessible", compute):
            page = partners.web_search_read(domain, {"name": {}, "phone": {}})
        shown = {row["id"] for row in page["records"]}
        self.assertFalse(shown & set(asked))
        self.assertIn(self.own.id, shown)
        self.assertNotIn(self.foreign.id, shown)

    def test_no_field_shows_contact_data(self):
        """ALC-15 no field of another model reads a customer's data past the rules"""
        # colleagues and companies are open; users of customers follow the customer;
        # Odoo shows with whom a project was shared
        open_models = {"res.company", "res.users", "payment.link.wizard"}
        open_models.add("project.collaborator")
        telling = {
            f"{name}.{field.name}"
            for name in self.registry
            for field in self.env[name]._fields.values()
            if field.related
            and field.compute_sudo
            and field.related.split(".")[-1] in CONTACT_FIELDS
            and not self.env[name]._abstract
            and name not in open_models
            and self._leads_to_partner(name, field.related.split(".")[:-1])
        }
        self.assertFalse(telling)

    def _leads_to_partner(self, model, path):
        for name in path:
            model = self.env[model]._fields[name].comodel_name
        return model == "res.partner"
