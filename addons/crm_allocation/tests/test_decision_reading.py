# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .automatic_common import AutomaticCommon
from .common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDecisionReading(AutomaticCommon):
    """Why somebody received a customer, for who reads it."""

    def test_sentence(self):
        """ALC-06 every decision explains itself in a sentence"""
        self.card.last_allocated_on = "2026-06-20 01:00:00"
        self.colleague_card.last_allocated_on = "2026-06-25 01:00:00"
        third = self._new_user("alloc_third", "crm_policy.group_user", name="Wang")
        self._new_card(third, capacity=1)
        self._new_customer("Owned", third)
        decision = self._allocate(self._new_waiting())
        self.assertEqual(
            decision.sentence,
            f"{self.user.name} got this customer because rule “Everybody in turn” "
            "(version 1) matched, longest wait (since 06/20/2026) among 2; "
            "Wang: full 1/1",
        )

    def test_sentence_of_weights(self):
        """ALC-06 weights that decided are named"""
        self.card.write({"weight": 2, "last_allocated_on": "2026-06-28 01:00:00"})
        self.card.turns = 4
        self.colleague_card.write({"last_allocated_on": "2026-06-20 01:00:00"})
        self.colleague_card.turns = 5
        decision = self._allocate(self._new_waiting())
        self.assertIn(
            "fewest turns for the weight (4.0 of weight 2.0)", decision.sentence
        )

    def test_sentence_in_own_language(self):
        """ALC-06 the sentence is made for the reader, nothing of it is stored"""
        self.assertFalse(self.decisions._fields["sentence"].store)
        decision = self._allocate(self._new_waiting())
        self.assertEqual(set(decision.facts), {"count"})

    def test_reason_of_an_addon_that_is_gone(self):
        """ALC-06 what an uninstalled addon had against somebody stays readable"""
        decision = self._allocate(self._new_waiting())
        places = decision.lineup_id.places
        for place in places:
            if place[0] == self.colleague.id:
                place[1] = "former_reason"
        decision.lineup_id.sudo().places = places
        self.assertIn("former_reason", decision.sentence)
        labels = {row["id"]: row["label"] for row in decision.candidates}
        self.assertEqual(labels[self.colleague.id], "former_reason")

    def test_many_in_a_run(self):
        """ALC-06 each decision of a run tells how everybody stood then"""
        self.card.capacity = 1
        decisions = self._allocate(self._new_waiting(4))
        verdicts = [
            {row["id"]: row["verdict"] for row in decision.candidates}
            for decision in decisions
        ]
        self.assertEqual(decisions[0].user_id, self.user)
        self.assertEqual(
            verdicts[0], {self.user.id: "chosen", self.colleague.id: "waiting"}
        )
        self.assertEqual(
            verdicts[3], {self.colleague.id: "chosen", self.user.id: "full"}
        )
        self.assertEqual(decisions[3].candidates[0]["owned"], 2)
        self.assertIn("the only one who could", decisions[3].sentence)

    def test_who_reads(self):
        """ALC-06 people read their own decisions, without colleagues' reasons"""
        self.colleague_card.is_receiving = False
        decision = self._allocate(self._new_waiting())
        self.assertIn("does not receive", decision.with_user(self.officer).sentence)
        self.assertIn("does not receive", decision.with_user(self.auditor).sentence)
        own = decision.with_user(self.user)
        own.invalidate_recordset()
        self.assertIn("got this customer", own.sentence)
        self.assertNotIn("does not receive", own.sentence)
        self.assertNotIn("candidates", own.fields_get())
        domain = [("partner_id", "=", decision.partner_id.id)]
        found = {
            user: self.decisions.with_user(user).search_count(domain)
            for user in (self.user, self.leader, self.colleague)
        }
        self.assertEqual(found, {self.user: 1, self.leader: 1, self.colleague: 0})
