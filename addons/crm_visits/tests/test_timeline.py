# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json
from datetime import datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import NOW, VisitCommon

SECRET = "Contract worth two million"


class TimelineCommon(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.env["res.partner"].create(
            {"name": "Buyer", "parent_id": cls.customer.id, "email": "b@example.com"}
        )
        cls.lines = cls.env["crm.visit.timeline"]

    def _mail(self, record, subject, **values):
        return self.env["mail.message"].create(
            {
                "model": record._name,
                "res_id": record.id,
                "message_type": "email",
                "subject": subject,
                "body": f"<p>{SECRET}</p>",
                "date": "2026-06-15 08:00:00",
                "author_id": self.contact.id,
                **values,
            }
        )

    def _meeting(self, name, **values):
        return (
            self.env["calendar.event"]
            .with_context(no_mail_to_attendees=True)
            .create(
                {
                    "name": name,
                    "start": "2026-06-20 02:00:00",
                    "stop": "2026-06-20 03:00:00",
                    "user_id": self.user.id,
                    "partner_ids": [
                        Command.set(
                            [self.contact.id, self.customer.id, self.user.partner_id.id]
                        )
                    ],
                    **values,
                }
            )
        )

    def _event(self, **values):
        return (
            self.env["crm.visit.event"]
            .with_user(self.user)
            .create(
                {
                    "name": "New plant",
                    "partner_id": self.customer.id,
                    "kind_id": self.env.ref(
                        "crm_visits.crm_visit_event_kind_expansion"
                    ).id,
                    **values,
                }
            )
        )

    def _rows(self, user, domain=()):
        self.env.flush_all()
        self.lines.invalidate_model()
        return self.lines.with_user(user).search(
            [("partner_id", "=", self.customer.id), *domain]
        )


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTimeline(TimelineCommon):
    def test_all_channels_in_one_order(self):
        """VIS-07: visits, calls, e-mails, meetings and events, the newest first."""
        self._new_made_visit(start="2026-06-10 02:00:00")
        self._new_visit(is_agreed=True)
        self._mail(self.contact, "Your offer")
        self._meeting("Trial in the plant")
        self._event(date="2026-06-25")
        rows = self._rows(self.user)
        self.assertEqual(
            [(row.kind, row.date.date().isoformat()) for row in rows],
            [
                ("visit", "2026-07-08"),
                ("event", "2026-06-25"),
                ("meeting", "2026-06-20"),
                ("email", "2026-06-15"),
                ("visit", "2026-06-10"),
            ],
        )
        self.assertEqual(rows.mapped("is_open"), [True, True, False, False, False])
        self.assertEqual(rows[3].title, "Your offer")
        self.assertEqual(rows[3].channel_id.code, "email")
        self.assertEqual(rows[4].channel_id, self.face)
        self.assertEqual(rows[4].detail, "Trial order agreed")
        by_channel = self._rows(self.user, [("channel_id", "=", self.face.id)])
        self.assertEqual(by_channel, rows[0] | rows[4])

    def test_only_contacts(self):
        """VIS-07: proposals, cancelled visits, notes and tracking are no contacts."""
        self._new_visit()
        cancelled = self._new_visit(is_agreed=True)
        cancelled._cancel(
            self.env.ref("crm_visits.crm_visit_cancel_reason_customer"), "No time"
        )
        self.customer.message_post(body="Internal note")
        self._mail(self.customer, "Internal", is_internal=True)
        self._mail(self.customer, "Changed", message_type="notification")
        self._mail(self.user.partner_id, "To a colleague")
        self.assertFalse(self._rows(self.user))

    def test_sent_from_the_chatter(self):
        """VIS-07: what was sent to the customer by the chatter counts as sent."""
        message = self._mail(
            self.customer,
            "Our offer",
            message_type="comment",
            author_id=self.user.partner_id.id,
        )
        self.assertFalse(self._rows(self.user))
        self.env["mail.notification"].create(
            {
                "mail_message_id": message.id,
                "res_partner_id": self.contact.id,
                "notification_type": "email",
            }
        )
        row = self._rows(self.user)
        self.assertEqual((row.res_id, row.user_id), (message.id, self.user))

    def test_one_row_a_meeting(self):
        """VIS-07: also with two people of the customer; none beside its visit."""
        meeting = self._meeting("Two people of the customer")
        self.assertEqual(self._rows(self.user).kind, "meeting")
        visit = self._new_visit(is_agreed=True)
        visit.sudo().calendar_event_id = meeting
        self.assertEqual(self._rows(self.user).kind, "visit")

    def test_walk_in(self):
        """VIS-08: a registration is a contact as soon as its customer is known."""
        registration = (
            self.env["crm.visit.registration"]
            .with_user(self.user)
            .create(
                {
                    "customer_name": "Customer A",
                    "phone": "0512 6123 4567",
                    "team_id": self.store.id,
                    "needs": "Ball valves",
                }
            )
        )
        self.assertFalse(self._rows(self.user))
        registration.sudo().partner_id = self.customer
        row = self._rows(self.user)
        self.assertEqual((row.kind, row.detail), ("registration", "Ball valves"))
        self.assertTrue(row.is_open)

    def test_private_meetings_of_others(self):
        """VIS-07: a private meeting is a row for those who take part."""
        self._meeting("Private", privacy="private")
        self.assertEqual(len(self._rows(self.user)), 1)
        self.assertFalse(self._rows(self.colleague))
        self.assertFalse(self._rows(self.manager))

    def test_confidential_events(self):
        """VIS-13: others do not see that there is one, not even by its id."""
        self._event(is_confidential=True)
        row = self._rows(self.user)
        self.assertEqual(len(row), 1)
        for reader in (self.leader, self.manager, self.auditor):
            self.assertEqual(self._rows(reader), row)
        self.assertFalse(self._rows(self.colleague))
        self.lines.invalidate_model()
        self.assertFalse(row.with_user(self.colleague).exists())

    # -- a colleague's visit -----------------------------------------------------------

    def test_a_colleague_sees_busy(self):
        """VIS-07: who, when and how, but nothing of what was said."""
        self._new_made_visit(start="2026-06-10 02:00:00", objective=SECRET)
        row = self._rows(self.colleague)
        self.assertEqual(row.title, f"Visit by {self.user.name}")
        self.assertEqual(row.channel_id, self.face)
        self.assertEqual(row.date, datetime(2026, 6, 10, 2))
        self.assertFalse(row.detail)
        self.assertFalse(row.is_readable)
        with self.assertRaisesRegex(UserError, "contents are for"):
            row.action_open()
        for reader in (self.user, self.leader, self.officer, self.auditor):
            mine = self._rows(reader)
            self.assertEqual(mine.title, SECRET)
            action = mine.action_open()
            self.assertEqual(action["res_model"], "crm.visit")

    def test_no_text_by_search_group_or_export(self):
        """VIS-07: texts cannot be searched, grouped, sorted or exported by others."""
        self._new_made_visit(start="2026-06-10 02:00:00", objective=SECRET)
        for reader, found in ((self.user, 1), (self.colleague, 0)):
            for domain in (
                [("title", "ilike", "two million")],
                [("display_name", "ilike", "two million")],
                [("title", "=", SECRET)],
            ):
                self.assertEqual(len(self._rows(reader, domain)), found)
        self.assertEqual(
            len(self._rows(self.colleague, [("title", "not ilike", "two million")])), 1
        )
        lines = self.lines.with_user(self.colleague)
        for call in (
            lambda: lines.formatted_read_group([], ["title"], ["__count"]),
            lambda: lines.formatted_read_group([], ["detail"], ["__count"]),
            lambda: lines.search([], order="title"),
        ):
            with self.assertRaises(ValueError):
                call()
        groups = lines.formatted_read_group(
            [("partner_id", "=", self.customer.id)], ["kind", "user_id"], ["__count"]
        )
        self.assertEqual(groups[0]["__count"], 1)
        self.assertNotIn(SECRET, json.dumps(groups, default=str))
        export = self.env.ref("base.group_allow_export")
        (self.user | self.colleague).group_ids = [Command.link(export.id)]
        exported = self._rows(self.colleague).export_data(
            ["date", "kind", "title", "detail", "display_name", "partner_id/name"]
        )
        self.assertNotIn(SECRET, json.dumps(exported, default=str))
        self.assertIn("Visit by", json.dumps(exported, default=str))
        exported = self._rows(self.user).export_data(["title"])
        self.assertIn(SECRET, json.dumps(exported, default=str))

    def test_roles(self):
        """VIS-07: the timeline is for people with a role, and is not written."""
        self._new_made_visit(start="2026-06-10 02:00:00")
        with self.assertRaises(AccessError):
            self._rows(self.employee)
        row = self._rows(self.user)
        for call in (
            lambda: row.write({"date": NOW}),
            lambda: row.with_user(self.manager).unlink(),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_companies(self):
        """VIS-07: contacts of another company are not there."""
        self._new_made_visit(start="2026-06-10 02:00:00")
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user(
            "elsewhere", "crm_policy.group_manager", company=other
        )
        row = self._rows(self.user)
        self.lines.invalidate_model()
        lines = self.lines.with_user(stranger).with_context(
            allowed_company_ids=other.ids
        )
        self.assertFalse(lines.search([("partner_id", "=", self.customer.id)]))
        with self.assertRaises(AccessError):
            lines.browse(row.id).read(["date", "title"])

    def test_smart_button(self):
        action = self.contact.with_user(self.user).action_open_timeline()
        self.assertEqual(action["domain"], [("partner_id", "=", self.customer.id)])

    # -- size --------------------------------------------------------------------------

    def test_ten_thousand_messages(self):
        """VIS-07: one page of a large customer: few queries, through the indexes."""
        # raw SQL: ten thousand messages in one statement
        self.env.cr.execute(
            """INSERT INTO mail_message (model, res_id, message_type, subject, date,
                                         author_id, is_internal, body)
               SELECT 'res.partner', %s, 'email', 'Mail ' || n,
                      timestamp '2020-01-01' + n * interval '1 hour', %s, FALSE, ''
                 FROM generate_series(1, 10000) AS n""",
            [self.customer.id, self.contact.id],
        )
        self._new_made_visit(start="2026-06-10 02:00:00")
        specification = {
            name: {} for name in ("date", "kind", "title", "detail", "icon", "is_open")
        }
        lines = self.lines.with_user(self.user)
        domain = [("partner_id", "=", self.customer.id)]
        lines.web_search_read(domain, specification, limit=5)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(25):
            page = lines.web_search_read(domain, specification, limit=80)
        self.assertEqual(len(page["records"]), 80)
        self.assertEqual(page["length"], 10001)
        self.env.cr.execute("ANALYZE mail_message, res_partner")
        # the tables here are small: ask whether the index of messages can serve
        for setting in ("seqscan", "hashjoin", "mergejoin", "bitmapscan"):
            self.env.cr.execute(f"SET LOCAL enable_{setting} = off")
        sql = lines._search(domain).select()
        self.env.cr.execute(f"EXPLAIN {sql.code}", sql.params)
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertRegex(plan, r"Index Cond: .*res_id = \w+\.id")


@tagged("post_install", "-at_install")
class TestTimelineHttp(TimelineCommon, HttpCase):
    def test_rpc(self):
        """VIS-07: nothing leaks over RPC, whatever a colleague asks for."""
        with freeze_time(NOW):
            self._new_made_visit(start="2026-06-10 02:00:00", objective=SECRET)
        self.env.flush_all()
        self.authenticate(self.colleague.login, self.colleague.login)
        for method, kwargs in (
            ("search_read", {"domain": []}),
            (
                "web_search_read",
                {
                    "domain": [],
                    "specification": {"title": {}, "detail": {}, "res_id": {}},
                },
            ),
            ("name_search", {"name": "two million"}),
            (
                "formatted_read_group",
                {"domain": [], "groupby": ["kind"], "aggregates": ["__count"]},
            ),
        ):
            response = self.url_open(
                f"/web/dataset/call_kw/crm.visit.timeline/{method}",
                data=json.dumps(
                    {
                        "params": {
                            "model": "crm.visit.timeline",
                            "method": method,
                            "args": [],
                            "kwargs": kwargs,
                        }
                    }
                ),
                headers={"Content-Type": "application/json"},
            )
            self.assertIn("result", response.json())
            self.assertNotIn("two million", response.text)
