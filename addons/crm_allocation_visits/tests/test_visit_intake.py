# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.access_common import AccessCommon
from odoo.addons.crm_allocation.tests.common import NOW


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestVisitIntake(AccessCommon):
    """Walk-ins who are somebody's customer already."""

    def test_closed_customer_is_found(self):
        """ALC-01 the counter learns that a customer exists, and nothing else"""
        self.foreign.write({"phone": "021 5555 0199", "country_id": self.china.id})
        registration = (
            self.env["crm.visit.registration"]
            .with_user(self.user)
            .create(
                {
                    "customer_name": "Walk-in",
                    "phone": "021 5555 0199",
                    "country_id": self.china.id,
                }
            )
        )
        self.assertFalse(registration.duplicate_ids)
        self.assertIn("same phone", registration.duplicate_note)
        self.assertNotIn(self.foreign.name, registration.duplicate_note)
        with self.assertRaisesRegex(UserError, "may be known already"):
            registration._check_not_known()
        registration.with_user(self.officer).invalidate_recordset(["duplicate_note"])
        self.assertIn(
            self.foreign.name, registration.with_user(self.officer).duplicate_note
        )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("base.cn")
