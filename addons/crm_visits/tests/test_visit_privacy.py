# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import NOW, VisitCommon

SECRET = "A second supplier of valves"
WORDS = (
    SECRET,
    "Trial order agreed",
    "Bring samples",
    "5 % cheaper",
    "Talk to the director",
    "Renew the contract",
)
CONTENTS = (
    "customer_needs",
    "our_differences",
    "improvement_measures",
    "customer_feedback",
    "next_strategy",
    "summary",
    "objective",
    "place",
)


class PrivacyCommon(VisitCommon):
    """A visit with all that can hang on it, and a colleague of the same team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls._make_visit()
        cls._let_export(cls.colleague | cls.employee | cls.leader)
        cls.strangers = cls.colleague | cls.employee

    @classmethod
    def _make_visit(cls):
        visit = cls._new_visit(objective="Renew the contract", place="Gate 3")
        visit.action_start()
        # as the web client uploads a file to a record, and as a new form does
        files = cls.env["ir.attachment"].with_user(cls.user)
        cls.file, cls.loose = files.create(
            [
                {
                    "name": "shop.txt",
                    "raw": SECRET.encode(),
                    "res_model": "crm.visit",
                    "res_id": res_id,
                }
                for res_id in (visit.id, 0)
            ]
        )
        cls._fill(visit, attachment_ids=[Command.set((cls.file | cls.loose).ids)])
        visit.action_done()
        visit.message_post(body="Talk to the director", subtype_xmlid="mail.mt_comment")
        visit.activity_schedule(
            "mail.mail_activity_data_todo",
            summary="Talk to the director",
            user_id=cls.user.id,
        )
        cls.visit = visit
        cls.env.flush_all()
        cls.env.invalidate_all()

    def _assert_secret(self, shown):
        for word in WORDS:
            self.assertNotIn(word, str(shown))


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitPrivacy(PrivacyCommon):
    """A colleague's visit is not readable, by whatever way (VIS-01)."""

    def _as(self, user, model="crm.visit"):
        return self.env[model].with_user(user).with_context(active_test=False)

    def test_read(self):
        """VIS-01: by id, by the web client's calls, by export."""
        for stranger in self.strangers:
            visit = self.visit.with_user(stranger)
            for read in (
                lambda visit: visit.read(["summary"]),
                lambda visit: visit.web_read({"summary": {}}),
                lambda visit: visit.export_data(["summary"]),
                lambda visit: visit.summary,
                lambda visit: visit.copy(),
                lambda visit: visit.competition_ids.read(["note"]),
                lambda visit: visit.check_ids.read(["note"]),
            ):
                self.env.invalidate_all()
                with self.assertRaises(AccessError):
                    read(visit)

    def test_search(self):
        """VIS-01: no search finds it, so that no guess is confirmed."""
        visits = self._as(self.colleague)
        for name in CONTENTS:
            domain = [(name, "!=", False)]
            self.assertFalse(visits.search(domain), name)
            self.assertFalse(visits.search_read(domain, [name]), name)
            self.assertFalse(visits.web_search_read(domain, {name: {}})["length"])
        self.assertFalse(visits.name_search("Customer A"))
        self.assertFalse(visits.search_count([("partner_id", "=", self.customer.id)]))
        partners = self._as(self.colleague, "res.partner")
        guess = [("visit_ids.customer_needs", "ilike", "supplier")]
        self.assertFalse(partners.search(guess))
        self.assertFalse(partners.browse(self.customer.id).visit_ids)
        self.assertFalse(partners.browse(self.customer.id).visit_count)
        with self.assertRaises(AccessError):
            self._as(self.employee, "res.partner").search(guess)

    def test_groups(self):
        """VIS-01: neither groups nor figures tell of it."""
        visits = self._as(self.colleague)
        for groupby in ("partner_id", "user_id", "state", "outcome"):
            self.assertFalse(
                visits.formatted_read_group([], [groupby], ["duration:sum"])[0:0]
            )
            rows = visits.formatted_read_group([], [groupby], ["__count"])
            self.assertFalse(sum(row["__count"] for row in rows))
        competition = self._as(self.colleague, "crm.visit.competition")
        self.assertFalse(competition.search([]))
        self.assertFalse(
            competition.formatted_read_group([], ["competitor_id"], ["__count"])
        )

    def test_talk(self):
        """VIS-01: messages, tracked changes and notifications of the visit."""
        for stranger in self.strangers:
            messages = self._as(stranger, "mail.message")
            domain = [("model", "=", "crm.visit"), ("res_id", "=", self.visit.id)]
            self.assertFalse(messages.search(domain))
            self.assertFalse(messages.search([("body", "ilike", "director")]))
            found = self.env["mail.message"].sudo().search(domain)
            self.assertTrue(found)
            with self.assertRaises(AccessError):
                found.with_user(stranger).read(["body"])
            # who cannot read the visit does not become its follower
            person = stranger.partner_id
            self.visit.with_user(stranger).message_subscribe(person.ids)
            self.assertNotIn(person, self.visit.sudo().message_partner_ids)
            with self.assertRaises(AccessError):
                self.visit.with_user(stranger).message_post(body="Hello")

    def test_customer_page(self):
        """VIS-01: the customer's own history says nothing of what was said there."""
        messages = self.env["mail.message"].search(
            [("model", "=", "res.partner"), ("res_id", "=", self.customer.id)]
        )
        self._assert_secret(messages.mapped("body"))
        fields = ["name", "comment", "visit_count", "visit_ids", "message_ids"]
        self._assert_secret(self.customer.with_user(self.colleague).read(fields))

    def test_activities(self):
        """VIS-01: to-dos of the visit are for those who may read it."""
        for stranger in self.strangers:
            activities = self._as(stranger, "mail.activity")
            self.assertFalse(activities.search([("res_model", "=", "crm.visit")]))
            with self.assertRaises(AccessError):
                self.visit.activity_ids.with_user(stranger).read(["summary"])

    def test_files(self):
        """VIS-01: photos and files, whichever way they were put there."""
        for file in self.file | self.loose:
            for stranger in self.strangers:
                files = self._as(stranger, "ir.attachment")
                self.assertFalse(files.search([("id", "=", file.id)]))
                with self.assertRaises(AccessError):
                    files.browse(file.id).read(["datas"])
            self.assertEqual(
                file.with_user(self.leader).raw, SECRET.encode(), file.res_id
            )

    def test_file_is_not_taken_by_naming_it(self):
        """VIS-01: a colleague's file does not come along by its number."""
        own = self._new_visit(self.colleague)
        with self.assertRaises(AccessError):
            own.attachment_ids = [Command.link(self.file.id)]
            self.env.flush_all()
            self.env.invalidate_all()
            own.attachment_ids.with_user(self.colleague).read(["datas"])

    def test_previous_visit_does_not_open_it(self):
        """VIS-01: who takes the customer over sees that there was a visit, no more."""
        with freeze_time(NOW):
            following = self._new_visit(self.colleague)
            following.sudo().previous_visit_id = self.visit
        self.env.invalidate_all()
        shown = following.with_user(self.colleague).web_read(
            {"previous_visit_id": {"fields": {"display_name": {}}}}
        )
        self._assert_secret(shown)
        with self.assertRaises(AccessError):
            following.with_user(self.colleague).web_read(
                {"previous_visit_id": {"fields": {"summary": {}}}}
            )

    def test_store_manager_and_officer_read(self):
        """VIS-03: the leader of the team, officers, managers."""
        for reader in (self.leader, self.officer, self.manager):
            visit = self.visit.with_user(reader)
            self.assertEqual(visit.customer_needs, SECRET)
            self.assertEqual(visit.competition_ids.note, "5 % cheaper")
            self.assertIn("director", str(visit.message_ids.mapped("body")))
            self.assertEqual(visit.attachment_ids.mapped("raw"), [SECRET.encode()] * 2)
        self.assertEqual(
            self._as(self.leader).search([("summary", "ilike", "trial")]), self.visit
        )

    def test_leader_of_another_team(self):
        """VIS-03: a store manager reads the own store only."""
        stranger = self._new_user("visit_south", "crm_policy.group_user")
        self.env["crm.team"].create(
            {"name": "South", "company_id": self.company.id, "user_id": stranger.id}
        )
        self.assertFalse(self._as(stranger).search([]))

    def test_auditor_reads_only(self):
        """VIS-03: everything with its history, and nothing more."""
        visit = self.visit.with_user(self.auditor)
        self.assertEqual(visit.customer_needs, SECRET)
        self.assertIn("director", str(visit.message_ids.mapped("body")))
        open_visit = self._new_visit().with_user(self.auditor)
        for attempt in (
            lambda: open_visit.write({"objective": "Mine"}),
            lambda: open_visit.action_start(),
            lambda: open_visit.action_agree(),
            lambda: open_visit.unlink(),
            lambda: open_visit.write({"route_sequence": 1}),
            lambda: open_visit.check_ids.write({"note": "Mine"}),
            lambda: self._new_visit(self.auditor),
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_other_company(self):
        """VIS-01: officers of another company are strangers."""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        stranger = self._new_user("visit_other", "crm_policy.group_manager", other)
        visits = self._as(stranger).with_context(allowed_company_ids=other.ids)
        self.assertFalse(visits.search([]))
        with self.assertRaises(AccessError):
            visits.browse(self.visit.id).read(["summary"])


@tagged("post_install", "-at_install")
class TestVisitPrivacyHttp(HttpCase, PrivacyCommon):
    """The same over the wire: RPC, files, pages (VIS-01)."""

    def _call(self, method, *args, model="crm.visit", **kwargs):
        response = self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps(
                {
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": kwargs,
                    }
                }
            ),
            headers={"Content-Type": "application/json"},
        )
        return response.text

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_rpc(self):
        """VIS-01: what a colleague's browser, or program, may ask for."""
        ids = self.visit.ids
        self.authenticate("visit_colleague", "visit_colleague")
        for method, args, kwargs in (
            ("read", [ids, list(CONTENTS)], {}),
            ("web_read", [ids], {"specification": {"summary": {}}}),
            ("export_data", [ids, ["summary", "competition_ids/note"]], {}),
            ("search_read", [[], list(CONTENTS)], {}),
            ("web_search_read", [[]], {"specification": {"summary": {}}}),
            ("formatted_read_group", [[], ["outcome"], ["__count"]], {}),
            ("copy", [ids], {}),
            ("action_print_route", [ids], {}),
            ("message_post", [ids], {"body": "Hello"}),
            ("action_open_map", [ids], {}),
        ):
            text = self._call(method, *args, **kwargs)
            self._assert_secret(text)
            self.assertNotIn("Gate 3", text)
        for model in ("mail.message", "mail.activity", "ir.attachment"):
            text = self._call("search_read", [], model=model, fields=[])
            self._assert_secret(text)
        thread = self.url_open(
            "/mail/thread/messages",
            data=json.dumps(
                {"params": {"thread_model": "crm.visit", "thread_id": self.visit.id}}
            ),
            headers={"Content-Type": "application/json"},
        )
        self._assert_secret(thread.text)

    @mute_logger("odoo.http")
    def test_files(self):
        """VIS-01: a link that somebody passed on opens nothing for a colleague."""
        for login, found in (("visit_colleague", False), ("visit_leader", True)):
            self.authenticate(login, login)
            for file in self.file | self.loose:
                for url in (
                    f"/web/content/{file.id}",
                    f"/web/content/{file.id}?download=true",
                    f"/web/image/{file.id}",
                    f"/web/content?model=ir.attachment&id={file.id}&field=datas",
                ):
                    response = self.url_open(url)
                    self.assertEqual(SECRET in response.text, found, url)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_pdf(self):
        """VIS-01: nor does a printed page."""
        self.authenticate("visit_colleague", "visit_colleague")
        page = self.url_open(f"/report/html/crm_visits.report_route/{self.visit.id}")
        self._assert_secret(page.text)
        self.assertNotIn("Gate 3", page.text)
