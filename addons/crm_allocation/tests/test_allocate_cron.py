# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import mute_logger

from .automatic_common import AutomaticCommon
from .common import NOW

ENGINE = "odoo.addons.crm_allocation.models.crm_allocation_decision_allocate"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAllocateCron(AutomaticCommon):
    """The scheduled action allocates what waits, where the company wants it."""

    def _run_cron(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("crm_allocation.ir_cron_allocate").method_direct_trigger()
        self.env.invalidate_all()

    def test_switched_off(self):
        """ALC-06 off by default: nothing is allocated by itself"""
        customer = self._new_waiting()
        self._run_cron()
        self.assertEqual(customer.customer_holder, "company")

    def test_switched_on(self):
        """ALC-06 what waits is allocated, a run for so many customers at a time"""
        self.company.allocation_is_automatic = True
        customers = self._new_waiting(5)
        with patch(f"{ENGINE}.BATCH", 2):
            self._run_cron()
        self.assertEqual(set(customers.mapped("customer_holder")), {"person"})
        runs = self._get_decisions(customers).run_id
        self.assertEqual(sorted(runs.mapped("decided_count")), [1, 2, 2])
        self.assertEqual(set(runs.mapped("kind")), {"automatic"})
        self.assertEqual(abs(self.card.turns - self.colleague_card.turns), 1)
        self._run_cron()
        self.assertEqual(len(self._get_decisions(customers)), 5)

    def test_in_turn(self):
        """ALC-06 customers that cannot be placed do not keep others waiting"""
        stuck = self._new_waiting(2)
        (self.card | self.colleague_card).is_receiving = False
        self._allocate(stuck)
        with freeze_time("2026-07-01 05:00:00"):
            self._allocate(stuck[0])
            newcomer = self._new_waiting()
            self.assertEqual(
                self.decisions._get_waiting_in_turn(self.company),
                newcomer + stuck[1] + stuck[0],
            )

    def test_failure(self):
        """ALC-06 what fails in one company does not keep another waiting"""
        self.company.allocation_is_automatic = True
        other = self.env["res.company"].create(
            {"name": "Other", "allocation_is_automatic": True}
        )
        person = self._new_user("alloc_other", "crm_policy.group_user", other)
        self.env["crm.allocation.member"].create(
            {"user_id": person.id, "company_id": other.id}
        )
        customer = self._new_waiting()
        elsewhere = self.env["res.partner"].create(
            {"name": "Elsewhere", "is_company": True}
        )
        self.ledger._transfer(
            [
                {
                    "partner_id": elsewhere.id,
                    "company_id": other.id,
                    "source": "intake",
                }
            ]
        )
        self.rule._write({"domain": "[('nothing', '=', 1)]"})
        with mute_logger(ENGINE):
            self._run_cron()
        self.assertEqual(customer.customer_holder, "company")
        self.assertEqual(elsewhere.with_company(other).customer_owner_id, person)
