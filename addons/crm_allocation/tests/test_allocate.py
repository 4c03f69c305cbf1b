# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .automatic_common import AutomaticCommon
from .common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAllocate(AutomaticCommon):
    """Customers that wait go to people, by the rules of their company."""

    def test_in_turn(self):
        """ALC-06 customers go to everybody in turn; the ledger names the decision"""
        customers = self._new_waiting(4)
        decisions = self._allocate(customers)
        self.assertEqual(
            decisions.mapped("user_id"), self.user | self.colleague, decisions
        )
        self.assertEqual(self.card.owned_count, 2)
        self.assertEqual(self.colleague_card.owned_count, 2)
        self.assertEqual(self.card.turns, 2)
        self.assertEqual(self.card.last_allocated_on, fields.Datetime.to_datetime(NOW))
        line = customers[0]._get_open_ownership(self.company)
        self.assertEqual(line.source, "allocation")
        self.assertEqual(line.origin_model, "crm.allocation.decision")
        self.assertEqual(line.origin_id, decisions[0].id)
        self.assertEqual(customers[0].user_id, decisions[0].user_id)
        self.assertEqual(decisions.run_id.decided_count, 4)
        self.assertEqual(decisions.run_id.largest_share, 50)

    def test_one_by_one(self):
        """ALC-06 customers that come one by one are spread like many at once"""
        people = [self._allocate(self._new_waiting()).user_id for _turn in range(4)]
        self.assertEqual(people[:2], people[2:])
        self.assertNotEqual(people[0], people[1])

    def test_weights(self):
        """ALC-06 weight 3 receives three times as many; the level counts as well"""
        self.card.level_id = self.env["crm.allocation.level"].create(
            {"name": "Triple", "weight": 3}
        )
        decisions = self._allocate(self._new_waiting(8))
        self.assertEqual(len(decisions.filtered(lambda d: d.user_id == self.user)), 6)

    def test_class_and_territory(self):
        """ALC-06 by class, territory and team; more worth first"""
        state, other_state = self.env["res.country.state"].search([], limit=2)
        self.card.write({"class_ids": self.class_a.ids, "state_ids": state.ids})
        self.colleague_card.capacity = 1
        small = self._new_waiting(2, allocation_class_id=self.class_d.id)
        large = self._new_waiting(
            allocation_class_id=self.class_a.id, state_id=other_state.id
        )
        near = self._new_waiting(allocation_class_id=self.class_a.id, state_id=state.id)
        decisions = self._allocate(small | large | near)
        by_customer = {row.partner_id: row for row in decisions}
        self.assertEqual(by_customer[near].user_id, self.user)
        self.assertEqual(by_customer[large].user_id, self.colleague)
        self.assertFalse(by_customer[small[0]].user_id)
        self.assertEqual(by_customer[small[0]].code, "mixed")
        verdicts = {
            row["id"]: row["verdict"] for row in by_customer[small[0]].candidates
        }
        self.assertEqual(verdicts, {self.user.id: "class", self.colleague.id: "full"})

    def test_rules_in_order(self):
        """ALC-06 the first rule that matches decides, whatever comes after"""
        first = self.rule.copy(
            {
                "name": "North",
                "sequence": 1,
                "domain": "[('name', '=like', 'Waiting%')]",
                "team_ids": self.team.ids,
                "class_ids": self.class_a.ids,
                "match_class": False,
            }
        )
        stranger = self._new_user("alloc_stranger", "crm_policy.group_user")
        self._new_card(stranger)
        decision = self._allocate(
            self._new_waiting(allocation_class_id=self.class_a.id)
        )
        self.assertEqual(decision.rule_id, first)
        self.assertIn(decision.user_id, self.user | self.colleague)
        decision = self._allocate(
            self._new_waiting(allocation_class_id=self.class_d.id)
        )
        self.assertEqual(decision.rule_id, self.rule)

    def test_hours_of_rule(self):
        """ALC-06 a rule counts within its hours, by the clock of the policies"""
        self.rule.write({"hour_from": 8, "hour_to": 18})
        customers = self._new_waiting(2)
        with freeze_time("2026-07-01 11:00:00"):  # 19:00 in Shanghai
            self.assertEqual(self._allocate(customers[0]).code, "no_rule")
        self.assertTrue(self._allocate(customers[1]).user_id)

    def test_leave_and_hours(self):
        """ALC-06 who is on leave receives nothing; out of hours as the rule says"""
        resource = self.env["resource.resource"].create(
            {
                "name": "User",
                "user_id": self.user.id,
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
            }
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "resource_id": resource.id,
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
                "date_from": "2026-06-30 16:00:00",
                "date_to": "2026-07-08 01:00:00",
            }
        )
        decisions = self._allocate(self._new_waiting(2))
        self.assertEqual(decisions.user_id, self.colleague)
        self.assertIn("on leave until 07/08/2026", decisions[0].sentence)
        self.rule.respects_hours = True
        with freeze_time("2026-07-01 14:00:00"):  # 22:00 in Shanghai
            customer = self._new_waiting()
            decision = self._allocate(customer)
            self.assertFalse(decision.user_id)
            self.assertEqual(decision.code, "mixed")
        with freeze_time("2026-07-02 01:00:00"):
            self.assertEqual(self._allocate(customer).user_id, self.colleague)

    def test_inactive(self):
        """ALC-06 who was deactivated or moved company receives nothing any more"""
        self.user.active = False
        self.colleague.write(
            {
                "company_ids": [Command.set(self.env.ref("base.main_company").ids)],
                "company_id": self.env.ref("base.main_company").id,
            }
        )
        decision = self._allocate(self._new_waiting())
        self.assertEqual(decision.code, "inactive")
        self.assertEqual(decision.state, "unassigned")

    def test_zero_weights(self):
        """ALC-06 all weights zero: the customer waits, and it is said why"""
        (self.card | self.colleague_card).weight = 0
        decision = self._allocate(self._new_waiting())
        self.assertEqual(decision.code, "weightless")
        self.assertIn("weight 0", decision.sentence)

    def test_nobody(self):
        """ALC-06 nobody in the line, and no rule: never silent"""
        (self.card | self.colleague_card).unlink()
        customer = self._new_waiting()
        decision = self._allocate(customer)
        self.assertEqual(decision.code, "empty")
        self.assertEqual(customer.allocation_waiting_code, "empty")
        self.assertEqual(customer.customer_holder, "company")
        activity = decision.run_id.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(activity.summary, "Customers that could not be allocated: 1")
        self.rule.active = False
        again = self._allocate(customer)
        self.assertEqual(again.code, "no_rule")
        self.assertEqual(decision.state, "superseded")
        self.assertFalse(decision.run_id.activity_ids)
        self.assertEqual(
            self.env["res.partner"].search(
                [("allocation_waiting_code", "=", "no_rule")]
            ),
            customer,
        )

    def test_asked_again(self):
        """ALC-06 the same reason again makes no new decision; an owner ends it"""
        (self.card | self.colleague_card).is_receiving = False
        customer = self._new_waiting()
        decision = self._allocate(customer)
        with freeze_time("2026-07-01 02:00:00"):
            self.assertEqual(self._allocate(customer), decision)
        self.assertEqual(decision.attempts, 2)
        self.assertEqual(decision.tried_on, datetime(2026, 7, 1, 2))
        self.assertEqual(decision.run_id.unassigned_count, 1)
        self._transfer(customer, user_id=self.leader.id, source="claim")
        self.assertEqual(decision.state, "superseded")
        self.assertFalse(decision.run_id.activity_ids)
        self.assertFalse(self._allocate(customer))

    def test_left_alone(self):
        """ALC-06 customers with an owner, in a pool, archived, of others: untouched"""
        owned = self._new_customer("Owned", self.leader)
        pooled = self._new_customer("Pooled")
        self._transfer(pooled, pool_id=self.pool.id, source="release")
        archived = self._new_waiting()
        archived.active = False
        foreign = self._new_waiting()
        # raw: a customer that moved to another company while it waited
        foreign._write({"company_id": self.env.ref("base.main_company").id})
        foreign.invalidate_recordset()
        contact = self.env["res.partner"].create(
            {"name": "Contact", "parent_id": owned.id}
        )
        customers = owned | pooled | archived | foreign | contact
        self.assertFalse(self._allocate(customers))
        self.assertEqual(owned.customer_owner_id, self.leader)

    def test_share(self):
        """ALC-06 who has too large a share is passed over, and it is said"""
        third = self._new_user("alloc_third", "crm_policy.group_user")
        fourth = self._new_user("alloc_fourth", "crm_policy.group_user")
        self._new_card(third)
        self._new_card(fourth)
        self.company.allocation_max_share = 40
        for number in range(6):
            self._new_customer(f"Owned {number}", self.user)
        decision = self._allocate(self._new_waiting())
        self.assertNotEqual(decision.user_id, self.user)
        self.assertIn("too large a share", decision.sentence)
        self.company.write(
            {"allocation_share_basis": "window", "allocation_share_days": 30}
        )
        decision = self._allocate(self._new_waiting())
        self.assertNotIn(f"{self.user.name}: too large", decision.sentence)

    def test_next_person_of_run(self):
        """ALC-06 a person deactivated between two runs is not chosen in the next"""
        customers = self._new_waiting(4)
        self._allocate(customers[:2])
        self.user.active = False
        self.assertEqual(self._allocate(customers[2:]).user_id, self.colleague)

    def test_other_company(self):
        """ALC-06 each company has its own rules, people and turns"""
        other = self.env["res.company"].create({"name": "Other"})
        outsider = self._new_user("alloc_other", "crm_policy.group_user", other)
        self.env["crm.allocation.member"].create(
            {"user_id": outsider.id, "company_id": other.id}
        )
        customer = self._new_waiting()
        decision = self.decisions._allocate(customer, other)
        self.assertEqual(decision.user_id, outsider)
        self.assertEqual(self._allocate(customer).company_id, self.company)

    def test_who_may(self):
        """ALC-06 only the director or a delegate allocates"""
        customers = self._new_waiting(3)
        for user in (self.user, self.leader, self.officer, self.auditor):
            with self.assertRaises(AccessError):
                customers.with_user(user).action_allocate()
            with self.assertRaises(AccessError):
                self.decisions.with_user(user).action_allocate_waiting()
            with self.assertRaises(AccessError):
                customers.with_user(user).action_assign()
        self.company.allocation_delegate_ids = self.officer
        customers[0].with_user(self.officer).action_allocate()
        self.assertEqual(customers[0].customer_holder, "person")
        result = self.decisions.with_user(self.manager).action_allocate_waiting()
        self.assertEqual(result["params"]["type"], "success")
        self.assertEqual(set(customers.mapped("customer_holder")), {"person"})
        self.assertEqual(
            self._get_decisions(customers).approved_by_id,
            self.officer | self.manager,
        )
        with self.assertRaises(UserError):
            customers.with_user(self.manager).action_allocate()

    def test_steps_of_waiting(self):
        """ALC-06 who may not allocate is offered no step; a delegate is, at once"""
        view = self.env.ref("crm_allocation.res_partner_view_list_waiting")

        def is_offered(user):
            partners = self.env["res.partner"].with_user(user)
            return "action_allocate" in partners.get_view(view.id, "list")["arch"]

        self.assertTrue(is_offered(self.manager))
        self.assertFalse(is_offered(self.officer))
        self.company.allocation_delegate_ids = self.officer
        self.assertTrue(is_offered(self.officer))
        self.assertFalse(is_offered(self.auditor))

    def test_decisions_are_kept(self):
        """ALC-06 nobody writes, adds or deletes a decision"""
        decision = self._allocate(self._new_waiting())
        for user in (self.user, self.officer, self.manager, self.auditor):
            own = decision.with_user(user)
            with self.assertRaises(AccessError):
                own.write({"reason": "Changed"})
            with self.assertRaises(AccessError):
                own.run_id.write({"kind": "direct"})
            with self.assertRaises(AccessError):
                own.create({"partner_id": decision.partner_id.id})
        with self.assertRaises(UserError):
            decision.unlink()

    def test_rules_are_the_managers(self):
        """ALC-06 managers write rules, others read them; the version counts"""
        self.assertEqual(self.rule.version, 1)
        self.rule.with_user(self.manager).max_share = 20
        self.assertEqual(self.rule.version, 2)
        for user in (self.user, self.officer, self.auditor):
            with self.assertRaises(AccessError):
                self.rule.with_user(user).max_share = 30
        with self.assertRaises(UserError):
            self.rule.with_user(self.manager).domain = "[('nothing', '=', 1)]"

    def test_snapshot(self):
        """ALC-06 a decision keeps the rule as it was"""
        decision = self._allocate(self._new_waiting())
        self.rule.write({"name": "Renamed", "order": "level"})
        decision.invalidate_recordset()
        self.assertEqual(decision.rule_name, "Everybody in turn")
        self.assertEqual(decision.rule_version, 1)
        self.assertEqual(decision.lineup_id.rule_values["order"], "wait")
        self.assertIn("“Everybody in turn” (version 1)", decision.sentence)

    def test_merged(self):
        """ALC-06 two waiting customers that are merged wait once"""
        (self.card | self.colleague_card).is_receiving = False
        customers = self._new_waiting(2)
        self._allocate(customers)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge(customers.ids, customers[0])
        decisions = self._get_decisions(customers[0])
        self.assertEqual(
            sorted(decisions.mapped("state")), ["superseded", "unassigned"]
        )

    def test_statements(self):
        """ALC-06 as many statements for many customers as for few"""
        # so many at once have no clock
        self.company.allocation_contact_at_once = 1
        self._allocate(self._new_waiting(2))
        few, many = self._new_waiting(10), self._new_waiting(200)
        counts = []
        for customers in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._allocate(customers)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
        self.assertLess(counts[0], 90)
