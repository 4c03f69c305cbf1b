# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import NOW, ComplaintCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestStandard(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.standard = cls.env["crm.complaint.standard"].create(
            {
                "name": "Counter",
                "item_ids": [
                    (0, 0, {"phase": "reception", "name": "Greets", "max_mark": 10}),
                    (
                        0,
                        0,
                        {
                            "phase": "feedback",
                            "name": "Calls back",
                            "time_limit": 3,
                            "time_unit": "days",
                            "max_mark": 10,
                        },
                    ),
                ],
            }
        )

    def _check(self, marks, close=True, user=None):
        check = (
            self.env["crm.complaint.service.check"]
            .with_user(self.officer)
            .create({"standard_id": self.standard.id, "user_id": self.user.id})
        )
        self._mark(check, marks)
        if close:
            check.action_close()
        return check

    def _mark(self, check, marks):
        for line, mark in zip(check.line_ids, marks, strict=True):
            line.mark = mark

    def _train(self, check, user):
        training = check.training_ids.with_user(user)
        training.write({"trained_on": "2026-07-02", "result": "Calls back now"})
        training.action_done()

    def test_standard_of_the_policy(self):
        """CMP-13: the standard has all four phases, with time limits."""
        standard = self.env.ref("crm_complaints.crm_complaint_standard_service")
        self.assertEqual(
            set(standard.item_ids.mapped("phase")),
            {"reception", "needs", "service", "feedback"},
        )
        self.assertTrue(any(standard.item_ids.mapped("time_limit")))

    def test_passed(self):
        """CMP-13: from the pass mark of the settings on, service is good enough."""
        check = self._check([8, 8])
        self.assertEqual(check.score, 80)
        self.assertEqual((check.state, check.pass_mark), ("passed", 80))
        self.assertRegex(check.name, r"^CHK/2026/\d{4}$")
        self.assertEqual(check.unit_id, self.service)
        self.assertFalse(check.training_ids)
        self.company.complaint_standard_pass = 90
        self.assertEqual(check.pass_mark, 80)

    def test_trained_till_rectified(self):
        """CMP-13: below the mark: training, another check, until it is passed."""
        check = self._check([9, 6.9])
        self.assertEqual(check.state, "below")
        self.assertEqual(check.training_ids.topic, "Calls back\nGreets")
        activities = check.sudo().activity_ids
        self.assertEqual(activities.user_id, self.user | self.head)
        self.assertEqual(activities[0].date_deadline, date(2026, 7, 15))
        training = check.training_ids.with_user(self.head)
        with self.assertRaisesRegex(UserError, "when, on what"):
            training.action_done()
        self._train(check, self.head)
        self.assertEqual(check.state, "trained")
        again = check.browse(check.action_recheck()["res_id"])
        self.assertEqual(check.action_recheck()["res_id"], again.id)
        self._mark(again, [9, 5])
        again.action_close()
        self.assertEqual((check.state, again.state), ("repeated", "below"))
        self._train(again, self.officer)
        third = check.browse(again.action_recheck()["res_id"])
        self._mark(third, [9, 9])
        third.action_close()
        self.assertEqual(
            [check.state, again.state, third.state],
            ["rectified", "rectified", "passed"],
        )

    def test_closed_check_stays(self):
        """CMP-13: closed marks do not change, also when the standard does."""
        check = self._check([8, 8])
        with self.assertRaisesRegex(UserError, "stays as it is"):
            check.line_ids[0].mark = 1
        with self.assertRaisesRegex(UserError, "stays as it is"):
            check.checked_on = "2026-06-01"
        self.standard.item_ids[0].unlink()
        self.assertEqual(len(check.line_ids), 2)

    def test_who_may_check(self):
        """CMP-13: officers check, nobody the own service, nobody closes the own
        training; colleagues see nothing."""
        check = self._check([5, 5])
        with self.assertRaises(AccessError):
            check.with_user(self.head).write({"remark": "No"})
        with self.assertRaises(ValidationError):
            self.env["crm.complaint.service.check"].with_user(self.officer).create(
                {"standard_id": self.standard.id, "user_id": self.officer.id}
            )
        own = check.training_ids.with_user(self.user)
        own.write({"trained_on": "2026-07-02", "result": "Fine"})
        with self.assertRaises(AccessError):
            own.action_done()
        checks = self.env["crm.complaint.service.check"]
        self.assertTrue(checks.with_user(self.user).search([("id", "=", check.id)]))
        self.assertTrue(checks.with_user(self.auditor).search([("id", "=", check.id)]))
        self.assertFalse(
            checks.with_user(self.colleague).search([("id", "=", check.id)])
        )

    def test_xlsx(self):
        """CMP-13: the checks as a workbook, for those who may see them."""
        self._check([5, 5])
        report = self.env["report.crm_complaints.service_check_xlsx"]
        content, _kind = report.with_user(self.officer).create_xlsx_report([], {})
        self.assertTrue(content.startswith(b"PK"))
