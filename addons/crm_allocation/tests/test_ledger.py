# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW, AllocationCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestLedger(AllocationCommon):
    """The ledger: one holder a customer, and how it came to be (ALC-13)."""

    def test_transfer_opens_a_line(self):
        """ALC-13 a line says who, since when, why and who approved"""
        customer = self._new_customer("Steel")
        self.env = self.env(context={**self.env.context, "tracking_disable": False})
        line = self._transfer(
            customer.with_env(self.env),
            user_id=self.user.id,
            reason="Knows the trade",
            approved_by_id=self.manager.id,
        )
        self.assertRecordValues(
            line,
            [
                {
                    "partner_id": customer.id,
                    "company_id": self.company.id,
                    "holder": "person",
                    "user_id": self.user.id,
                    "team_id": self.team.id,
                    "source": "allocation",
                    "reason": "Knows the trade",
                    "approved_by_id": self.manager.id,
                    "attribution": "person",
                    "date_to": False,
                }
            ],
        )
        self.assertEqual(str(line.date_from), NOW)
        self.assertEqual(customer.user_id, self.user)
        self.assertEqual(customer.customer_owner_id, self.user)
        self.assertIn("Knows the trade", customer.message_ids[0].body)

    def test_transfer_closes_the_former_line(self):
        """ALC-13 the next holder ends the line of the former one"""
        customer = self._new_customer("Steel", self.user)
        with freeze_time("2026-07-05 01:00:00"):
            line = self._transfer(
                customer, "release", pool_id=self.pool.id, reason="Far"
            )
        self.assertEqual(line.holder, "pool")
        former = customer.ownership_ids - line
        self.assertEqual(str(former.date_to), "2026-07-05 01:00:00")
        self.assertEqual(former.end_source, "release")
        self.assertEqual(former.end_reason, "Far")
        self.assertFalse(customer.user_id)
        self.assertEqual(customer.customer_pool_id, self.pool)
        self.assertEqual(self.pool.customer_count, 1)

    def test_same_holder_stays(self):
        """ALC-13 handing over to the present owner makes no second line"""
        customer = self._new_customer("Steel", self.user)
        line = self._transfer(
            customer, user_id=self.user.id, protected_until="2026-12-31"
        )
        self.assertEqual(line, customer.ownership_ids)
        self.assertEqual(str(line.protected_until), "2026-12-31")

    def test_contacts_follow(self):
        """ALC-13 contacts have the owner of their customer"""
        customer = self._new_customer("Steel")
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": customer.id}
        )
        self._transfer(customer, user_id=self.user.id)
        self.assertEqual(contact.user_id, self.user)
        self._transfer(customer, user_id=self.colleague.id)
        self.assertEqual(contact.user_id, self.colleague)
        contact.user_id = self.user
        self.assertEqual(contact.user_id, self.colleague)
        self.assertFalse(contact.ownership_ids)

    @mute_logger("odoo.sql_db")
    def test_never_two_owners(self):
        """ALC-05 the database refuses a second open line"""
        line = self._new_customer("Steel", self.user).ownership_ids
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            line.sudo().copy({"user_id": self.colleague.id})

    def test_refusals(self):
        """ALC-13 what cannot be handed over says why, and nothing changes"""
        other = self.env["res.company"].create({"name": "Other"})
        archived = self._new_customer("Archived", active=False)
        foreign = self._new_customer("Foreign", company_id=other.id)
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self._new_customer("Steel").id}
        )
        for customer in archived, foreign, contact:
            with self.assertRaisesRegex(UserError, customer.name):
                self._transfer(customer, user_id=self.user.id)
        gone = self._new_user("alloc_gone", "crm_policy.group_user", active=False)
        with self.assertRaisesRegex(UserError, "alloc_gone"):
            self._transfer(self._new_customer("Iron"), user_id=gone.id)

    def test_two_companies(self):
        """ALC-13 a shared customer has one holder in each company"""
        other = self.env["res.company"].create({"name": "Other"})
        clerk = self._new_user("alloc_other", "crm_policy.group_user", other)
        customer = self._new_customer("Steel", self.user)
        self.ledger._transfer(
            [
                {
                    "partner_id": customer.id,
                    "company_id": other.id,
                    "user_id": clerk.id,
                    "source": "claim",
                }
            ]
        )
        self.assertEqual(customer.customer_owner_id, self.user)
        self.assertEqual(customer.with_company(other).customer_owner_id, clerk)
        self.assertEqual(customer.user_id, clerk)
        with freeze_time("2026-07-05 01:00:00"):
            self.ledger._transfer(
                [
                    {
                        "partner_id": customer.id,
                        "company_id": other.id,
                        "source": "release",
                    }
                ]
            )
        self.assertEqual(customer.user_id, self.user)

    def test_two_companies_at_once(self):
        """ALC-13 one step in two companies ends what hung on both lines"""
        other = self.env["res.company"].create({"name": "Other"})
        clerk = self._new_user("alloc_other", "crm_policy.group_user", other)
        customer = self._new_customer("Steel")
        pairs = [
            {"partner_id": customer.id, "company_id": company.id, "user_id": user.id}
            for company, user in ((self.company, self.user), (other, clerk))
        ]
        first = self.ledger._transfer([{**vals, "source": "claim"} for vals in pairs])
        reviews = self.env["crm.allocation.review"].create(
            [
                {
                    "ownership_id": line.id,
                    "protected_until": "2026-06-30",
                    "decide_until": "2026-07-07",
                }
                for line in first
            ]
        )
        self.ledger._transfer(
            [{**vals, "user_id": False, "source": "release"} for vals in pairs]
        )
        self.assertEqual(reviews.mapped("state"), ["obsolete", "obsolete"])

    def test_foreign_pool(self):
        """ALC-05 nobody puts a customer into a pool of another company"""
        other = self.env["res.company"].create({"name": "Other"})
        pool = self.env["crm.allocation.pool"].create(
            {"name": "Pool South", "company_id": other.id}
        )
        with self.assertRaisesRegex(UserError, "Pool South"):
            self._transfer(self._new_customer("Steel"), "release", pool_id=pool.id)

    def test_holder_read_anew(self):
        """ALC-15 what access hangs on is read anew after a change of hands"""
        customer = self._new_customer("Steel")
        self.assertFalse(customer.customer_is_managed)
        self._transfer(customer, user_id=self.user.id)
        self.assertTrue(customer.customer_is_managed)

    def test_search(self):
        """ALC-13 customers are found by holder, owner and pool, contacts with them"""
        mine = self._new_customer("Mine", self.user)
        pooled = self._new_customer("Pooled")
        self._transfer(pooled, "release", pool_id=self.pool.id)
        free = self._new_customer("Free")
        customers = mine | pooled | free
        for domain, found in (
            ([("customer_holder", "=", "person")], mine),
            ([("customer_holder", "=", False)], free),
            ([("customer_holder", "!=", "person")], pooled | free),
            ([("customer_owner_id", "=", self.user.id)], mine),
            ([("customer_owner_id", "=", False)], pooled | free),
            ([("customer_pool_id", "=", "Pool North")], pooled),
            ([("customer_owned_since", ">", "2026-01-01")], mine | pooled),
        ):
            self.assertEqual(
                self.env["res.partner"].search([("id", "in", customers.ids), *domain]),
                found,
                domain,
            )

    def test_statements_do_not_grow(self):
        """ALC-13 a thousand customers change hands in as many statements as two"""
        customers = self.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(1000)]
        )
        ledger = self.ledger.with_context(tracking_disable=True)

        def transfer(partners, user):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            ledger._transfer(
                [
                    {
                        "partner_id": partner.id,
                        "company_id": self.company.id,
                        "user_id": user.id,
                        "source": "allocation",
                    }
                    for partner in partners
                ]
            )
            return self.env.cr.sql_log_count - before

        transfer(customers, self.user)
        few = transfer(customers[:2], self.colleague)
        many = transfer(customers[2:], self.colleague)
        self.assertLessEqual(many, few + 2)
        self.assertEqual(customers.user_id, self.colleague)

    def test_followers_change(self):
        """ALC-15 the former owner no longer receives the customer's letters"""
        customer = self._new_customer("Steel", self.user)
        customer.message_subscribe(self.user.partner_id.ids)
        self._transfer(customer, user_id=self.colleague.id)
        self.assertNotIn(self.user.partner_id, customer.message_partner_ids)

    def test_rights(self):
        """ALC-13 one's own lines, the team's, all; nobody writes"""
        mine = self._new_customer("Mine", self.user).ownership_ids
        other = self._new_customer("Other", self.officer).ownership_ids
        for user, found in (
            (self.user, mine),
            (self.colleague, self.ledger),
            (self.leader, mine),
            (self.officer, mine | other),
            (self.auditor, mine | other),
        ):
            lines = self.ledger.with_user(user).search(
                [("company_id", "=", self.company.id)]
            )
            self.assertEqual(lines, found, user.login)
        with self.assertRaises(AccessError):
            self.ledger.with_user(self.employee).search([])
        with self.assertRaises(AccessError):
            mine.with_user(self.manager).write({"reason": "Better so"})
        with self.assertRaises(UserError):
            mine.with_user(self.manager).unlink()

    def test_customer_with_history_is_kept(self):
        """ALC-13 who changed hands is archived, not deleted"""
        customer = self._new_customer("Steel", self.user)
        self._transfer(customer, user_id=self.colleague.id)
        with self.assertRaisesRegex(UserError, "Archive"):
            customer.unlink()
        mistaken = self._new_customer("Mistake", self.user)
        mistaken.unlink()
        self.assertFalse(mistaken.exists())

    def test_merge_two_owners(self):
        """ALC-13 of merged duplicates one owner stays, and the history of both"""
        kept = self._new_customer("Steel", self.user)
        merged = self._new_customer("Steel Ltd", self.colleague)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((kept | merged).ids, kept)
        self.assertEqual(kept.user_id, self.user)
        self.assertEqual(len(kept.ownership_ids), 2)
        closed = kept.ownership_ids.filtered("date_to")
        self.assertEqual(closed.user_id, self.colleague)
        self.assertEqual(closed.end_source, "merge")

    def test_merge_into_unowned(self):
        """ALC-13 a customer without owner takes over the merged one's"""
        kept = self._new_customer("Steel")
        merged = self._new_customer("Steel Ltd", self.colleague)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((kept | merged).ids, kept)
        self.assertEqual(kept.user_id, self.colleague)
        self.assertFalse(kept.ownership_ids.date_to)

    def test_how_it_ended_is_told_in_the_readers_language(self):
        """ALC-13 how an ownership ended reads like how it began"""
        self.env["res.lang"]._activate_lang("zh_CN")
        labels = {
            name: dict(
                self.ledger.with_context(lang="zh_CN").fields_get([name])[name][
                    "selection"
                ]
            )
            for name in ("source", "end_source")
        }
        self.assertEqual(labels["source"], labels["end_source"])

    def test_delegates(self):
        """ALC-06 the director and delegates allocate, others do not"""
        company = self.company
        self.assertTrue(company._may_allocate(self.manager))
        self.assertFalse(company._may_allocate(self.officer))
        with self.assertRaises(AccessError):
            company.with_user(self.officer)._check_may_allocate()
        company.allocation_delegate_ids = [Command.link(self.officer.id)]
        company.with_user(self.officer)._check_may_allocate()
        other = self.env["res.company"].create({"name": "Other"})
        self.assertFalse(other._may_allocate(self.manager), "not a company of theirs")
