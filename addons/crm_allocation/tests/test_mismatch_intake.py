# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW
from .registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestMismatchIntake(RegistrationCommon):
    def test_agent_of_the_call(self):
        """ALC-08 ALC-20: the mismatch counts against who took the call."""
        call = self._new_call(expected_amount=900000)
        call.action_take_in()
        customer = call.partner_id
        self._transfer(customer, user_id=self.user.id)
        mismatch = (
            self.env["crm.allocation.mismatch"]
            .with_user(self.user)
            .create(
                {
                    "partner_id": customer.id,
                    "real_class_id": self.env.ref(
                        "crm_allocation.crm_allocation_class_d"
                    ).id,
                    "reason": "Three valves a year",
                }
            )
        )
        self.assertEqual(mismatch.agent_id, self.officer)
        mismatch.action_submit()
        mismatch.with_user(self.leader).action_sign()
        card = self.env["crm.allocation.member"]._get_for(self.officer, self.company)
        self.assertEqual(mismatch.sudo().agent_card_id, card)
        self.assertEqual(card.mismatches_1, 1)

    def test_found_by_oneself(self):
        """ALC-08: who registered the customer judged for nobody else."""
        registration = self._new_registered()
        mismatches = self.env["crm.allocation.mismatch"]
        agent = mismatches._find_agent(registration.partner_id, self.company)
        self.assertFalse(agent)
