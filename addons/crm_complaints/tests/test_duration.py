# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW, ComplaintCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDuration(ComplaintCommon):
    def _close(self, complaint, moment):
        with freeze_time(moment):
            self._bring_to(complaint, "awaiting")._confirm(True)
        return complaint

    def test_days_to_close(self):
        """CMP-08 calendar days from receipt to closing; open cases are in no average"""
        early = self._new_complaint(received_on="2026-06-28 13:00:00")
        late, still_open = self._new_complaint(), self._new_complaint()
        self._close(early, NOW)
        self._close(late, "2026-07-05 01:00:00")
        self.assertEqual(early.days_to_close, 2.5)
        self.assertEqual(late.days_to_close, 4)
        self.assertEqual(still_open.days_to_close, 0)
        groups = self.env["crm.complaint"]._read_group(
            [("id", "in", (early | late | still_open).ids)],
            ["state"],
            ["days_to_close:avg"],
        )
        self.assertEqual(dict(groups), {"closed": 3.25, "new": False})

    def test_reopened(self):
        """CMP-08 a case that is reopened is open again, and counts to its last end"""
        complaint = self._close(self._new_complaint(), "2026-07-02 01:00:00")
        with freeze_time("2026-07-03 01:00:00"):
            complaint.with_user(self.manager).action_reopen("Wet again")
        self.assertEqual(complaint.days_to_close, 0)
        self._close(complaint, "2026-07-04 13:00:00")
        self.assertEqual(complaint.days_to_close, 3.5)
