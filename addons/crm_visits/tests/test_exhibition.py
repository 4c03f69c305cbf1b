# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
from datetime import date

from freezegun import freeze_time
from psycopg2 import errors

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .intake_common import IntakeCommon

PASTE = """Company\tContact\tJob Title\tPhone\tE-mail\tHow many valves a year?
Suzhou Pumps Co., Ltd.\tWang Fang\tBuyer\t13800001111\twang@pumps.example\t500
Suzhou Pumps\tZhao Min\tEngineer\t13800002222\tzhao@pumps.example\t
\tLone Person\t\t13800003333\t\t
Bad Phone Ltd\tX\t\tcall me\t\t
Bad Mail Ltd\tX\t\t\tnot an address\t
\t\t\t13800004444\t\t
Twin of Suzhou\tWang F.\t\t+86 138 0000 1111\t\t
Customer A\tNew Buyer\t\t13800005555\t\t
"""


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestExhibition(IntakeCommon):
    """VIS-11 cards of a show, from the paste to the follow-up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.show = cls._new_show()

    def _import(self, user=None, **values):
        wizard = (
            self.env["crm.visit.card.import"]
            .with_user(user or self.officer)
            .create({"exhibition_id": self.show.id, **values})
        )
        action = wizard.action_read()
        return self.show.card_ids.with_user(user or self.officer), action

    def test_paste(self):
        """VIS-11 every line is there, with what is wrong and what it may be"""
        cards, action = self._import(text=PASTE)
        self.assertEqual(len(cards), 8)
        self.assertEqual(action["res_model"], "crm.visit.card")
        by_name = {
            card.customer_name or card.contact_name or "": card for card in cards
        }
        self.assertEqual(by_name["Suzhou Pumps Co., Ltd."].decision, "create")
        self.assertEqual(by_name["Suzhou Pumps Co., Ltd."].answer_ids.answer, "500")
        self.assertIn("no phone number", by_name["Bad Phone Ltd"].problem)
        self.assertIn("no e-mail address", by_name["Bad Mail Ltd"].problem)
        self.assertIn("No name", by_name[""].problem)
        twin = by_name["Twin of Suzhou"]
        self.assertEqual(twin.decision, "skip")
        self.assertEqual(twin.earlier_card_id, by_name["Suzhou Pumps Co., Ltd."])
        known = by_name["Customer A"]
        self.assertEqual((known.decision, known.partner_id), ("link", self.customer))
        self.assertIn("same name", known.duplicate_note)
        self.assertFalse(self.env["res.partner"].search([("name", "=like", "Suzhou%")]))

    def test_save(self):
        """VIS-11 customers with show and campaign; the bad wait, nothing is lost"""
        cards, _action = self._import(text=PASTE)
        notice = cards.action_save()
        self.assertEqual(notice["params"]["type"], "warning")
        states = dict(
            self.env["crm.visit.card"]._read_group(
                [("exhibition_id", "=", self.show.id)], ["state"], ["__count"]
            )
        )
        self.assertEqual(states, {"created": 2, "linked": 2, "skipped": 1, "draft": 3})
        company = cards[0].partner_id
        self.assertEqual(company.name, "Suzhou Pumps Co., Ltd.")
        self.assertEqual(company.child_ids.mapped("name"), ["Wang Fang", "Zhao Min"])
        self.assertEqual(company.child_ids.mapped("function"), ["Buyer", "Engineer"])
        self.assertEqual(company.customer_source_id.code, "exhibition")
        self.assertEqual(company.visit_campaign_id.title, "Valve Fair")
        self.assertEqual(cards[1].partner_id, company)
        self.assertFalse(cards[2].partner_id.is_company)
        self.assertIn("New Buyer", self.customer.child_ids.mapped("name"))
        # the bad ones are put right, and nothing is made twice
        bad = cards.filtered(lambda card: card.state == "draft")
        bad[0].phone = "13800006666"
        cards.action_save()
        self.assertEqual(bad.mapped("state"), ["created", "draft", "draft"])
        again, _action = self._import(text="Company\tPhone\nSuzhou Pumps\t13800001111")
        self.assertEqual(again[-1].decision, "skip")

    def test_save_refused_by_database(self):
        """VIS-11 one card that cannot be made does not keep the others"""
        cards, _action = self._import(text="Good Ltd,A\nBad Ltd,B\nFine Ltd,C")
        partners = type(self.env["res.partner"])
        create = partners.create

        reason = "This tax number is wrong"

        def refuse(model, vals_list):
            if any(vals["name"] == "Bad Ltd" for vals in vals_list):
                raise UserError(reason)
            return create(model, vals_list)

        self.patch(partners, "create", refuse)
        cards.action_save()
        self.assertEqual(cards.mapped("state"), ["created", "draft", "created"])
        self.assertEqual(cards[1].save_error, reason)

    def test_save_names_alike(self):
        """VIS-11 companies of one name but different tax numbers stay two"""
        cards = self.env["crm.visit.card"].create(
            [
                {
                    "exhibition_id": self.show.id,
                    "customer_name": name,
                    "contact_name": contact,
                    "vat": vat,
                    "is_company": True,
                    "decision": "create",
                }
                for name, contact, vat in (
                    ("Acme GmbH", "Ann", "DE123456788"),
                    ("Acme AG", "Ben", "CHE-107.787.577 TVA"),
                    ("ACME GmbH", "Cem", "DE 123456788"),
                    ("GmbH", "Dan", False),
                    ("Ltd", "Eve", False),
                )
            ]
        )
        cards.action_save()
        self.assertEqual(
            cards.mapped("state"),
            ["created", "created", "linked", "created", "created"],
        )
        self.assertEqual(cards[2].partner_id, cards[0].partner_id)
        self.assertEqual(len(cards.partner_id), 4)
        self.assertEqual(cards[1].partner_id.vat, cards[1].vat)

    def test_save_tried_again(self):
        """VIS-11 what another transaction disturbs is left to Odoo's retry"""
        cards, _action = self._import(text="Good Ltd,A\nFine Ltd,C")

        def disturb(model, vals_list):
            raise errors.SerializationFailure

        self.patch(type(self.env["res.partner"]), "create", disturb)
        for save in (cards._save_together, cards[0]._save_alone):
            with self.assertRaises(errors.SerializationFailure):
                save()
        self.assertFalse(any(cards.mapped("save_error")))

    def test_choose(self):
        """VIS-11 two possible customers, or none chosen: the person decides"""
        self._new_customer("Twofold", phone="+8613800001111")
        self._new_customer("Twofold Ltd")
        cards, _action = self._import(text="Company,Phone\nTwofold,13800001111")
        self.assertFalse(cards.decision)
        self.assertIn("Decide", cards.problem)
        self.assertEqual(len(cards.duplicate_ids), 2)
        cards.decision = "link"
        self.assertIn("Choose the known customer", cards.problem)
        cards.partner_id = cards.duplicate_ids[1]
        cards.action_save()
        self.assertEqual(cards.state, "linked")

    def test_empty_and_unreadable(self):
        """VIS-11 an empty paste, a wrong file: a clear message, no card"""
        for values, message in (
            ({"text": ""}, "There is no card"),
            ({"text": "Company,Phone"}, "There is no card"),
            ({"mode": "file"}, "There is no card"),
            (
                {
                    "mode": "file",
                    "file": base64.b64encode(b"\x89PNG\x00"),
                    "file_name": "cards.csv",
                },
                "cannot be read",
            ),
            (
                {
                    "mode": "file",
                    "file": base64.b64encode(b"old"),
                    "file_name": "cards.xls",
                },
                "cannot be opened",
            ),
        ):
            with self.assertRaisesRegex(UserError, message):
                self._import(**values)
        self.assertFalse(self.show.card_ids)

    def test_chinese_file(self):
        """VIS-11 a file as Excel saves it in China; unknown columns are named"""
        content = "公司,电话,展位\n上海泵业,021 6123 4567,7号馆".encode("gb18030")
        cards, action = self._import(
            mode="file", file=base64.b64encode(content), file_name="名片.csv"
        )
        self.assertEqual(cards.customer_name, "上海泵业")
        self.assertEqual(cards.note, "展位: 7号馆")
        self.assertIn("展位", action["params"]["message"])
        self.assertEqual(action["params"]["next"]["res_model"], "crm.visit.card")

    def test_formula(self):
        """VIS-11 a formula is a text like any other"""
        cards, _action = self._import(text='Company,Note\n"=1+1 Ltd",=HYPERLINK(0)')
        cards.action_save()
        self.assertEqual(cards.partner_id.name, "=1+1 Ltd")

    def test_thousand(self):
        """VIS-11 a thousand cards do not cost a query each"""

        def text(count, start):
            return "Company,Contact,Phone,E-mail\n" + "\n".join(
                f"Firm {number:05},Person {number},138{number:08},p{number}@x.example"
                for number in range(start, start + count)
            )

        def count(size, start):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._import(text=text(size, start))
            self.env.flush_all()
            read = self.cr.sql_log_count - before
            cards = self.show.card_ids[-size:].with_user(self.officer)
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            cards.mapped("problem")
            cards.mapped("duplicate_note")
            cards.mapped("earlier_card_id")
            return read, self.cr.sql_log_count - before

        count(10, 0)  # fills the caches
        small, shown_small = count(100, 1000)
        large, shown_large = count(1000, 5000)
        # the ORM writes in batches of a hundred rows
        self.assertLess(large, small + 9 * 25)
        self.assertLessEqual(shown_large, shown_small + 2)

    def test_follow_up(self):
        """VIS-11 the representative of the area follows up; a visit closes it"""
        self._new_area(self.colleague, country_ids=[Command.set(self.china.ids)])
        cards, _action = self._import(text=PASTE)
        cards.action_save()
        new = cards[0]
        self.assertEqual(new.follow_up_user_id, self.colleague)
        self.assertEqual(new.sudo().activity_ids.user_id, self.colleague)
        known = cards.filtered(lambda card: card.partner_id == self.customer)
        self.assertEqual(known.follow_up_user_id, self.user)
        self.assertEqual(self.show.follow_up_count, 4)
        # only who follows up, or an officer, says so
        with self.assertRaises(AccessError):
            new.with_user(self.user).action_followed_up()
        new.with_user(self.colleague).action_followed_up()
        self.assertTrue(new.followed_on)
        self.assertFalse(new.sudo().activity_ids)
        visit = self._new_visit()
        visit.action_start()
        self._fill(visit).action_done()
        self.assertTrue(known.followed_on)
        self.show.invalidate_recordset()
        self.assertEqual(self.show.follow_up_count, 2)

    def test_nobody_in_the_area(self):
        """VIS-11 without representative and area the show's responsible follows up"""
        cards, _action = self._import(text="Company,Phone\nNew Ltd,13800009999")
        cards.action_save()
        self.assertEqual(cards.follow_up_user_id, self.manager)

    def test_late(self):
        """VIS-11 cards are entered within so many days after the end"""
        self.assertEqual(self.show.entry_deadline, date(2026, 7, 3))
        cards, _action = self._import(text="Company\nIn Time Ltd")
        self.assertFalse(cards.entry_late)
        with freeze_time("2026-07-03 15:59:00"):
            self.assertFalse(self.show.is_late)
        # midnight in Shanghai
        with freeze_time("2026-07-03 16:00:00"):
            self.show.invalidate_recordset()
            self.assertTrue(self.show.is_late)
            shows = self.env["crm.visit.exhibition"]
            self.assertIn(self.show, shows.search([("is_late", "=", True)]))
            cards, _action = self._import(text="Company\nLate Ltd")
        self.assertTrue(cards[-1].entry_late)
        self.show.invalidate_recordset()
        self.assertEqual(self.show.late_count, 1)

    def test_steps(self):
        """VIS-11 prepared with a questionnaire, closed when all cards are decided"""
        show = (
            self.env["crm.visit.exhibition"]
            .with_user(self.user)
            .create(
                {"name": "Fair", "date_start": "2026-08-01", "date_end": "2026-08-02"}
            )
        )
        self.assertEqual(show.campaign_id.title, "Fair")
        with self.assertRaisesRegex(UserError, "questionnaire"):
            show.action_open()
        show.question_ids = [Command.create({"name": "Budget?"})]
        show.action_open()
        show.action_enter()
        card = (
            self.env["crm.visit.card"]
            .with_user(self.user)
            .create({"exhibition_id": show.id, "customer_name": "Somebody"})
        )
        self.assertEqual(card.company_id, self.company)
        self.assertEqual(card.customer_source_id.code, "exhibition")
        with self.assertRaisesRegex(UserError, "wait for a decision"):
            show.action_close()
        card.action_save()
        show.action_close()
        with self.assertRaisesRegex(UserError, "is closed"):
            card.copy()
        with self.assertRaises(UserError):
            show.write({"state": "open"})
        with self.assertRaises(UserError):
            show.with_user(self.manager).unlink()

    def test_who_sees(self):
        """VIS-11 shows are open to all; cards to who enters or follows them up"""
        cards, _action = self._import(text="Company\nSomebody Ltd")
        self.show.with_user(self.user).read(["name", "card_count"])
        with self.assertRaises(AccessError):
            self.show.with_user(self.user).write({"name": "x"})
        for user in (self.officer, self.manager, self.auditor):
            cards.with_user(user).read(["customer_name"])
        for user in (self.user, self.leader):
            with self.assertRaises(AccessError):
                cards.with_user(user).read(["customer_name"])
        with self.assertRaises(AccessError):
            cards.with_user(self.auditor).write({"note": "x"})
        cards.action_save()
        with self.assertRaises(UserError):
            cards.write({"note": "x"})

    def test_other_company(self):
        """VIS-11 cards and shows stay in their company"""
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self._new_user("stranger", "crm_policy.group_manager", other)
        with self.assertRaises(AccessError):
            self.show.with_user(stranger).read(["name"])
