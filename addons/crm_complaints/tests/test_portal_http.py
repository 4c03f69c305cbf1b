# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import timedelta

from freezegun import freeze_time
from lxml import html

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .confirmation_common import ConfirmationCommon

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"
    b"\x00\x00\x00\x1f\x15\xc4\x89"
)


class PortalHttpCommon(ConfirmationCommon, HttpCase):
    """Pages opened and forms sent as a browser does."""

    def _log_in(self, user):
        self.authenticate(user.login, user.login)

    def _get_page(self, url):
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200, url)
        return html.fromstring(response.text)

    def _send(self, url, page_url=None, files=None, **values):
        """Sends the form of a page with its hidden fields."""
        page = self._get_page(page_url or url)
        hidden = {
            field.get("name"): field.get("value")
            for field in page.xpath("//form//input[@type='hidden']")
        }
        return self.url_open(
            url,
            data={**hidden, **values},
            files=[
                ("files", (name, io.BytesIO(content)))
                for name, content in (files or {}).items()
            ],
        )


@tagged("post_install", "-at_install")
class TestPortalHttp(PortalHttpCommon):
    """Customers follow their own complaints, and no others (CMP-01)."""

    def setUp(self):
        super().setUp()
        self.complaint = self._new_complaint(
            contact_id=self.contact.id, user_id=self.user.id, name="Leaking window"
        )
        self.url = f"/my/complaints/{self.complaint.id}"

    def _report(self, **values):
        return self._send(
            "/my/complaints/new",
            **{
                "kind": "complaint",
                "name": "Door does not close",
                "description": "Since Monday",
                **values,
            },
        )

    def _get_new(self):
        return self.env["crm.complaint"].search([("name", "=", "Door does not close")])

    def test_list(self):
        """CMP-01 one's own company's complaints, sorted, filtered, searched, counted"""
        closed = self._new_complaint(name="Old matter")
        closed.action_withdraw("Done")
        other = self._new_complaint(name="Secret of another", partner_id=self.rival.id)
        self._log_in(self.portal_user)
        text = self._get_page("/my/complaints").text_content()
        self.assertIn(self.complaint.reference, text)
        self.assertIn("Old matter", text)
        self.assertNotIn(other.name, text)
        text = self._get_page("/my/complaints?filterby=open&sortby=oldest")
        self.assertNotIn("Old matter", text.text_content())
        text = self._get_page("/my/complaints?search=Leaking").text_content()
        self.assertIn("Leaking window", text)
        self.assertNotIn("Old matter", text)
        for nonsense in ("?sortby=id;drop&filterby=x", "/page/99", "?search=%25%27"):
            self._get_page(f"/my/complaints{nonsense}")
        self._get_page("/my")
        response = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["complaint_count"]}
        )
        self.assertEqual(response["complaint_count"], 2)

    def test_list_queries(self):
        """CMP-01 the list takes as many statements for 50 complaints as for 10"""
        self._log_in(self.portal_user)
        self._new_complaints(9)
        self._get_page("/my/complaints")
        few = self._count_statements("/my/complaints")
        self._new_complaints(40)
        self.assertEqual(self._count_statements("/my/complaints"), few)

    def _new_complaints(self, count):
        complaints = self.env["crm.complaint"].with_context(complaint_taken_later=True)
        complaints.create(
            [
                {
                    "name": f"Door {number}",
                    "partner_id": self.customer.id,
                    "category_id": self.category.id,
                }
                for number in range(count)
            ]
        )

    def _count_statements(self, url):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self._get_page(url)
        return self.env.cr.sql_log_count - before

    def test_page(self):
        """CMP-01 what the customer sees: nothing of the work inside"""
        self._bring_to(self.complaint, "investigating")
        self.complaint.sudo().write({"close_reason": "INSIDE reason"})
        self.complaint.message_post(body="INSIDE note", subtype_xmlid="mail.mt_note")
        self.complaint.message_post(
            body="Dear customer, we look",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self._log_in(self.portal_user)
        text = self._get_page(self.url).text_content()
        self.assertIn("Being looked into", text)
        self.assertIn("Dear customer, we look", text)
        for secret in ("INSIDE", self.service.name, self.head.name, "Severity"):
            self.assertNotIn(secret, text)

    def test_late_promise(self):
        """CMP-08 by the company's clock; a day that is over is not promised again"""
        self._bring_to(self.complaint, "investigating")
        promise = self.complaint._get_promise()
        self.assertEqual(promise["label"], "reply promised by")
        due = self.complaint.milestone_ids.filtered(lambda one: one.kind == "reply")
        with freeze_time(due.due_on + timedelta(minutes=1)):
            late = self.complaint._get_promise()
        self.assertEqual((late["label"][:11], late["date"]), ("We are late", None))
        summary = self.complaint._get_customer_summary()
        self.assertEqual(summary["zone"], self.company.policy_tz)

    def test_no_guessing(self):
        """CMP-01 other customers' cases are as if they were not there"""
        sister = self.env["res.partner"].create(
            {"name": "Sister of A", "is_company": True, "parent_id": self.customer.id}
        )
        cousin = self._new_complaint(name="Of the sister", partner_id=sister.id)
        other = self._new_complaint(name="Of another", partner_id=self.rival.id)
        other._portal_ensure_token()
        self.complaint._portal_ensure_token()
        self._log_in(self.portal_user)
        missing = (
            self.env["crm.complaint"].search([], order="id desc", limit=1).id + 999
        )
        with mute_logger("odoo.http"):
            bodies = set()
            for complaint_id in (other.id, cousin.id, missing):
                for end in ("", "?access_token=x", f"?access_token={self._token()}"):
                    response = self.url_open(f"/my/complaints/{complaint_id}{end}")
                    self.assertEqual(response.status_code, 404)
                    bodies.add("Of the sister" in response.text)
                for action in ("answer", "withdraw", "confirm"):
                    response = self._post(f"/my/complaints/{complaint_id}/{action}")
                    self.assertEqual(response.status_code, 404)
        self.assertEqual(bodies, {False})
        self.assertEqual(other.state, "new")

    def _token(self):
        return self.complaint.sudo().access_token

    def _post(self, url, **values):
        page = self._get_page("/my/complaints/new")
        token = page.xpath("//input[@name='csrf_token']/@value")[0]
        return self.url_open(
            url,
            data={
                "csrf_token": token,
                "message": "x",
                "reason": "x",
                "satisfied": "yes",
                **values,
            },
        )

    def test_token(self):
        """CMP-01 the personal link works without login, for its own case only"""
        self.complaint._portal_ensure_token()
        page = self._get_page(f"{self.url}?access_token={self._token()}")
        self.assertIn("Leaking window", page.text_content())
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(self.url).status_code, 404)
            self.assertEqual(
                self.url_open(f"{self.url}?access_token=").status_code, 404
            )
        self._send(
            f"{self.url}/answer",
            page_url=f"{self.url}?access_token={self._token()}",
            message="By the link",
        )
        message = self.complaint.message_ids[:1]
        self.assertIn("By the link", message.body)
        self.assertEqual(message.author_id, self.contact)

    def test_report(self):
        """CMP-01 a report by portal: numbered at once, with its files, sanitized"""
        self._log_in(self.portal_user)
        response = self._report(
            description="<script>alert(1)</script> since Monday",
            wish="Repair it",
            subject="Door 4",
            files={"photo.png": PNG},
        )
        complaint = self._get_new()
        self.assertTrue(complaint.reference)
        self.assertIn(complaint.reference, response.text)
        self.assertNotIn("<script>alert", response.text)
        self.assertNotIn("<script", complaint.description)
        self.assertEqual(complaint.partner_id, self.customer)
        self.assertEqual(complaint.contact_id, self.contact)
        self.assertEqual(complaint.channel_id.code, "portal")
        self.assertEqual(complaint.company_id, self.company)
        self.assertFalse(complaint.user_id)
        files = complaint.message_ids.attachment_ids
        self.assertEqual(files.name, "photo.png")
        link = html.fromstring(response.text).xpath("//a[contains(@href, 'content')]")
        self.assertEqual(self.url_open(link[0].get("href")).content, PNG)
        # without the token of the file there is nothing
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(f"/web/content/{files.id}").status_code, 404)

    def test_report_twice(self):
        """CMP-01 a form sent twice is one report"""
        self._log_in(self.portal_user)
        page = self._get_page("/my/complaints/new")
        values = {
            field.get("name"): field.get("value")
            for field in page.xpath("//form//input[@type='hidden']")
        }
        values |= {
            "kind": "complaint",
            "name": "Door does not close",
            "description": "Since Monday",
        }
        for _time in range(2):
            self.url_open("/my/complaints/new", data=values)
        self.assertEqual(len(self._get_new()), 1)

    def test_report_refused(self):
        """CMP-01 what is missing or not taken is said, and nothing is made of it"""
        self.company.complaint_web_file_size = 1
        self._log_in(self.portal_user)
        for values, said in (
            ({"name": " "}, "Please fill in"),
            ({"kind": "other"}, "Please choose"),
            ({"signature": "nonsense"}, "open for too long"),
            ({"files": {"run.exe": b"MZ"}}, "this kind of file is not taken"),
            ({"files": {"photo.png": b"<html></html>"}}, "this kind of file"),
            ({"files": {"big.txt": b"x" * (1024 * 1024 + 1)}}, "too large"),
            ({"files": {f"{n}.txt": b"x" for n in range(6)}}, "At most 5 files"),
        ):
            with self.subTest(said=said):
                response = self._report(**values)
                self.assertIn(said, response.text)
                self.assertFalse(self._get_new())

    def test_csrf(self):
        """CMP-01 no form counts that another site sends"""
        self._log_in(self.portal_user)
        with mute_logger("odoo.http"):
            response = self.url_open("/my/complaints/new", data={"name": "x"})
        self.assertEqual(response.status_code, 400)

    def test_answer(self):
        """CMP-01 CMP-03 an answer ends the waiting; the handler hears of it"""
        self.complaint.action_wait()
        self._log_in(self.portal_user)
        self.assertIn(
            "Waiting for your answer", self._get_page(self.url).text_content()
        )
        response = self._send(
            f"{self.url}/answer", page_url=self.url, message="The <b>third</b> floor"
        )
        self.assertIn("The &lt;b&gt;third", response.text)
        self.assertFalse(self.complaint.is_waiting)
        self.assertEqual(self.complaint.message_ids[:1].author_id, self.contact)
        self.assertIn(self.user, self.complaint.sudo().activity_ids.user_id)

    def test_withdraw(self):
        """CMP-01 the customer withdraws, with a reason; it stays on file"""
        self._log_in(self.portal_user)
        response = self._send(f"{self.url}/withdraw", page_url=self.url, reason=" ")
        self.assertIn("Please fill in", response.text)
        response = self._send(
            f"{self.url}/withdraw", page_url=self.url, reason="Was my mistake"
        )
        self.assertIn("Withdrawn by you", response.text)
        self.assertEqual(self.complaint.close_kind, "withdrawn")
        # nothing is said to a closed one by an old page
        response = self._post(f"{self.url}/answer")
        self.assertIn("This is closed", response.text)

    def test_withdraw_late(self):
        """CMP-01 customers withdraw their own case also after the reply"""
        self._bring_to(self.complaint, "awaiting")
        self._log_in(self.portal_user)
        self._send(f"{self.url}/withdraw", page_url=self.url, reason="All is well")
        self.assertEqual(self.complaint.close_kind, "withdrawn")

    def test_withdraw_leak(self):
        """CMP-10 a leak taken back is looked into all the same"""
        self.complaint.with_user(self.officer).kind = "leak"
        self.complaint.with_user(self.officer).contact_id = self.portal_user.partner_id
        self._log_in(self.portal_user)
        response = self._send(
            f"{self.url}/withdraw", page_url=self.url, reason="Was my mistake"
        )
        self.assertIn("Your message has been added", response.text)
        self.assertEqual(self.complaint.sudo().state, "new")

    def test_confirm(self):
        """CMP-04 confirmed in the portal by who is logged in, not by the mere link"""
        self._bring_to(self.complaint, "awaiting")
        self.complaint._portal_ensure_token()
        page = self._get_page(f"{self.url}?access_token={self._token()}")
        self.assertFalse(page.xpath("//form[contains(@action, 'confirm')]"))
        self._log_in(self.portal_user)
        response = self._send(
            f"{self.url}/confirm", page_url=self.url, satisfied="yes", result="4"
        )
        self.assertIn("Closed, confirmed by you", response.text)
        confirmation = self.complaint.sudo().confirmation_ids
        self.assertEqual(confirmation.way, "portal")
        self.assertEqual(confirmation.answerer_name, "Contact A")
        response = self._post(f"{self.url}/confirm", satisfied="no", comment="No")
        self.assertIn("already answered", response.text)
        self.assertEqual(self.complaint.close_kind, "confirmed")

    def test_leak(self):
        """CMP-10 a leak that a customer reports is seen by him, and by staff named"""
        self._log_in(self.portal_user)
        self._report(kind="leak")
        complaint = self._get_new().sudo()
        self.assertTrue(complaint.is_confidential)
        self.assertTrue(complaint.confidant_ids)
        self.assertNotIn(self.portal_user, complaint.confidant_ids)
        self.assertTrue(complaint.receipt_sent_on)
        self.assertEqual(complaint.activity_ids.user_id, complaint.confidant_ids)
        self._get_page(f"/my/complaints/{complaint.id}")
        mate = self._new_portal_user(
            "cmp_mate",
            self.env["res.partner"].create(
                {"name": "Mate", "parent_id": self.customer.id}
            ),
        )
        self._log_in(mate)
        with mute_logger("odoo.http"):
            response = self.url_open(f"/my/complaints/{complaint.id}")
        self.assertEqual(response.status_code, 404)

    def test_rpc(self):
        """CMP-01 by RPC a customer reads nothing at all of complaints"""
        attachment = self.env["ir.attachment"].create(
            {
                "name": "inside.pdf",
                "res_model": "crm.complaint",
                "res_id": self.complaint.id,
                "raw": b"inside",
            }
        )
        token = self.complaint._portal_ensure_token()
        self._log_in(self.portal_user)
        with mute_logger("odoo.http"):
            for model in (
                "crm.complaint",
                "crm.complaint.event",
                "crm.complaint.confirmation",
                "crm.complaint.category",
                "crm.complaint.desk",
            ):
                with self.subTest(model), self.assertRaisesRegex(Exception, "rror"):
                    self.make_jsonrpc_request(
                        "/web/dataset/call_kw",
                        {
                            "model": model,
                            "method": "search_read",
                            "args": [[], ["id"]],
                            "kwargs": {},
                        },
                    )
            for access in ({}, {"token": token}):
                data = self.make_jsonrpc_request(
                    "/portal/chatter_init",
                    {
                        "thread_model": "crm.complaint",
                        "thread_id": self.complaint.id,
                        **access,
                    },
                )
                self.assertNotIn("mail.thread", data)
            self.assertEqual(
                self.url_open(f"/web/content/{attachment.id}").status_code, 404
            )
