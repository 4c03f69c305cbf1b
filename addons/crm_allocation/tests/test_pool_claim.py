# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import NOW
from .pool_common import PoolCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPoolClaim(PoolCommon):
    def test_claim(self):
        """ALC-05 a salesperson claims: owner, salesperson field, first contact today"""
        row = self._new_pooled(phone="+86 138 1234 5678")
        partner = self.ledger.browse(row.ids).partner_id
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": partner.id}
        )
        action = row.with_user(self.user).action_claim()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (partner._name, partner.id)
        )
        line = partner.ownership_ids.filtered(lambda line: not line.date_to)
        self.assertEqual((line.user_id, line.source), (self.user, "claim"))
        self.assertEqual(
            (line.origin_model, line.origin_id), (self.pool._name, self.pool.id)
        )
        self.assertEqual(partner.user_id, self.user)
        self.assertEqual(contact.user_id, self.user)
        activity = partner.activity_ids
        self.assertEqual(
            activity.activity_type_id,
            self.env.ref("crm_allocation.mail_activity_type_first_contact"),
        )
        self.assertEqual(activity.user_id, self.user)
        self.assertEqual(str(activity.date_deadline), "2026-07-01")
        self.assertFalse(row.exists())

    def test_who_may_claim(self):
        """ALC-05 only salespeople of the teams to which the pool is open"""
        row = self._new_pooled()
        claimed, refused = self._claim(row, self.stranger)
        self.assertFalse(claimed)
        self.assertEqual(
            refused, {"1 customers": "they are in no pool that is open to you"}
        )
        for outsider in (self.auditor, self.employee):
            with self.subTest(login=outsider.login), self.assertRaises(AccessError):
                row.with_user(outsider)._claim()
        claimed, _refused = self._claim(row, self.leader)
        self.assertEqual(claimed.user_id, self.leader)

    def test_levels(self):
        """ALC-05 a pool for a level is open to people of that level"""
        senior = self.env["crm.allocation.level"].create({"name": "Senior"})
        self.pool.write(
            {"team_ids": [Command.clear()], "level_ids": [Command.set(senior.ids)]}
        )
        row = self._new_pooled()
        self.assertFalse(self.pool.with_user(self.user).is_open_to_me)
        self.assertIn("1 customers", self._claim(row)[1])
        card = self.env["crm.allocation.member"]._get_for(self.user, self.company)
        card.level_id = senior
        self.assertTrue(
            self.pool.with_user(self.user).search_count([("is_open_to_me", "=", True)])
        )
        self.assertTrue(self._claim(row)[0])

    def test_claimed_before(self):
        """ALC-05 who is slower is told; the first owner stays"""
        row = self._new_pooled()
        self._claim(row, self.colleague)
        claimed, refused = self._claim(row)
        self.assertFalse(claimed)
        self.assertEqual(
            refused,
            {"B*** V*** T*** Ltd.": "it is no longer in the pool; somebody was faster"},
        )
        self.assertEqual(self._get_owner(row), self.colleague)

    def test_limits(self):
        """ALC-05 a day, a week, a month, each in the company's own time"""
        self.pool.write(
            {"claims_per_day": 2, "claims_per_week": 3, "claims_per_month": 4}
        )
        names = [f"C{number}" for number in range(12)]
        rows = self.env["crm.allocation.pool.customer"]
        for name in names:
            rows |= self._new_pooled(name)
        claimed, refused = self._claim(rows[:4])
        self.assertEqual(len(claimed), 2)
        self.assertEqual(set(refused.values()), {"you have claimed 2 today, the limit"})
        # what is given back counts all the same
        self._transfer(claimed.partner_id[0], "release", pool_id=self.pool.id)
        self.assertFalse(self._claim(rows[3])[0])
        # 23:59 in Shanghai is the same day, 00:01 the next
        with freeze_time("2026-07-01 15:59:00"):
            self.assertFalse(self._claim(rows[3])[0])
        with freeze_time("2026-07-01 16:01:00"):
            claimed, refused = self._claim(rows[3:5])
            self.assertEqual(len(claimed), 1)
            self.assertEqual(
                list(refused.values()), ["you have claimed 3 this week, the limit"]
            )
        # Monday
        with freeze_time("2026-07-06 01:00:00"):
            claimed, refused = self._claim(rows[4:6])
            self.assertEqual(len(claimed), 1)
            self.assertEqual(
                list(refused.values()), ["you have claimed 4 this month, the limit"]
            )
        # each person has limits of its own
        self.assertEqual(len(self._claim(rows[6:8], self.colleague)[0]), 2)
        with freeze_time("2026-08-03 01:00:00"):
            self.assertEqual(len(self._claim(rows[8:])[0]), 2)

    def test_held(self):
        """ALC-05 who has enough customers claims no more, whatever their source"""
        self.pool.held_at_most = 2
        self._new_customer("Own", self.user)
        rows = self._new_pooled("C1") | self._new_pooled("C2")
        claimed, refused = self._claim(rows)
        self.assertEqual(len(claimed), 1)
        self.assertEqual(
            list(refused.values()),
            ["you have 2 customers; this pool is for who has fewer"],
        )

    def test_card(self):
        """ALC-05 the card limits customers, classes and the territory"""
        card = self.env["crm.allocation.member"]._get_for(self.user, self.company)
        best = self.env["crm.allocation.class"].search([], order="sequence", limit=1)
        other = self.env["crm.allocation.class"].search([]) - best
        card.class_ids = [Command.set(other.ids)]
        row = self._new_pooled(allocation_class_id=best.id)
        _claimed, refused = self._claim(row)
        self.assertEqual(
            list(refused.values()), ["your card does not allow customers of its class"]
        )
        self.pool.respects_class = False
        self.pool.respects_territory = True
        card.state_ids = [Command.set(self.region.ids)]
        _claimed, refused = self._claim(row)
        self.assertEqual(list(refused.values()), ["it is outside your territory"])
        self.ledger.browse(row.ids).partner_id.state_id = self.region
        self._new_customer("Own", self.user)
        card.capacity = 1
        _claimed, refused = self._claim(row)
        self.assertEqual(
            list(refused.values()),
            ["you have 1 customers, as many as your card allows"],
        )
        card.capacity = 2
        self.assertTrue(self._claim(row)[0])

    def test_suspended(self):
        """ALC-10 whoever is suspended for some days claims nothing meanwhile"""
        row = self._new_pooled()
        suspension = self.env["crm.allocation.suspension"].create(
            {"user_id": self.user.id, "reason": "By hand", "kind": "days", "days": 7}
        )
        suspension.with_user(self.manager).action_confirm()
        _claimed, refused = self._claim(row)
        self.assertEqual(list(refused.values()), ["you are suspended from allocation"])
        self.pool.bars_suspended = False
        self.assertTrue(self._claim(row)[0])

    def test_level_limits(self):
        """ALC-05 a level has limits of its own"""
        senior = self.env["crm.allocation.level"].create({"name": "Senior"})
        self.pool.claims_per_day = 1
        self.pool.limit_ids = [
            Command.create({"level_id": senior.id, "claims_per_day": 3})
        ]
        rows = self.env["crm.allocation.pool.customer"]
        for number in range(6):
            rows |= self._new_pooled(f"C{number}")
        card = self.env["crm.allocation.member"]._get_for(self.user, self.company)
        card.level_id = senior
        self.assertEqual(len(self._claim(rows)[0]), 3)
        self.assertEqual(len(self._claim(rows, self.colleague)[0]), 1)
        with self.assertRaises(ValidationError):
            self.pool.limit_ids = [Command.create({"level_id": senior.id})]
        with self.assertRaises(ValidationError):
            self.pool.limit_ids = [Command.create({"claims_per_day": 1})]

    def test_cooling_off(self):
        """ALC-05 any former owner waits, not only the last one"""
        customer = self._new_customer("Blue Valve", self.user)
        with freeze_time("2026-07-05 01:00:00"):
            self._transfer(customer, user_id=self.colleague.id)
        with freeze_time("2026-07-10 01:00:00"):
            row = self._put(customer)
        with freeze_time("2026-08-03 01:00:00"):
            _claimed, refused = self._claim(row)
            self.assertEqual(
                list(refused.values()),
                ["it was yours until 07/05/2026; you may claim it from 08/04/2026"],
            )
            mine = row.with_user(self.user)
            mine.invalidate_model()
            self.assertFalse(mine.is_claimable)
            self.assertEqual(str(mine.claimable_on), "2026-08-04")
        with freeze_time("2026-08-04 01:00:01"):
            self.assertFalse(self._claim(row, self.colleague)[0])
            self.assertTrue(self._claim(row)[0])

    def test_new_arrival(self):
        """ALC-05 a pool can keep new arrivals for some days"""
        self.pool.arrival_days = 2
        row = self._new_pooled()
        _claimed, refused = self._claim(row)
        self.assertEqual(
            list(refused.values()),
            ["it came on 07/01/2026 and may be claimed from 07/03/2026"],
        )
        with freeze_time("2026-07-03 01:00:00"):
            self.assertTrue(self._claim(row)[0])

    def test_archived_and_foreign(self):
        """ALC-05 an archived customer and one of another company are not claimed"""
        archived, foreign = self._new_pooled("Gone Ltd"), self._new_pooled("Away Ltd")
        self.ledger.browse(archived.ids).partner_id.active = False
        claimed, refused = self._claim(archived | foreign)
        self.assertEqual(len(claimed), 1)
        self.assertEqual(refused, {"G*** Ltd": "it was archived"})
        other = self.env["res.company"].create({"name": "Elsewhere"})
        pool = self.env["crm.allocation.pool"].create(
            {"name": "There", "company_id": other.id}
        )
        line = self.ledger._transfer(
            [
                {
                    "partner_id": self._new_customer("Far").id,
                    "company_id": other.id,
                    "pool_id": pool.id,
                    "source": "release",
                }
            ]
        )
        row = self.env["crm.allocation.pool.customer"].browse(line.ids)
        claimed, refused = self._claim(row)
        self.assertFalse(claimed)
        self.assertTrue(refused)

    def test_some_of_many(self):
        """ALC-05 a set: each is claimed or says why not, in a dialog"""
        self.pool.claims_per_day = 1
        rows = self._new_pooled("First Ltd") | self._new_pooled("Second Ltd")
        action = rows.with_user(self.user).action_claim()
        result = self.env[action["res_model"]].browse(action["res_id"])
        result = result.with_user(self.user)
        self.assertEqual((result.claimed_count, result.refused_count), (1, 1))
        self.assertEqual(result.line_ids.name, "S*** Ltd")
        self.assertEqual(
            result.action_open_claimed()["domain"],
            [("id", "in", result.claimed_ids.ids)],
        )
        with self.assertRaises(AccessError):
            result.with_user(self.colleague).read(["claimed_count"])

    def test_statements(self):
        """ALC-05 as many statements for forty customers as for four"""
        self.pool.claims_per_day = 0
        counts = []
        for size in (4, 4, 40):
            rows = self.env["crm.allocation.pool.customer"]
            for number in range(size):
                rows |= self._new_pooled(f"C{size} {number}")
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            claimed, refused = self._claim(rows)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual((len(claimed), refused), (size, {}))
        self.assertLessEqual(counts[2], counts[1], counts)

    def test_gate(self):
        """ALC-05 every claim passes the gate of the person"""
        rows = self._new_pooled("C1") | self._new_pooled("C2")
        self._claim(rows[0])
        self._claim(rows[1])
        gate = self.env["crm.allocation.claim.counter"].search(
            [("user_id", "=", self.user.id)]
        )
        self.assertEqual((len(gate), gate.passed), (1, 2))
        with self.assertRaises(AccessError):
            gate.with_user(self.user).read(["passed"])
        # who has no room left does not wait at the gate
        self.pool.claims_per_day = 2
        self._claim(self._new_pooled("C3"))
        self.assertEqual(gate.passed, 2)

    def test_take_out(self):
        """ALC-05 the director, or who looks after the pool, takes customers out"""
        row = self._new_pooled()
        for person in (self.user, self.officer):
            with self.subTest(login=person.login), self.assertRaises(AccessError):
                row.with_user(person).action_take_out()
        self.pool.manager_ids = [Command.link(self.colleague.id)]
        row.with_user(self.colleague).action_take_out()
        partner = self.ledger.browse(row.ids).partner_id
        self.assertEqual(partner.customer_holder, "company")
        row = self._put(partner)
        row.with_user(self.manager).action_take_out()
        self.assertEqual(partner.customer_holder, "company")
        line = partner._get_open_ownership(self.company)
        self.assertEqual(line.approved_by_id, self.manager)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPoolMask(PoolCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.row = cls._new_pooled(
            phone="+86 138 1234 5678",
            email="buyer@bluevalve.example",
            street="Gate 3",
            city="Shenyang",
            vat="CN123",
            website="https://bluevalve.example",
        )
        cls.partner = cls.ledger.browse(cls.row.ids).partner_id

    def test_nothing_that_calls(self):
        """ALC-15 the pool has no field with contact data, whoever asks"""
        row = self.row.with_user(self.user)
        values = row.read()[0]
        self.assertEqual(values["name"], "B*** V*** T*** Ltd.")
        self.assertEqual(values["city"], "Shenyang")
        self.assertNotIn("partner_id", values)
        text = str(values)
        for secret in ("138", "bluevalve", "Gate 3", "CN123", "Blue"):
            self.assertNotIn(secret, text)

    def test_no_way_round(self):
        """ALC-15 no search, order, group or export finds what is masked"""
        rows = self.env["crm.allocation.pool.customer"].with_user(self.user)
        self.assertEqual(rows.search([("name", "ilike", "B***")]), self.row)
        self.assertFalse(rows.search([("name", "ilike", "Blue")]))
        self.assertFalse(rows.search([("display_name", "ilike", "Blue")]))
        self.assertFalse(rows.name_search("Blue"))
        with self.assertRaises(AccessError):
            rows.search([("partner_id.phone", "ilike", "138")])
        with self.assertRaises(AccessError):
            rows.search([("partner_id", "=", self.partner.id)])
        with self.assertRaises(AccessError):
            rows.search(Domain.TRUE, order="partner_id")
        with self.assertRaises(AccessError):
            rows.formatted_read_group([], ["partner_id"], ["__count"])
        self._let_export(self.user)
        with self.assertRaises(AccessError):
            self.row.with_user(self.user).export_data(["partner_id/phone"])
        exported = self.row.with_user(self.user).export_data(["name", "city"])
        self.assertEqual(exported["datas"], [["B*** V*** T*** Ltd.", "Shenyang"]])

    def test_officer(self):
        """ALC-15 officers and auditors know whom they see, salespeople do not"""
        for person in (self.officer, self.manager, self.auditor):
            with self.subTest(login=person.login):
                row = self.row.with_user(person)
                self.assertEqual(row.partner_id, self.partner)
        with self.assertRaises(AccessError):
            self.row.with_user(self.stranger).read(["city"])
        with self.assertRaises(AccessError):
            self.row.with_user(self.employee).read(["city"])

    def test_names_shown(self):
        """ALC-05 a pool can show names, and nothing else"""
        self.pool.is_name_shown = True
        row = self.row.with_user(self.user)
        self.assertEqual(row.name, "Blue Valve Trading Ltd.")
        self.assertNotIn("138", str(row.read()))

    def test_history(self):
        """ALC-05 how it came here, since when, and how often"""
        self._transfer(self.partner, user_id=self.colleague.id)
        with freeze_time("2026-07-03 01:00:00"):
            row = self._put(self.partner, reason="Ask Li, 138-1234 5678")
        row = row.with_user(self.user)
        self.assertEqual(row.times_in_pool, 2)
        self.assertEqual(row.reason, "Ask Li, ***")
        self.assertEqual(row.source, "release")
        self.assertEqual(
            row.since, fields.Datetime.to_datetime(NOW) + timedelta(days=2)
        )
