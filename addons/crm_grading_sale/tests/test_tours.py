# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.crm_grading.tests.common import TODAY

from .common import SaleCommon

SIGNATURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestTours(SaleCommon, HttpCase):
    """An order that is stopped, by who sells it, who decides and who buys."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.customer.name = "Tight Tools"
        cls._set_step("limit", 1000)
        with freeze_time(TODAY):
            cls.order = cls._order(1200)

    def _start(self, tour, user):
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(TODAY, tick=True):
            self.start_tour("/odoo", tour, login=user.login)

    # the refusal that the tour provokes
    @mute_logger("odoo.http")
    def test_release(self):
        """GRD-14 a salesperson is stopped and asks, a manager lets the order through"""
        self._start("crm_grading_sale_ask", self.salesman)
        self.assertEqual(self.order.state, "draft")
        self._start("crm_grading_sale_release", self.manager)
        self.assertEqual(self.order.grading_release_ids.state, "released")
        self._start("crm_grading_sale_confirm", self.salesman)
        self.assertEqual(self.order.state, "sale")

    def test_signed_online(self):
        """GRD-14 a customer signs a stopped quotation without an error"""
        self.order.write({"state": "sent", "require_signature": True})
        self.order.require_payment = False
        with freeze_time(TODAY, tick=True):
            answer = self.make_jsonrpc_request(
                f"/my/orders/{self.order.id}/accept",
                {
                    "access_token": self.order._portal_ensure_token(),
                    "name": "Buyer",
                    "signature": SIGNATURE,
                },
            )
        self.assertIn("sign_ok", answer["redirect_url"])
        self.assertEqual((self.order.state, self.order.signed_by), ("sent", "Buyer"))
        self.assertEqual(self.order.activity_ids.user_id, self.salesman)
