# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import date

from freezegun import freeze_time
from openpyxl import load_workbook
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..engine.dealers import weighted_score
from .common import NOW
from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDealer(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {"allocation_dealer_score": 60, "allocation_dealer_months": 6}
        )
        cls.env["crm.allocation.dealer.criterion"].search([]).active = False
        cls.criteria = cls.env["crm.allocation.dealer.criterion"].create(
            [{"name": "Reach", "weight": 3}, {"name": "Finance", "weight": 1}]
        )
        cls.program = (
            cls.env["crm.allocation.dealer.program"]
            .with_user(cls.officer)
            .create(
                {
                    "name": "South-west",
                    "target_number": 2,
                    "industry_id": cls.env["res.partner.industry"]
                    .create({"name": "Mining"})
                    .id,
                }
            )
        )

    def _candidate(self, name="Dealer A", user=None, **values):
        return (
            self.env["crm.allocation.dealer"]
            .with_user(user or self.user)
            .create(
                {
                    "program_id": self.program.id,
                    "partner_id": self._new_customer(name).id,
                    **values,
                }
            )
        )

    def _evaluate(self, dealer, *marks):
        action = dealer.action_evaluate()
        evaluation = self.env[action["res_model"]].with_user(self.user)
        evaluation = evaluation.browse(action["res_id"])
        for line, mark in zip(evaluation.mark_ids, marks, strict=False):
            line.mark = str(mark)
        evaluation.action_close()
        return evaluation

    def _sign(self, dealer):
        dealer.contract_until = "2027-06-30"
        dealer.with_user(self.manager).action_sign()

    def _end(self, dealer, user, reason):
        self._answer(dealer.with_user(user).action_end(), user, reason=reason)

    def test_weighted_score(self):
        """ALC-22: marks count by the weights of their criteria."""
        self.assertEqual(weighted_score([(3, 5), (1, 1)]), 80)
        self.assertEqual(weighted_score([(1, 1), (1, 5)]), 60)
        self.assertEqual(weighted_score([(0, 5)]), 0)
        self.assertEqual(weighted_score([]), 0)

    def test_target_against_actual(self):
        """ALC-22: a target by number, region, industry, period, with its progress."""
        program = self.program
        with self.assertRaisesRegex(UserError, "manager"):
            program.action_approve()
        program.action_ask()
        self.assertIn(self.manager, program.sudo().activity_ids.user_id)
        program.with_user(self.manager).action_approve()
        self.assertEqual(program.approved_on, date(2026, 7, 1))
        with self.assertRaisesRegex(UserError, "stays as it is"):
            program.target_number = 1
        first, second = self._candidate("A"), self._candidate("B")
        self._candidate("C")
        for dealer in (first, second):
            self._evaluate(dealer, 5, 5)
        self._sign(first)
        self.assertEqual(
            (program.candidate_count, program.signed_count, program.missing_count),
            (3, 1, 1),
        )
        self.assertEqual(program.progress, 50)
        self._end(first, self.manager, "Sold the business")
        self.assertEqual((program.signed_count, program.missing_count), (0, 2))
        program.action_close()
        program.with_user(self.manager).action_reset()
        program.with_user(self.manager).target_number = 0
        with self.assertRaisesRegex(UserError, "how many"):
            program.with_user(self.manager).action_approve()

    def test_selection_by_criteria(self):
        """ALC-22: chosen by marks; below the score of the settings nobody is signed."""
        dealer = self._candidate()
        with self.assertRaisesRegex(UserError, "criterion"):
            self._evaluate(dealer, 5)
        evaluation = self._evaluate(dealer, 2, 5)
        self.assertEqual(evaluation.score, 55)
        self.assertEqual((dealer.state, dealer.score), ("evaluated", 55))
        self.assertEqual(dealer.evaluated_on, date(2026, 7, 1))
        with self.assertRaisesRegex(UserError, "60.0 % are needed"):
            self._sign(dealer)
        self._evaluate(dealer, 3, 3)
        with self.assertRaisesRegex(UserError, "manager"):
            dealer.action_sign()
        dealer.contract_until = False
        with self.assertRaisesRegex(UserError, "until when"):
            dealer.with_user(self.manager).action_sign()
        self._sign(dealer)
        self.assertEqual(dealer.signed_by_id, self.manager)

    def test_closed_evaluations_stay(self):
        """ALC-22: marks and weights of a closed evaluation do not change any more."""
        dealer = self._candidate()
        evaluation = self._evaluate(dealer, 4, 4)
        self.criteria.weight = 0
        self.assertEqual(evaluation.score, 80)
        with self.assertRaisesRegex(UserError, "stays as it is"):
            evaluation.mark_ids[0].with_user(self.user).mark = "1"
        with self.assertRaisesRegex(UserError, "stays as it is"):
            evaluation.with_user(self.user).conclusion = "Better"
        with self.assertRaises(UserError):
            evaluation.with_user(self.user).unlink()
        with self.assertRaises(UserError):
            dealer.write({"score": 100})

    def test_evaluated_again(self):
        """ALC-22: the next evaluation is dated work, and is due on its day."""
        dealer = self._candidate()
        self._evaluate(dealer, 4, 4)
        self._sign(dealer)
        self.assertEqual(dealer.next_evaluation_on, date(2027, 1, 1))
        work = dealer.sudo().activity_ids
        self.assertEqual(
            (work.user_id, work.date_deadline), (self.user, date(2027, 1, 1))
        )
        self.assertFalse(dealer.is_evaluation_due)
        dealers = self.env["crm.allocation.dealer"]
        own = [("id", "=", dealer.id)]
        with freeze_time("2027-01-01 01:00:00"):
            dealer.invalidate_recordset()
            self.assertTrue(dealer.is_evaluation_due)
            due = dealers.search([*own, ("is_evaluation_due", "=", True)])
            self.assertEqual(due, dealer)
            self._evaluate(dealer, 3, 3)
            self.assertEqual(dealer.next_evaluation_on, date(2027, 7, 1))
            self.assertEqual(len(dealer.sudo().activity_ids), 1)
            self.assertFalse(dealers.search([*own, ("is_evaluation_due", "=", True)]))

    def test_training(self):
        """ALC-22: trained once a training was passed, then active."""
        dealer = self._candidate()
        self._evaluate(dealer, 4, 4)
        self._sign(dealer)
        with self.assertRaisesRegex(UserError, "training"):
            dealer.action_train()
        training = (
            self.env["crm.allocation.dealer.training"]
            .with_user(self.user)
            .create({"dealer_id": dealer.id, "topic": "Range", "hours": 4})
        )
        with self.assertRaisesRegex(UserError, "training"):
            dealer.action_train()
        training.is_passed = True
        dealer.action_train()
        dealer.action_activate()
        self.assertEqual(dealer.state, "active")
        self.assertEqual(dealer.training_hours, 4)

    def test_incentive(self):
        """ALC-22: agreed by a manager, reached by the figure, granted by a manager."""
        dealer = self._candidate()
        incentives = self.env["crm.allocation.dealer.incentive"].with_user(self.user)
        incentive, missed = incentives.create(
            [
                {
                    "dealer_id": dealer.id,
                    "name": name,
                    "date_to": "2026-12-31",
                    "target_amount": 100000,
                    "reward": 5000,
                }
                for name in ("Year-end", "Autumn")
            ]
        )
        for person in (self.user, self.officer):
            with self.assertRaisesRegex(UserError, "manager"):
                incentive.with_user(person).action_agree()
        (incentive | missed).with_user(self.manager).action_agree()
        self.assertEqual(incentive.approved_by_id, self.manager)
        with self.assertRaisesRegex(UserError, "agreed"):
            incentive.reward = 9000
        incentive.reached_amount = 100000
        missed.reached_amount = 99999
        (incentive | missed).action_judge()
        self.assertEqual((incentive.state, missed.state), ("reached", "missed"))
        self.assertIn(self.manager, incentive.sudo().activity_ids.user_id)
        with self.assertRaises(UserError):
            incentive.reached_amount = 1
        with self.assertRaisesRegex(UserError, "manager"):
            incentive.action_grant()
        incentive.with_user(self.manager).action_grant()
        self.assertEqual(incentive.granted_on, date(2026, 7, 1))
        with self.assertRaises(UserError):
            missed.with_user(self.manager).action_grant()

    def test_ended_with_a_reason(self):
        """ALC-22: candidates by who looks after them, contracts by a manager."""
        candidate, dealer = self._candidate("A"), self._candidate("B")
        with self.assertRaises(ValidationError):
            self._end(candidate, self.user, " ")
        self._end(candidate, self.user, "Sells a rival")
        self.assertEqual(candidate.end_reason, "Sells a rival")
        self._evaluate(dealer, 5, 5)
        self._sign(dealer)
        with self.assertRaisesRegex(UserError, "manager"):
            self._end(dealer, self.user, "No orders")
        self._end(dealer, self.manager, "No orders")
        self.assertEqual(dealer.ended_on, date(2026, 7, 1))
        self.assertFalse(dealer.next_evaluation_on)

    def test_who_sees(self):
        """ALC-22: one's own and one's team's; officers and auditors all."""
        dealer = self._candidate()
        for user, sees in (
            (self.user, True),
            (self.leader, True),
            (self.officer, True),
            (self.auditor, True),
            (self.colleague, False),
        ):
            with self.subTest(user=user.login):
                found = dealer.with_user(user).search([("id", "=", dealer.id)])
                self.assertEqual(bool(found), sees)
        with self.assertRaises(AccessError):
            self.program.with_user(self.user).write({"user_id": self.user.id})
        with self.assertRaises(AccessError):
            dealer.with_user(self.employee).read(["score"])

    def test_wrong_input(self):
        """ALC-22: once a programme, of the kind it looks for, contacts count whole."""
        dealer = self._candidate()
        contact = self.env["res.partner"].create(
            {"name": "Owner", "parent_id": dealer.partner_id.id}
        )
        values = {"program_id": self.program.id, "partner_id": contact.id}
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.env.cr.savepoint():
                self.env["crm.allocation.dealer"].create(values)
        with self.assertRaisesRegex(ValidationError, "this kind of partner"):
            self._candidate("Agent", kind="agent")

    def test_workbook(self):
        """ALC-22: dealers as a workbook, as the reader may see them."""
        self._let_export(self.user)
        self._candidate("Mine")
        self._evaluate(self._candidate("Evaluated"), 5, 5, 5, 5, 5)
        self._candidate("Theirs", self.colleague)
        report = self.env["report.crm_allocation.dealer_xlsx"].with_user(self.user)
        content, _kind = report.create_xlsx_report([], {})
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        rows = sheet.iter_rows(min_row=2, values_only=True)
        # no score is no 0
        self.assertEqual(
            {row[2]: row[6] for row in rows if row[2]}, {"Mine": None, "Evaluated": 100}
        )
