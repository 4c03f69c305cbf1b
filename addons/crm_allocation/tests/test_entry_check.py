# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW
from .registration_common import RegistrationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEntryCheck(RegistrationCommon):
    """Once a week the clerk sees that everything was entered."""

    def _open(self):
        for _time in range(2):
            self._run_cron("ir_cron_entry_check")
        checks = self.env["crm.allocation.entry.check"]
        return checks.search([("company_id", "=", self.company.id)])

    def test_week(self):
        """ALC-02 the week that ended, once; the clerk is asked"""
        check = self._open()
        self.assertEqual(str(check.date_from), "2026-06-22")
        self.assertEqual(str(check.date_to), "2026-06-28")
        self.assertEqual(check.activity_ids.user_id, self.officer)

    def test_figures(self):
        """ALC-02 counted when it is closed, and kept"""
        check = self._open().with_user(self.officer)
        with freeze_time("2026-06-26 01:00:00"):
            self._new_registered(
                developed_on="2026-06-25 10:00:00", demand_date="2026-09-30"
            )
        self._new_registration(
            customer_name="Waiting Ltd",
            phone="0512 1111 2222",
            mobile=False,
            email=False,
            website=False,
        ).action_submit()
        self._new_registration(
            customer_name="Forgotten Ltd", developed_on="2026-06-20 01:00:00"
        )
        check.note = "Forgotten Ltd: asked"
        check.action_done()
        self.assertEqual(
            (check.registered_count, check.waiting_count, check.overdue_count),
            (1, 1, 1),
        )
        self.assertEqual(check.checked_by_id, self.officer)
        self.assertFalse(check.sudo().activity_ids)
        with self.assertRaises(UserError):
            check.action_done()

    def test_rights(self):
        """ALC-02 salespeople do not see it, auditors read it"""
        check = self._open()
        with self.assertRaises(AccessError):
            check.with_user(self.user).read(["note"])
        check.with_user(self.auditor).read(["note"])
        with self.assertRaises(AccessError):
            check.with_user(self.auditor).action_done()
