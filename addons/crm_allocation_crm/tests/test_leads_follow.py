# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.common import NOW, AllocationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLeadsFollow(AllocationCommon):
    def _new_leads(self, customer, number=1, user=None):
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": customer.id}
        )
        return self.env["crm.lead"].create(
            [
                {
                    "name": f"Lead {at}",
                    "type": "opportunity",
                    "partner_id": contact.id,
                    "user_id": (user or self.user).id,
                    "company_id": self.company.id,
                }
                for at in range(number)
            ]
        )

    def test_new_owner(self):
        """ALC-13 open leads of the former owner go along; all others stay"""
        customer = self._new_customer("Valves", self.user)
        other = self._new_customer("Pumps", self.user)
        leads = self._new_leads(customer, 3)
        leads[1].action_set_won()
        leads[2].action_set_lost()
        of_other = self._new_leads(other)
        of_helper = self._new_leads(customer, user=self.leader)
        other_company = self.env["res.company"].create({"name": "Else"})
        self.user.company_ids |= other_company
        elsewhere = self._new_leads(customer)
        elsewhere.write({"team_id": False, "company_id": other_company.id})
        (leads | of_other).message_subscribe(self.user.partner_id.ids)
        self._transfer(customer, user_id=self.colleague.id)
        self.assertEqual(leads[0].user_id, self.colleague)
        self.assertNotIn(self.user.partner_id, leads[0].message_partner_ids)
        self.assertIn(self.user.partner_id, of_other.message_partner_ids)
        self.assertEqual((leads[1] | leads[2] | of_other).user_id, self.user)
        self.assertEqual(of_helper.user_id, self.leader)
        self.assertEqual(elsewhere.user_id, self.user)

    def test_pool_and_back(self):
        """ALC-13 in a pool a lead has no salesperson; who claims receives it"""
        customer = self._new_customer("Valves", self.user)
        lead = self._new_leads(customer)
        self._transfer(customer, source="release", pool_id=self.pool.id)
        self.assertFalse(lead.user_id)
        self.assertTrue(lead.active)
        self._transfer(customer, source="claim", user_id=self.colleague.id)
        self.assertEqual(lead.user_id, self.colleague)
        self._transfer(customer, source="intake")
        self.assertFalse(lead.user_id)

    def test_team(self):
        """ALC-13 a lead goes to the team in which the owner received the customer"""
        teams = self.env["crm.team"].create(
            [
                {
                    "name": name,
                    "sequence": sequence,
                    "use_leads": True,
                    "company_id": self.company.id,
                    "user_id": self.colleague.id,
                }
                for name, sequence in (("First", 1), ("Second", 2))
            ]
        )
        customer = self._new_customer("Valves", self.user)
        lead = self._new_leads(customer)
        lead.team_id = False
        self._transfer(customer, user_id=self.colleague.id, team_id=teams[1].id)
        self.assertEqual(lead.team_id, teams[1])
        # where the owner left that team, Odoo looks for another
        self._transfer(customer, source="release", pool_id=self.pool.id)
        lead.team_id = False
        teams[1].user_id = False
        self._transfer(customer, user_id=self.colleague.id, team_id=teams[1].id)
        self.assertNotIn(lead.team_id, (teams[1], teams[1].browse()))

    def test_history(self):
        """ALC-13 the history of the lead tells who had it"""
        customer = self._new_customer("Valves", self.user)
        lead = self._new_leads(customer)
        self._end_transaction()
        env = self.env(context={"tracking_disable": False, "mail_notrack": False})
        self._transfer(customer.with_env(env), user_id=self.colleague.id)
        self._end_transaction()
        change = lead.message_ids.tracking_value_ids.filtered(
            lambda value: value.field_id.name == "user_id"
        )
        self.assertEqual(change.old_value_integer, self.user.id)
        self.assertEqual(change.new_value_integer, self.colleague.id)

    def _end_transaction(self):
        """What is tracked is written then; a record that is new is not tracked."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_queries(self):
        """ALC-13 many leads change hands as quickly as few"""
        counts = []
        for number in (3, 30):
            customers = self.env["res.partner"].create(
                [{"name": f"Batch {at}", "is_company": True} for at in range(number)]
            )
            self._transfer(customers, user_id=self.user.id)
            for customer in customers:
                self._new_leads(customer)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._transfer(customers, user_id=self.colleague.id)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(counts[1] - counts[0], 27)
