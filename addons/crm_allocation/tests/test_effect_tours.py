# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common import NOW, AllocationCommon

# Monday 6 July 2026, 08:05 in Shanghai
MONDAY = "2026-07-06 00:05:00"


@tagged("post_install", "-at_install")
class TestEffectTours(AllocationCommon, HttpCase):
    """Samples, the weekly summary and dealers, by the role that does it."""

    def _start(self, tour, user, url="/odoo", now=NOW):
        self.env.flush_all()
        # time goes on: the browser's own time limits must not freeze
        with freeze_time(now, tick=True):
            self.start_tour(url, tour, login=user.login)

    def test_sample(self):
        """ALC-16: a salesperson asks, sales administration approves and sends."""
        self._new_customer("Customer A", self.user)
        self._start("crm_allocation_sample_ask", self.user)
        sample = self.env["crm.allocation.sample"].search(
            [("user_id", "=", self.user.id)]
        )
        self.assertEqual(sample.state, "requested")
        self._start("crm_allocation_sample_send", self.officer)
        sample.invalidate_recordset()
        self.assertEqual(sample.sent_by_id, self.officer)
        self.assertEqual(sample.tracking_number, "SF100")

    def test_summary(self):
        """ALC-17: the director opens what is behind a figure, also from the mail."""
        with freeze_time("2026-07-01 02:00:00"):
            customers = self._new_customer("Registered A")
            customers += self._new_customer("Registered B")
            self._transfer(customers, "registration", user_id=self.user.id)
        with freeze_time(MONDAY):
            summary = self.env["crm.allocation.summary"]._make(
                self.company, date(2026, 6, 29), date(2026, 7, 5)
            )
        self._start("crm_allocation_summary", self.manager, now=MONDAY)
        line = summary.line_ids.filtered(lambda one: one.user_id == self.user)
        path = line._get_figure_path()
        self._start(
            "crm_allocation_summary_mail",
            self.manager,
            f"{path}?line={line.id}&figure=registered",
            now=MONDAY,
        )

    def test_dealer(self):
        """ALC-22: a candidate is evaluated by a salesperson, signed by the director."""
        self.env["crm.allocation.dealer.criterion"].search([]).active = False
        self.env["crm.allocation.dealer.criterion"].create({"name": "Reach"})
        program = self.env["crm.allocation.dealer.program"].create(
            {"name": "South-west", "target_number": 1}
        )
        dealer = (
            self.env["crm.allocation.dealer"]
            .with_user(self.user)
            .create(
                {
                    "program_id": program.id,
                    "partner_id": self._new_customer("Dealer A").id,
                    "contract_until": "2027-06-30",
                }
            )
        )
        self._start("crm_allocation_dealer_evaluate", self.user)
        dealer.invalidate_recordset()
        self.assertEqual((dealer.state, dealer.score), ("evaluated", 100))
        self._start("crm_allocation_dealer_sign", self.manager)
        dealer.invalidate_recordset()
        self.assertEqual(dealer.signed_by_id, self.manager)
