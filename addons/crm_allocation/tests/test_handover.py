# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL, format_datetime, html2plaintext

from .common import NOW
from .handover_common import HandoverCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHandover(HandoverCommon):
    """Leavers hand over everything in one step (ALC-14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls._new_customers(10)
        cls.contact = cls.env["res.partner"].create(
            {"name": "Buyer", "parent_id": cls.customers[0].id}
        )
        cls.activity = cls.customers[0].activity_schedule(
            "mail.mail_activity_data_call", user_id=cls.user.id, summary="Call back"
        )
        cls.meeting = cls.env["calendar.event"].create(
            {
                "name": "Visit to the plant",
                "start": datetime(2026, 7, 8, 2),
                "stop": datetime(2026, 7, 8, 3),
                "user_id": cls.user.id,
                "partner_ids": [Command.set((cls.user.partner_id | cls.contact).ids)],
            }
        )
        cls.customers[1].message_subscribe(cls.colleague.partner_id.ids)

    def _get_part(self, handover, code):
        return handover.part_ids.filtered(lambda part: part.code == code)

    def test_preview(self):
        """ALC-14: everything is listed with its successor before anything moves."""
        handover = self._new_handover()
        self.assertTrue(handover.name.startswith("HO/2026/"))
        self.assertEqual(handover.access, "archive")
        handover.action_prepare()
        self.assertEqual(handover.state, "prepared")
        self.assertEqual(handover.customer_count, 10)
        self.assertEqual(handover.successor_ids.mapped("received_count"), [5, 5])
        self.assertEqual(handover.successor_ids.mapped("owned_count"), [5, 5])
        for code, number in (("contact", 1), ("activity", 1), ("meeting", 1)):
            self.assertEqual(self._get_part(handover, code).count, number, code)
        item = handover.item_ids.filtered(lambda one: one.part == "activity")
        self.assertEqual(item.partner_id, self.customers[0])
        self.assertEqual(item.user_id, item.customer_id.user_id)
        item = handover.item_ids.filtered(lambda one: one.part == "meeting")
        self.assertEqual(item.partner_id, self.customers[0])
        self._assert_owner(self.customers, self.user)
        self.assertEqual(self.activity.user_id, self.user)

    def test_names_of_work(self):
        """ALC-14: each kind of work has a name for who reads it, no technical one."""
        handover = self._new_handover()
        handover.action_prepare()
        for code, label in (("customer", "Customers"), ("activity", "Activities")):
            self.assertEqual(self._get_part(handover, code).label, label)
        self.env["crm.allocation.handover.part"].create(
            {"handover_id": handover.id, "code": "of_former_addon", "how": "moves"}
        )
        self.assertEqual(
            self._get_part(handover, "of_former_addon").label, "of_former_addon"
        )
        groups = self.env["crm.allocation.handover.item"].formatted_read_group(
            [("handover_id", "=", handover.id)], ["part"], ["__count"]
        )
        fields_ = self.env["crm.allocation.handover.item"].fields_get(["part"])
        labels = dict(fields_["part"]["selection"])
        self.assertLessEqual({group["part"] for group in groups}, labels.keys())
        self.assertEqual(labels["meeting"], "Meetings to come")

    def test_hand_over(self):
        """ALC-14: customers, contacts, activities, meetings; access ends."""
        handover = self._run(self._new_handover(successors=self.colleague))
        self.assertEqual(handover.state, "done")
        self._assert_owner(self.customers, self.colleague)
        self.assertEqual(self.contact.user_id, self.colleague)
        self.assertEqual(self.activity.user_id, self.colleague)
        self.assertEqual(self.meeting.user_id, self.colleague)
        self.assertIn(self.colleague.partner_id, self.meeting.partner_ids)
        self.assertNotIn(self.user.partner_id, self.meeting.partner_ids)
        self.assertEqual(handover.successor_ids.owned_count, 10)
        self.assertFalse(self.user.active)
        self.assertFalse(
            self.env["mail.followers"].search(
                [("partner_id", "=", self.user.partner_id.id)]
            )
        )
        line = self.customers[0]._get_open_ownership(self.company)
        self.assertEqual(line.source, "handover")
        self.assertEqual(line.approved_by_id, self.manager)
        card = self.env["crm.allocation.member"]._get_for(self.user, self.company)
        self.assertFalse(card.is_receiving)
        self.assertEqual(self._get_part(handover, "customer").moved_count, 10)

    def test_first_contact_and_letters(self):
        """ALC-14: work with a deadline; letters wait until undoing is over."""
        self.customers[0].write({"email": "a@customer.example"})
        self.company.allocation_handover_contact_days = 5
        handover = self._run(self._new_handover(successors=self.colleague))
        activities = handover.customer_ids.activity_id
        self.assertEqual(len(activities), 10)
        self.assertEqual(activities.user_id, self.colleague)
        self.assertEqual(
            set(activities.mapped("date_deadline")), {fields.Date.to_date("2026-07-06")}
        )
        mail = handover.sudo().customer_ids.mail_id
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.state, "outgoing")
        self.assertEqual(mail.recipient_ids, self.customers[0])
        self.assertIn(self.colleague.name, mail.body_html)
        self.assertIn(self.user.name, mail.body_html)
        self.assertEqual(handover.undo_until, datetime(2026, 7, 1, 16))
        self.assertEqual(
            fields.Datetime.to_datetime(mail.scheduled_date), handover.undo_until
        )

    def test_letter_in_the_language_of_the_customer(self):
        """ALC-14: each letter is in the language of its customer."""
        self.env["res.lang"]._activate_lang("zh_CN")
        template = self.env.ref("crm_allocation.mail_template_handover")
        template.with_context(lang="en_US").subject = "Your new contact"
        template.with_context(lang="zh_CN").subject = "您的新联系人"
        self.customers[0].write({"email": "a@customer.example", "lang": "zh_CN"})
        self.customers[1].write({"email": "b@customer.example", "lang": "en_US"})
        handover = self._run(self._new_handover())
        mails = handover.sudo().customer_ids.mail_id
        subjects = {mail.res_id: mail.subject for mail in mails}
        self.assertEqual(subjects[self.customers[0].id], "您的新联系人")
        self.assertIn("Your new contact", subjects[self.customers[1].id])

    def test_numbers_of_colleagues(self):
        """ALC-14: a successor reads how many customers each colleague received."""
        handover = self._run(self._new_handover())
        successors = handover.with_user(self.colleague).successor_ids
        self.assertEqual(successors.mapped("received_count"), [5, 5])

    def test_letters_on_paper(self):
        """ALC-14 ALC-15: a successor prints the letters to the own customers only."""
        handover = self._run(self._new_handover())
        received = handover.sudo().customer_ids.grouped("user_id")
        for user, expected in (
            (self.colleague, received[self.colleague].partner_id),
            (self.manager, self.customers),
        ):
            report = self.env["report.crm_allocation.report_handover_letter"]
            values = report.with_user(user)._get_report_values(handover.ids)
            (letters,) = values["letters"].values()
            written = {partner for partner, _text in letters}
            self.assertEqual(written, set(expected))

    def test_customers_of_documents(self):
        """ALC-14: a document may have its customer from another document."""
        handover = self._new_handover()
        handover.action_prepare()
        # an item stands for any document that stores no customer of its own
        items = handover.item_ids.filtered("customer_id")
        self.assertFalse(items._fields["partner_id"].store)
        selects = handover._select_document_customers(
            SQL("SELECT 1, %s, %s", items._name, items[:1].id)
        )
        found = dict(self.env.execute_query(selects[items._name]))
        for item in items:
            self.assertEqual(found[item.id], item.partner_id.id)

    def test_undo(self):
        """ALC-14: undone on the same day: everything as it was, history kept."""
        self.customers[0].write({"email": "a@customer.example"})
        followed = self.customers[0].message_follower_ids.filtered(
            lambda one: one.partner_id == self.user.partner_id
        )
        self.assertTrue(followed)
        self._transfer(self.customers[0], user_id=self.user.id)
        self.customers[0]._get_open_ownership(
            self.company
        ).protected_until = "2026-12-01"
        handover = self._run(self._new_handover())
        activities = handover.customer_ids.activity_id
        mail = handover.sudo().customer_ids.mail_id
        handover.action_undo()
        self.assertEqual(handover.state, "undone")
        self._assert_owner(self.customers, self.user)
        self.assertTrue(self.user.active)
        self.assertEqual(self.activity.user_id, self.user)
        self.assertEqual(self.meeting.user_id, self.user)
        self.assertIn(self.user.partner_id, self.meeting.partner_ids)
        self.assertFalse(activities.exists())
        self.assertFalse(mail.exists())
        self.assertEqual(handover.changed_count, 0)
        line = self.customers[0]._get_open_ownership(self.company)
        self.assertEqual(line.source, "resume")
        self.assertEqual(line.protected_until, fields.Date.to_date("2026-12-01"))
        self.assertEqual(len(self.customers[0].ownership_ids), 3)
        card = self.env["crm.allocation.member"]._get_for(self.user, self.company)
        self.assertTrue(card.is_receiving)
        with self.assertRaises(UserError):
            handover.action_undo()

    def test_record_of_undone(self):
        """ALC-14: the record says what was handed over, and who undid it when."""
        handover = self._run(self._new_handover(successors=self.colleague))
        self._transfer(self.customers[3], user_id=self.leader.id)
        handover.action_undo()
        pages, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "crm_allocation.report_handover", handover.ids
        )
        text = " ".join(html2plaintext(pages).split())
        for customer in self.customers:
            self.assertIn(customer.name, text)
        self.assertIn("Undone By", text)
        self.assertIn(handover.undone_by_id.name, text)
        self.assertIn(format_datetime(self.env, handover.undone_at), text)
        self.assertEqual(text.count("Changed Since"), 1)
        self.assertEqual(self._get_part(handover, "customer").undone_count, 9)

    def test_undo_after_changes(self):
        """ALC-14: what somebody changed since stays, and is listed."""
        handover = self._run(self._new_handover(successors=self.colleague))
        self._transfer(self.customers[3], user_id=self.leader.id)
        self.activity.user_id = self.officer
        handover.action_undo()
        self.assertEqual(handover.changed_count, 2)
        self._assert_owner(self.customers[3], self.leader)
        self._assert_owner(self.customers - self.customers[3], self.user)
        self.assertEqual(self.activity.user_id, self.officer)
        changed = handover.customer_ids.filtered(lambda one: one.state == "changed")
        self.assertEqual(changed.partner_id, self.customers[3])
        self.assertTrue(changed.message)

    def test_undo_is_of_the_same_day(self):
        """ALC-14: until midnight of the company's clock, or so many hours."""
        handover = self._run(self._new_handover())
        with freeze_time("2026-07-01 16:00:01"), self.assertRaises(UserError):
            handover.invalidate_recordset()
            handover.action_undo()
        self.assertEqual(handover.state, "done")
        self.company.allocation_handover_undo_hours = 48
        other = self._new_customers(1, self.leader)
        later = self._run(self._new_handover(self.leader, self.colleague))
        with freeze_time("2026-07-03 00:59:00"):
            later.invalidate_recordset()
            later.action_undo()
        self._assert_owner(other, self.leader)

    def test_one_by_one_and_by_hand(self):
        """ALC-14: chosen by hand stays; without successor nothing moves."""
        handover = self._new_handover(method="single")
        handover.action_prepare()
        self.assertEqual(handover.unassigned_count, 10)
        with self.assertRaises(UserError):
            handover.action_hand_over()
        first = handover.customer_ids[0]
        first.user_id = self.officer
        self.assertTrue(first.is_manual)
        handover.method = "number"
        handover.action_prepare()
        self.assertEqual(first.user_id, self.officer)
        self.assertEqual(handover.unassigned_count, 0)
        handover.action_hand_over()
        self._assert_owner(first.partner_id, self.officer)

    def test_territory(self):
        """ALC-14: by territory, suggested from the cards."""
        states = self.env["res.country.state"].search([], limit=2)
        card = self.env["crm.allocation.member"]._get_for(self.colleague, self.company)
        card.state_ids = states[0]
        self.customers[:4].state_id = states[0]
        self.customers[4:].state_id = states[1]
        handover = self._new_handover(method="territory")
        self.assertEqual(handover.successor_ids[0].state_ids, states[0])
        self._run(handover)
        self._assert_owner(self.customers[:4], self.colleague)
        self._assert_owner(self.customers[4:], self.leader)

    def test_moving_keeps_own_work(self):
        """ALC-14: who moves within keeps access and what is of no customer."""
        own = self.env["calendar.event"].create(
            {
                "name": "Team meeting",
                "start": datetime(2026, 7, 9, 2),
                "stop": datetime(2026, 7, 9, 3),
                "user_id": self.user.id,
                "partner_ids": [Command.set(self.user.partner_id.ids)],
            }
        )
        handover = self._run(self._new_handover(kind="moving"))
        self.assertEqual(handover.access, "keep")
        self.assertTrue(self.user.active)
        self.assertEqual(own.user_id, self.user)
        self.assertNotEqual(self.meeting.user_id, self.user)
        self.assertEqual(self.activity.user_id, self.meeting.user_id)

    def test_suspended_successor(self):
        """ALC-10, ALC-14: that a successor is suspended is said before"""
        handover = self._new_handover(successors=self.colleague)
        self.assertFalse(handover.suspended_names)
        suspensions = self.env["crm.allocation.suspension"].with_user(self.manager)
        suspensions.create(
            {
                "user_id": self.colleague.id,
                "company_id": self.company.id,
                "kind": "turns",
                "turns": 1,
                "reason": "Late report",
            }
        ).action_confirm()
        handover.invalidate_recordset(["suspended_names"])
        self.assertIn(self.colleague.name, handover.suspended_names)

    def test_archived_customers_are_told(self):
        """ALC-14: an archived customer is not moved, and says so."""
        self.customers[2].active = False
        handover = self._run(self._new_handover(successors=self.colleague))
        skipped = handover.customer_ids.filtered(lambda one: one.state == "skipped")
        self.assertEqual(skipped.partner_id, self.customers[2])
        self.assertIn("Archived", skipped.message)
        self._assert_owner(self.customers - self.customers[2], self.colleague)

    def test_merged_meanwhile(self):
        """ALC-14: duplicates merged after the preview are one customer."""
        twin = self._new_customer("Customer 000", self.leader)
        handover = self._new_handover(successors=self.colleague)
        handover.action_prepare()
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((twin | self.customers[0]).ids, twin)
        handover.invalidate_recordset()
        handover.action_hand_over()
        self._assert_owner(twin, self.leader)
        self._assert_owner(self.customers[1:], self.colleague)

    def test_other_companies(self):
        """ALC-14: only customers of the company; the other company's stay."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.user.company_ids = [Command.link(other.id)]
        self.ledger._transfer(
            [
                {
                    "partner_id": self.customers[0].id,
                    "company_id": other.id,
                    "user_id": self.user.id,
                    "source": "allocation",
                }
            ]
        )
        self._run(self._new_handover(successors=self.colleague, access="keep"))
        self.assertEqual(
            self.customers[0]._get_open_ownership(other).user_id, self.user
        )

    def test_later_day(self):
        """ALC-14: planned ahead; new customers since the preview go along."""
        handover = self._new_handover(date="2026-07-03")
        handover.action_prepare()
        handover.action_hand_over()
        self.assertEqual(handover.state, "running")
        cron = self.env.ref("crm_allocation.ir_cron_handover")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self._assert_owner(self.customers, self.user)
        late = self._new_customer("Late", self.user)
        with freeze_time("2026-07-03 01:00:00"):
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
            handover.invalidate_recordset()
            self.assertEqual(handover.state, "done")
            self.assertNotEqual(
                late._get_open_ownership(self.company).user_id, self.user
            )
            self.assertFalse(self.user.active)

    def test_later_day_cannot_begin(self):
        """ALC-14: what cannot begin goes back to who decided it."""
        handover = self._new_handover(date="2026-07-03", successors=self.colleague)
        handover.action_prepare()
        handover.action_hand_over()
        self.colleague.active = False
        cron = self.env.ref("crm_allocation.ir_cron_handover")
        with freeze_time("2026-07-03 01:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        handover.invalidate_recordset()
        self.assertEqual(handover.state, "prepared")
        self.assertEqual(handover.activity_ids.user_id, self.manager)
