# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .access_common import AccessCommon

_DENIED = ("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.sql_db")


@tagged("post_install", "-at_install")
class TestAccessHttp(AccessCommon, HttpCase):
    """The same over the wire, as a browser or a script asks (ALC-15)."""

    def _call(self, model, method, *args, **kwargs):
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "jsonrpc": "2.0",
                    "method": "call",
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": kwargs,
                    },
                }
            ),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _refused(self, answer):
        return answer.get("error", {}).get("data", {}).get("name")

    def _login(self, user):
        self.authenticate(user.login, user.login)

    @mute_logger(*_DENIED)
    def test_rpc(self):
        """ALC-15 RPC gives a salesperson own customers, and nothing of others"""
        self._login(self.user)
        specification = {"phone": {}, "email": {}, "child_ids": {}}
        own, foreign = self.own.id, self.foreign.id
        answer = self._call("res.partner", "web_read", [own], specification)
        self.assertEqual(answer["result"][0]["email"], "own@valves.example")
        entry = self.env["crm.allocation.access.log"].search(
            [("user_id", "=", self.user.id)]
        )
        self.assertEqual((entry.how, entry.partner_id), ("view", self.own))
        for method, args in (
            ("web_read", [[foreign], specification]),
            ("read", [[foreign], ["phone"]]),
            ("get_formview_action", [[foreign]]),
            ("message_post", [[foreign]]),
            ("export_data", [[foreign], ["phone"]]),
            ("write", [[foreign], {"phone": "1"}]),
        ):
            answer = self._call("res.partner", method, *args)
            if method == "get_formview_action":
                self.assertNotIn("phone", json.dumps(answer))
                continue
            with self.subTest(method=method):
                self.assertIn(
                    self._refused(answer),
                    ("odoo.exceptions.AccessError", "odoo.exceptions.UserError"),
                )
        for method, args in (
            ("search_read", [[["id", "=", foreign]], ["phone"]]),
            ("search", [[["phone", "like", "6123"], ["id", "=", foreign]]]),
            ("name_search", ["Foreign"]),
        ):
            with self.subTest(method=method):
                answer = self._call("res.partner", method, *args)
                self.assertEqual(answer["result"], [])
        answer = self._call(
            "res.partner",
            "formatted_read_group",
            [["id", "in", [own, foreign]]],
            ["email"],
            ["__count"],
        )
        self.assertEqual(len(answer["result"]), 1)

    @mute_logger(*_DENIED)
    def test_links(self):
        """ALC-15 another record shows the name of a closed customer only"""
        self._login(self.user)
        attendee = self.env["calendar.event"].create(
            {
                "name": "Talk",
                "start": "2026-07-01 01:00:00",
                "stop": "2026-07-01 02:00:00",
                "partner_ids": self.foreign.ids,
            }
        )
        attendee = attendee.attendee_ids
        answer = self._call(
            "calendar.attendee",
            "web_read",
            attendee.ids,
            {
                "phone": {},
                "email": {},
                "partner_id": {
                    "fields": {"display_name": {}},
                    "context": {"show_email": True, "show_address": True},
                },
            },
        )
        text = json.dumps(answer["result"])
        self.assertIn("Foreign Valves", text)
        for told in ("6123", "foreign@valves"):
            self.assertNotIn(told, text)
        answer = self._call(
            "calendar.attendee",
            "web_read",
            attendee.ids,
            {"partner_id": {"fields": {"phone": {}}}},
        )
        self.assertEqual(self._refused(answer), "odoo.exceptions.AccessError")
        answer = self._call(
            "calendar.attendee",
            "search_read",
            [["partner_id.phone", "like", "6123"], ["id", "=", attendee.id]],
            ["common_name"],
        )
        self.assertEqual(answer["result"], [])

    @mute_logger(*_DENIED)
    def test_pages(self):
        """ALC-15 address cards, files and pictures of closed customers stay closed"""
        file = self.env["ir.attachment"].create(
            {
                "name": "offer.txt",
                "raw": b"secret offer",
                "res_model": "res.partner",
                "res_id": self.foreign.id,
            }
        )
        self._login(self.user)
        page = self.url_open(f"/web/partner/vcard?partner_ids={self.own.id}")
        self.assertIn("own@valves.example", page.text)
        page = self.url_open(f"/web/partner/vcard?partner_ids={self.foreign.id}")
        self.assertNotIn("foreign@valves.example", page.text)
        self.assertNotIn("6123", page.text)
        page = self.url_open(f"/web/content/{file.id}")
        self.assertNotIn("secret", page.text)
        self._login(self.stranger)
        page = self.url_open(f"/web/content/{file.id}")
        self.assertIn("secret", page.text)

    @mute_logger(*_DENIED)
    def test_export(self):
        """ALC-15 the export of a list holds own customers, and is noted"""
        self._let_export(self.user)
        self._login(self.user)
        page = self.url_open(
            "/web/export/csv",
            data={
                "data": json.dumps(
                    {
                        "model": "res.partner",
                        "fields": [
                            {"name": "name", "label": "Name"},
                            {"name": "phone", "label": "Phone"},
                        ],
                        "ids": False,
                        "domain": [["name", "like", "Valves"]],
                        "import_compat": False,
                        "context": {},
                    }
                ),
                "csrf_token": Request.csrf_token(self),
            },
        )
        self.assertIn("Own Valves", page.text)
        self.assertNotIn("Foreign Valves", page.text)
        entry = self.env["crm.allocation.access.log"].search(
            [("user_id", "=", self.user.id), ("how", "=", "export")]
        )
        self.assertEqual(len(entry), 1)
        self.assertIn(self.own.id, entry.customer_ids)
        self.assertEqual(entry.ip, "127.0.0.1")
