# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY, GradingCommon


@tagged("post_install", "-at_install")
class TestRisk(GradingCommon):
    """The path of a customer at risk, step by step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Customer", user_id=cls.user.id)
        cls.foreign = cls._new_customer("Of a colleague", user_id=cls.officer.id)
        cls.risk = cls.env["crm.grading.risk"]._get_risk(cls.customer, cls.company)

    def setUp(self):
        super().setUp()
        clock = freeze_time(TODAY)
        clock.start()
        self.addCleanup(clock.stop)

    def _wizard(self, user, button="action_next_step", risk=None, **values):
        """The dialog of a button, filled in."""
        action = getattr((risk or self.risk).with_user(user), button)()
        form = Form(
            self.env[action["res_model"]]
            .with_user(user)
            .with_context(**action["context"])
        )
        form.reason = "Pays later and later"
        for fname, value in values.items():
            form[fname] = value
        return form.save()

    def _decide(self, button="action_next_step", **values):
        self._wizard(self.manager, button, **values).action_decide()

    def _partner(self):
        self.customer.invalidate_recordset()
        return self.customer

    def test_guided_path(self):
        """GRD-14 a manager goes watch, limit, wind down, ended; each dated, reasoned"""
        self._decide()
        self.assertEqual(
            (self.risk.state, str(self.risk.state_since)), ("watch", TODAY)
        )
        self._decide(limit_amount=50000)
        self.assertEqual((self.risk.state, self.risk.limit_amount), ("limit", 50000))
        self.assertEqual(self.risk.review_date, date(2026, 12, 31), "next period's end")
        self._decide()
        self._decide()
        self.assertEqual((self.risk.state, self.risk.limit_amount), ("ended", 0))
        decisions = self.risk.decision_ids.sorted("id")
        self.assertEqual(
            decisions.mapped("to_step"), ["watch", "limit", "winddown", "ended"]
        )
        self.assertEqual(
            decisions.mapped("from_step"), ["none", "watch", "limit", "winddown"]
        )
        self.assertEqual(set(decisions.mapped("state")), {"approved"})
        self.assertEqual(decisions.decided_by_id, self.manager)
        self.assertTrue(all(decisions.mapped("reason")))

    def test_reversible(self):
        """GRD-14 every step can be taken back, also the end, with a reason kept"""
        self._decide(to_step="ended")
        self._decide("action_step_back")
        self.assertEqual(self.risk.state, "winddown")
        self._decide("action_step_back", to_step="none")
        self.assertEqual(self.risk.state, "none")
        self.assertEqual(len(self.risk.decision_ids), 3)

    def test_reason_is_required(self):
        """GRD-14 no step without a reason"""
        with self.assertRaises(AssertionError):
            self._wizard(self.manager, reason=False)

    def test_officer_proposes(self):
        """GRD-14 an officer's proposal changes nothing until a manager decides it"""
        self._wizard(self.officer).action_propose()
        proposal = self.risk.proposal_id
        self.assertEqual((proposal.state, self.risk.state), ("proposed", "none"))
        self.assertIn(self.manager, proposal.activity_ids.user_id)
        with self.assertRaises(AccessError):
            proposal.with_user(self.officer).action_approve()
        with self.assertRaises(AccessError):
            self._wizard(self.officer, to_step="limit").action_decide()
        proposal.with_user(self.manager).action_approve()
        self.assertEqual((self.risk.state, proposal.state), ("watch", "approved"))
        self.assertFalse(proposal.activity_ids)
        self.assertFalse(self.risk.proposal_id)

    def test_refused_with_an_answer(self):
        """GRD-14 a refusal says why and leaves the customer where it is"""
        self._wizard(self.officer).action_propose()
        proposal = self.risk.proposal_id.with_user(self.manager)
        with self.assertRaises(UserError):
            proposal.action_refuse()
        proposal.answer = "Payment agreed for August"
        proposal.action_refuse()
        self.assertEqual((proposal.state, self.risk.state), ("refused", "none"))
        with self.assertRaises(UserError):
            proposal.action_approve()
        with self.assertRaises(UserError):
            proposal.answer = "Another"

    def test_one_proposal_at_a_time(self):
        """GRD-14 a second proposal waits for the first; a manager's step replaces it"""
        self._wizard(self.officer).action_propose()
        proposal = self.risk.proposal_id
        second = self._wizard(self.officer, to_step="limit")
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            second.action_propose()
        self._decide(to_step="limit", limit_amount=100)
        self.assertEqual((proposal.state, self.risk.state), ("replaced", "limit"))
        self.assertFalse(proposal.activity_ids)

    def test_stale_proposal(self):
        """GRD-14 a proposal made for another step is not approved"""
        self._wizard(self.officer).action_propose()
        self.risk._decide({"state": "winddown"})
        with self.assertRaises(UserError):
            self.risk.proposal_id.with_user(self.manager).action_approve()

    def test_review_without_change(self):
        """GRD-14 an officer records a review at once; a new limit needs a manager"""
        self._decide(to_step="limit", limit_amount=1000)
        self.risk.review_date = TODAY
        self._wizard(self.officer, "action_review").action_propose()
        self.assertEqual(self.risk.state, "limit")
        self.assertEqual(self.risk.review_date, date(2026, 12, 31))
        self.assertFalse(self.risk.proposal_id)
        wizard = self._wizard(self.officer, "action_review", limit_amount=9000)
        wizard.action_propose()
        self.assertEqual(self.risk.limit_amount, 1000)
        self.risk.proposal_id.with_user(self.manager).action_approve()
        self.assertEqual(self.risk.limit_amount, 9000)

    def test_user_reads_own_customers(self):
        """GRD-14 a user sees own customers' risk, and proposes and decides nothing"""
        self._wizard(self.officer).action_propose()
        foreign = self.env["crm.grading.risk"]._get_risk(self.foreign, self.company)
        risk = self.risk.with_user(self.user)
        self.assertTrue(risk.has_access("read"))
        self.assertTrue(risk.proposal_id.has_access("read"))
        self.assertFalse(foreign.with_user(self.user).has_access("read"))
        self.assertTrue(foreign.with_user(self.auditor).has_access("read"))
        self.assertFalse(risk.has_access("write"))
        for user in (self.user, self.auditor, self.employee):
            with self.assertRaises(AccessError):
                self.env["crm.grading.risk.decision"].with_user(user).create(
                    {"risk_id": self.risk.id, "to_step": "watch", "reason": "Mine"}
                )
            with self.assertRaises(AccessError):
                self.customer.with_user(user).action_open_risk()
        risk.message_post(body="Promised to pay on Friday")

    def test_nothing_moves_by_writing(self):
        """GRD-14 steps, limits and decisions come by their buttons only"""
        risk = self.risk.with_user(self.manager)
        for vals in ({"state": "ended"}, {"limit_amount": 5}, {"score": 99}):
            with self.assertRaises(UserError):
                risk.write(vals)
        with self.assertRaises(AccessError):
            risk.create({"partner_id": self.foreign.id, "company_id": self.company.id})
        claimed = (
            self.env["crm.grading.risk.decision"]
            .with_user(self.officer)
            .create(
                {
                    "risk_id": self.risk.id,
                    "to_step": "watch",
                    "reason": "Claimed",
                    "state": "approved",
                    "is_automatic": True,
                    "from_step": "ended",
                    "decided_by_id": self.manager.id,
                }
            )
        )
        self.assertEqual((claimed.state, claimed.from_step), ("proposed", "none"))
        self.assertFalse(claimed.is_automatic or claimed.decided_by_id)

    def test_on_the_customer(self):
        """GRD-14 step and limit stand on the customer and its contacts, searchable"""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id}
        )
        self._decide(to_step="limit", limit_amount=700)
        partners = self.customer | contact | self.foreign
        self._partner()
        self.assertEqual(
            [partner.customer_risk_step for partner in partners],
            ["limit", "limit", False],
        )
        self.assertEqual(contact.customer_risk_limit, 700)
        search = self.env["res.partner"].search
        known = [("id", "in", partners.ids)]
        for domain, found in (
            ([("customer_risk_step", "=", "limit")], self.customer | contact),
            ([("customer_risk_step", "!=", "limit")], self.foreign),
            ([("customer_risk_step", "=", False)], self.foreign),
            ([("customer_risk_step", "in", ["none", "watch"])], self.foreign),
            ([("customer_risk_limit", ">", 600)], self.customer | contact),
        ):
            with self.subTest(domain=domain):
                self.assertEqual(search(known + domain), found)
        groups = self.env["res.partner"]._read_group(
            known, ["customer_risk_step"], ["__count"]
        )
        self.assertEqual(dict(groups), {"limit": 2, False: 1})
        with self.assertRaises(AccessError):
            self.customer.with_user(self.employee).read(["customer_risk_limit"])
        step = self.customer.with_user(self.employee).read(["customer_risk_step"])
        self.assertEqual(step[0]["customer_risk_step"], "limit")

    def test_officer_opens_the_path(self):
        """GRD-14 any customer can be put under watch from its form, once"""
        action = self.foreign.with_user(self.officer).action_open_risk()
        again = self.foreign.with_user(self.officer).action_open_risk()
        self.assertEqual(action["res_id"], again["res_id"])

    def test_other_company(self):
        """GRD-14 each company has its own step with a customer"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user(
            "risk_stranger", "crm_policy.group_manager", company=other
        )
        self._decide()
        risk = self.risk.with_user(stranger).with_context(allowed_company_ids=other.ids)
        self.assertFalse(risk.has_access("read"))
        elsewhere = self.customer.with_company(other)
        self.assertFalse(elsewhere.customer_risk_step)
        self.assertEqual(self._partner().customer_risk_step, "watch")

    def test_merge(self):
        """GRD-14 a merged customer keeps the further step and all decisions"""
        twin = self._new_customer("Customer (old entry)")
        risk = self.env["crm.grading.risk"]._get_risk(twin, self.company)
        self._decide()
        self._wizard(self.officer, to_step="limit").action_propose()
        self._wizard(self.manager, risk=risk, to_step="winddown").action_decide()
        self._wizard(self.officer, risk=risk).action_propose()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.customer | twin).ids, self.customer)
        self.assertFalse(risk.exists())
        self.risk.invalidate_recordset()
        self.assertEqual(self.risk.state, "winddown")
        self.assertEqual(len(self.risk.decision_ids), 4)
        self.assertEqual(
            self.risk.decision_ids.filtered(lambda d: d.state == "proposed").mapped(
                "partner_id"
            ),
            self.customer,
        )

    def test_merge_into_a_customer_without_record(self):
        """GRD-14 the record follows the customer that stays"""
        self._decide()
        target = self._new_customer("Better entry")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.customer | target).ids, target)
        self.risk.invalidate_recordset()
        self.assertEqual(self.risk.partner_id, target)
        self.assertEqual(target.customer_risk_step, "watch")
