# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import NOW
from .test_portal_http import PortalHttpCommon


@tagged("post_install", "-at_install")
class TestJoinHttp(PortalHttpCommon):
    """What joining cases shows to those who reported them (CMP-01)."""

    def _report(self, moment, **values):
        with freeze_time(moment):
            return self.env["crm.complaint"]._create_from_public(
                f"key {moment}",
                self.env["crm.complaint.desk"]._get_default(self.company),
                {"kind": "complaint", **values},
                [],
            )

    def _read(self, complaint):
        page = self._get_page(
            f"/my/complaints/{complaint.id}?access_token={complaint.access_token}"
        )
        return page.text_content()

    def test_strangers(self):
        """CMP-01 of two people not known yet none gets to read the other's report"""
        first = self._report(
            NOW, name="Lift", email_from="a@example.org", phone="+86 21 6123 4567"
        )
        second = self._report(
            "2026-07-03 01:00:00",
            name="Roof",
            description="<p>PRIVATE matter</p>",
            email_from="b@example.org",
            phone="+86 21 6123 9999",
        )
        second._post_from_customer("PRIVATE mail")
        refusal = "have no customer yet"
        with self.assertRaisesRegex(UserError, refusal):
            second._join(first)
        self.assertNotIn("PRIVATE", self._read(first))

    def test_same_stranger(self):
        """CMP-01 one person's second report joins; its own receipt and link stay"""
        values = {"email_from": "a@example.org", "phone": "021 6123 4567"}
        first = self._report(NOW, name="Lift", **values)
        self.company.country_id = self.env.ref("base.cn")
        for number, again in enumerate(
            (
                {"email_from": "A@Example.org"},
                {"email_from": "b@example.org", "phone": "+86 21 6123 4567"},
            )
        ):
            with self.subTest(again):
                second = self._report(f"2026-07-0{number + 3}", name="Lift", **again)
                second._post_from_customer("Again no lift")
                receipt = second.message_ids.filtered(
                    lambda message: message.message_type == "auto_comment"
                )
                self.assertTrue(receipt)
                second._join(first)
                self.assertEqual(receipt.res_id, second.id)
                page = self._read(first)
                self.assertIn("Again no lift", page)
                self.assertNotIn(f"recorded as {second.reference}", page)
