# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import PolicyCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 04:00:00")
class TestImprovement(PolicyCommon):
    def _verify(self, improvement, effect="Four weeks without a late delivery"):
        """Carry a planned action as far as its verification."""
        improvement.with_user(self.user).action_start()
        improvement.with_user(self.user).action_submit()
        improvement.with_user(self.officer).effect = effect

    # Plan

    def test_plan_names_all_that_is_missing(self):
        """CMP-06 without person, time and measure no plan; all missing are named"""
        improvement = self._new_improvement()
        with self.assertRaises(UserError) as refusal:
            improvement.action_plan()
        for label in ("responsible person", "due date", "measure"):
            self.assertIn(label, str(refusal.exception))

    def test_plan_names_only_what_is_missing(self):
        """CMP-06 what is there is not named as missing"""
        improvement = self._new_improvement(
            user_id=self.user.id, measure="Load earlier"
        )
        with self.assertRaises(UserError) as refusal:
            improvement.action_plan()
        self.assertIn("due date", str(refusal.exception))
        self.assertNotIn("responsible person", str(refusal.exception))
        self.assertEqual(improvement.state, "draft")

    def test_plan_sets_a_reminder(self):
        """CMP-06 a plan becomes dated work for its responsible person"""
        improvement = self._new_planned_improvement()
        self.assertEqual(improvement.state, "planned")
        activity = improvement.activity_ids
        self.assertEqual(activity.user_id, self.user)
        self.assertEqual(activity.date_deadline, date(2026, 7, 31))

    def test_reminder_follows_the_plan(self):
        improvement = self._new_planned_improvement()
        improvement.with_user(self.officer).write(
            {"user_id": self.other_user.id, "date_deadline": "2026-08-15"}
        )
        activity = improvement.activity_ids
        self.assertEqual(activity.user_id, self.other_user)
        self.assertEqual(activity.date_deadline, date(2026, 8, 15))

    def test_responsible_does_not_move_the_plan(self):
        """CMP-06 who is responsible cannot put off the due date alone"""
        improvement = self._new_planned_improvement().with_user(self.user)
        with self.assertRaises(AccessError):
            improvement.date_deadline = "2027-01-01"
        improvement.root_cause = "Trucks are loaded in the morning"

    # Verification

    def test_effective(self):
        """CMP-06 an effective measure closes the action, with who verified and when"""
        improvement = self._new_planned_improvement()
        self._verify(improvement)
        self.assertFalse(improvement.activity_ids)
        improvement.with_user(self.officer).action_verify_effective()
        self.assertEqual(improvement.state, "effective")
        self.assertEqual(improvement.verification_result, "effective")
        self.assertEqual(improvement.verifier_id, self.officer)
        self.assertEqual(improvement.date_verified, date(2026, 7, 1))

    def test_ineffective_begins_again(self):
        """CMP-06 without effect: again, with a new plan; the old one stays on record"""
        improvement = self._new_planned_improvement()
        self._verify(improvement, effect="Still two late deliveries a week")
        improvement.with_user(self.officer).action_verify_ineffective()
        self.assertEqual(improvement.state, "draft")
        self.assertEqual(improvement.cycle, 2)
        self.assertEqual(improvement.user_id, self.user)
        self.assertFalse(improvement.measure)
        self.assertFalse(improvement.date_deadline)
        self.assertFalse(improvement.effect)
        history = "".join(improvement.message_ids.mapped("body"))
        self.assertIn("Load the trucks the evening before", history)
        self.assertIn("Still two late deliveries a week", history)
        with self.assertRaises(UserError):
            improvement.action_plan()

    def test_verification_needs_a_finding(self):
        improvement = self._new_planned_improvement()
        self._verify(improvement, effect=False)
        with self.assertRaises(UserError):
            improvement.with_user(self.officer).action_verify_effective()

    def test_responsible_does_not_verify(self):
        """CMP-06 the person responsible does not judge the effect"""
        improvement = self._new_planned_improvement()
        self._verify(improvement)
        with self.assertRaises(AccessError):
            improvement.with_user(self.user).action_verify_effective()
        with self.assertRaises(AccessError):
            improvement.with_user(self.user).effect = "All is well"

    def test_effect_only_at_verification(self):
        improvement = self._new_planned_improvement()
        with self.assertRaises(UserError):
            improvement.with_user(self.officer).effect = "All is well"

    # Guards

    def test_state_changes_by_actions_only(self):
        """Even a manager cannot write a state or a verification past the buttons"""
        improvement = self._new_planned_improvement().with_user(self.manager)
        for vals in (
            {"state": "effective"},
            {"verification_result": "effective"},
            {"verifier_id": self.manager.id},
            {"date_verified": "2026-07-01"},
            {"cycle": 9},
            {"reference": "X"},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                improvement.write(vals)

    def test_forged_context(self):
        """What a caller sends in the context opens nothing"""
        improvement = self._new_planned_improvement().with_user(self.manager)
        for forged in (True, 1, "object()", {}):
            with self.assertRaises(AccessError):
                improvement.with_context(crm_improvement_by_action=forged).write(
                    {"state": "effective"}
                )

    def test_created_as_draft(self):
        improvements = self.env["crm.improvement"].with_user(self.manager)
        with self.assertRaises(AccessError):
            improvements.create({"name": "X", "state": "effective"})
        by_default = improvements.with_context(default_state="effective")
        self.assertEqual(by_default.create({"name": "X"}).state, "draft")

    def test_steps_in_order(self):
        improvement = self._new_improvement().with_user(self.officer)
        for step in (
            "action_start",
            "action_submit",
            "action_verify_effective",
            "action_verify_ineffective",
            "action_reopen",
        ):
            with self.subTest(step=step), self.assertRaises(UserError):
                getattr(improvement, step)()

    def test_closed_stays_as_it_is(self):
        improvement = self._new_planned_improvement()
        self._verify(improvement)
        improvement.with_user(self.officer).action_verify_effective()
        with self.assertRaises(UserError):
            improvement.with_user(self.manager).measure = "Something else"

    def test_only_drafts_are_deleted(self):
        improvement = self._new_planned_improvement()
        with self.assertRaises(UserError):
            improvement.with_user(self.manager).unlink()

    def test_copy_is_a_new_draft(self):
        improvement = self._new_planned_improvement()
        self._verify(improvement)
        copy = improvement.with_user(self.officer).copy()
        self.assertEqual(copy.state, "draft")
        self.assertFalse(copy.effect)
        self.assertNotEqual(copy.reference, improvement.reference)

    # Cancel

    def test_cancel_with_reason(self):
        improvement = self._new_planned_improvement().with_user(self.officer)
        action = improvement.action_cancel()
        wizard = Form(
            self.env[action["res_model"]]
            .with_user(self.officer)
            .with_context(**action["context"])
        )
        with self.assertRaises(AssertionError):
            wizard.save()
        wizard.reason = "The product is no longer sold"
        wizard.save().action_confirm()
        self.assertEqual(improvement.state, "cancelled")
        self.assertEqual(improvement.cancel_reason, "The product is no longer sold")
        self.assertFalse(improvement.activity_ids)
        improvement.action_reopen()
        self.assertEqual(improvement.state, "draft")

    def test_user_cancels_drafts_only(self):
        draft = self._new_improvement(user_id=self.user.id).with_user(self.user)
        draft._cancel("Entered twice")
        self.assertEqual(draft.state, "cancelled")
        planned = self._new_planned_improvement().with_user(self.user)
        with self.assertRaises(AccessError):
            planned._cancel("Too much work")

    # Overdue, number, origin

    def test_overdue(self):
        """Overdue from the day after the due date, on the company's calendar"""
        improvement = self._new_planned_improvement(date_deadline="2026-06-30")
        other = self._new_planned_improvement(date_deadline="2026-07-01")
        both = improvement | other
        in_list = [("id", "in", both.ids), ("is_overdue", "=", True)]
        not_in_list = [("id", "in", both.ids), ("is_overdue", "=", False)]
        improvements = self.env["crm.improvement"]
        # 15:00 UTC on 30 June is 23:00 of that day in Shanghai.
        with freeze_time("2026-06-30 15:00:00"):
            both.invalidate_recordset(["is_overdue"])
            self.assertFalse(improvement.is_overdue)
            self.assertFalse(improvements.search(in_list))
        with freeze_time("2026-06-30 17:00:00"):
            both.invalidate_recordset(["is_overdue"])
            self.assertTrue(improvement.is_overdue)
            self.assertEqual(improvements.search(in_list), improvement)
            self.assertEqual(improvements.search(not_in_list), other)
            improvement._cancel("Entered twice")
            self.assertFalse(improvement.is_overdue)

    def test_reference_of_the_company(self):
        """Each company counts by itself."""
        first = self._new_improvement(company_id=self.other_company.id)
        second = self._new_improvement(company_id=self.other_company.id)
        self.assertEqual(first.reference, "IMP/2026/0001")
        self.assertEqual(second.reference, "IMP/2026/0002")
        self.assertEqual(second.display_name, "IMP/2026/0002 Late delivery")
        self.assertTrue(self._new_improvement().reference)

    @mute_logger("odoo.sql_db")
    def test_reference_is_unique(self):
        first, second = self._new_improvement(), self._new_improvement()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            second.sudo().reference = first.reference
            second.flush_recordset()

    def test_origin(self):
        """The origin opens for who may read it and is hidden from others."""
        partner = self.env["res.partner"].create({"name": "Harbour Trading"})
        improvement = self._new_improvement(
            res_model="res.partner", res_id=partner.id, user_id=self.user.id
        )
        self.assertEqual(
            improvement.with_user(self.user).origin_name, "Harbour Trading"
        )
        action = improvement.with_user(self.user).action_open_origin()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("res.partner", partner.id)
        )
        hidden = self._new_improvement(
            res_model="ir.mail_server",
            res_id=self.env["ir.mail_server"]
            .create({"name": "M", "smtp_host": "h"})
            .id,
            user_id=self.user.id,
        ).with_user(self.user)
        self.assertFalse(hidden.origin_name)
        with self.assertRaises(AccessError):
            hidden.action_open_origin()

    def test_merged_origin(self):
        """The action follows when two customers are merged into one."""
        kept, merged = self.env["res.partner"].create(
            [{"name": "Harbour Trading"}, {"name": "Harbor Trading"}]
        )
        improvement = self._new_improvement(res_model="res.partner", res_id=merged.id)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((kept | merged).ids, kept)
        self.assertFalse(merged.exists())
        self.assertEqual(improvement.res_id, kept.id)
        self.assertEqual(improvement.origin_name, "Harbour Trading")

    def test_origin_without_records(self):
        """A model that is gone or has no records gives no name, and no error"""
        for model in ("mail.thread", "model.that.is.gone"):
            improvement = self._new_improvement(res_model=model, res_id=1)
            self.assertFalse(improvement.origin_name)

    def test_deleted_origin(self):
        partner = self.env["res.partner"].create({"name": "Harbour Trading"})
        improvement = self._new_improvement(res_model="res.partner", res_id=partner.id)
        partner.unlink()
        self.assertFalse(improvement.origin_name)
